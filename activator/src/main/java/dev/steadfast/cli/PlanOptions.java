package dev.steadfast.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code steadfast plan}. */
@Command(name = "plan")
interface PlanOptions {

  @Option(names = "--old", required = true, paramLabel = "TOPLEVEL")
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
  Format format();

  @Option(names = "--exit-code")
  boolean exitCode();

  /** The forms of a plan. */
  enum Format {
    /** For people. */
    TEXT,
    /** For programs, see {@code plan.schema.json}. */
    JSON
  }
}
