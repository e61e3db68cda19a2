package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is logged goes to standard error, and only what an operator has to know. */
class LogLevelsTest {
  private static final String OURS = "dev.steadfast.activate.Any";
  private static final String BUS = "org.freedesktop.dbus.Any";

  record Case(String name, String logger, Consumer<Logger> input, String expected, String because) {
    Case {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("our warning", OURS, log -> log.warn("x"), "[WARN] x\n", "names a unit"),
        new Case("our information", OURS, log -> log.info("x"), "", "the report says it"),
        new Case("our detail", OURS, log -> log.debug("x"), "", "for developers"),
        new Case("the bus's error", BUS, log -> log.error("x"), "[ERROR] x\n", "may explain ours"),
        new Case("the bus's warning", BUS, log -> log.warn("x"), "", "names no unit"),
        new Case("the bus's information", BUS, log -> log.info("x"), "", "says nothing of units"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void logs(Case row) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream onOut = new ByteArrayOutputStream();
    ByteArrayOutputStream onErr = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(onOut, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(onErr, true, StandardCharsets.UTF_8));
      row.input().accept(LoggerFactory.getLogger(row.logger()));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertEquals("", onOut.toString(StandardCharsets.UTF_8), row.because());
    assertEquals(row.expected(), onErr.toString(StandardCharsets.UTF_8), row.because());
  }
}
