package dev.steadfast.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code steadfast explain}. */
@Command(name = "explain")
interface ExplainOptions {

  @Parameters(index = "0", paramLabel = "UNIT")
  String unit();

  @Option(names = "--old", defaultValue = "/run/current-system", paramLabel = "TOPLEVEL")
  Path old();

  @Option(names = "--next", required = true, paramLabel = "TOPLEVEL")
  Path next();

  @Option(names = "--root", defaultValue = "/", paramLabel = "DIR")
  Path root();

  @Option(names = "--offline")
  boolean offline();

  @Option(names = "--policies", defaultValue = Option.NULL_VALUE, paramLabel = "DIR")
  Optional<Path> policies();

  @Option(names = "--format", defaultValue = "text", paramLabel = "text|json")
  PlanOptions.Format format();
}
