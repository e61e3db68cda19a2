package dev.steadfast.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code steadfast policy lint}. */
@Command(name = "lint")
interface PolicyLintOptions {

  @Parameters(index = "0", paramLabel = "DIR")
  Path directory();

  @Option(names = "--format", defaultValue = "text", paramLabel = "text|json")
  PlanOptions.Format format();
}
