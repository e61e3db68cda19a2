package dev.steadfast.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code steadfast diff}. */
@Command(name = "diff")
interface DiffOptions {

  @Parameters(index = "0", paramLabel = "OLD")
  Path old();

  @Parameters(index = "1", paramLabel = "NEXT")
  Path next();

  @Option(names = "--root", defaultValue = "/", paramLabel = "DIR")
  Path root();
}
