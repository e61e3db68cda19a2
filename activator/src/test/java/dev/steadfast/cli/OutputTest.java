package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.report.Look;
import dev.steadfast.report.Look.Colour;
import dev.steadfast.report.Look.Symbols;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutputTest {
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

  record Case(
      String name,
      String target,
      Charset charset,
      Map<String, String> environment,
      Look expected,
      String because) {
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
        row("terminal", "/dev/pts/3", UTF_8, XTERM, Colour.ANSI, Symbols.UNICODE),
        row("console", "/dev/tty1", UTF_8, XTERM, Colour.ANSI, Symbols.UNICODE),
        row("file", "/tmp/log", UTF_8, XTERM, Colour.NONE, Symbols.UNICODE),
        row("pipe", "pipe:[1234]", UTF_8, XTERM, Colour.NONE, Symbols.UNICODE),
        row("nothing", "/dev/null", UTF_8, XTERM, Colour.NONE, Symbols.UNICODE),
        row(
            "ASCII terminal",
            "/dev/pts/3",
            StandardCharsets.US_ASCII,
            XTERM,
            Colour.ANSI,
            Symbols.ASCII),
        row(
            "no colour wanted",
            "/dev/pts/3",
            UTF_8,
            Map.of("TERM", "xterm", "NO_COLOR", "1"),
            Colour.NONE,
            Symbols.UNICODE),
        row(
            "empty variable",
            "/dev/pts/3",
            UTF_8,
            Map.of("TERM", "xterm", "NO_COLOR", ""),
            Colour.ANSI,
            Symbols.UNICODE),
        row(
            "dumb terminal",
            "/dev/pts/3",
            UTF_8,
            Map.of("TERM", "dumb"),
            Colour.NONE,
            Symbols.UNICODE),
        row("unknown terminal", "/dev/pts/3", UTF_8, Map.of(), Colour.NONE, Symbols.UNICODE));
  }

  private static Case row(
      String name,
      String target,
      Charset charset,
      Map<String, String> environment,
      Colour colour,
      Symbols symbols) {
    Look look = new Look(colour, symbols);
    return new Case(name, target, charset, environment, look, "escapes are for terminals only");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void looksAsThePlaceAllows(Case row, @TempDir Path directory) throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("1"), Path.of(row.target()));
    Look look = Output.look(link, row.charset(), row.environment());
    Files.delete(link);
    assertEquals(row.expected(), look, row.because());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aClosedDescriptorHasNoColours(Case row, @TempDir Path directory) {
    Look look = Output.look(directory.resolve("1"), row.charset(), row.environment());
    assertEquals(Colour.NONE, look.colour(), row.because());
  }
}
