package dev.steadfast.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code steadfast policy show}. */
@Command(name = "show")
interface PolicyShowOptions {

  @Parameters(index = "0", arity = "0..1", defaultValue = Option.NULL_VALUE, paramLabel = "NAME")
  Optional<String> name();

  @Option(names = "--policies", defaultValue = Option.NULL_VALUE, paramLabel = "DIR")
  Optional<Path> policies();
}
