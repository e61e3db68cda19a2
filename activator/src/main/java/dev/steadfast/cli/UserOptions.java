package dev.steadfast.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code steadfast user}. */
@Command(name = "user")
interface UserOptions {

  @Option(names = "--old", required = true, paramLabel = "DIR")
  Path old();

  @Option(names = "--next", required = true, paramLabel = "DIR")
  Path next();

  @Option(names = "--dry-run")
  boolean dryRun();

  @Option(names = ActionLine.COMPAT)
  boolean compat();

  /** Both are toplevels, and this is the part of a system's switch that is one user's. */
  @Option(names = UserUnits.NIXOS, hidden = true)
  boolean nixos();
}
