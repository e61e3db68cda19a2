package dev.steadfast.cli;

import dev.steadfast.report.Examples;
import dev.steadfast.report.Look;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What one run of the program left behind. */
record Ran(int code, String out, String err) {

  static Ran with(Pipeline pipeline, String... args) {
    return with(pipeline, FakeMachine.planning(Examples.nothing()), args);
  }

  static Ran with(FakeMachine machine, String... args) {
    return with(FakePipeline.planning(Examples.nothing()), machine, args);
  }

  private static Ran with(Pipeline pipeline, FakeMachine machine, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = new Main(plain(out), plain(err), pipeline, machine).run(args);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Output plain(ByteArrayOutputStream bytes) {
    return new Output(new PrintStream(bytes, true, StandardCharsets.UTF_8), Look.PLAIN);
  }
}
