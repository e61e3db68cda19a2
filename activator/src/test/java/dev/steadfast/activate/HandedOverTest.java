package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.process.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandedOverTest {
  private static final Identity PROCESS =
      new Identity("boot", "invocation", 7, 5000, Path.of("/nix/store/x/bin/daemon"));
  private static final Path CONF = Path.of("/nix/store/a.conf");
  private static final String HEAD = "steadfast-handed-over 1\nprocess\tboot\t7\t5000\n";

  @TempDir Path directory;

  private static HandedOver full() {
    return HandedOver.nothing(PROCESS)
        .withBound(CONF, Path.of("/nix/store/b.conf"))
        .withPushed(Path.of("/etc/p"), Path.of("/nix/store/p"))
        .withNotLoaded(Path.of("/etc/x y"));
  }

  private Parsed<Optional<HandedOver>> read(String text) throws IOException {
    Path file = directory.resolve("unit.service");
    Files.writeString(file, text);
    return HandedOver.read(file, PROCESS);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertEquals(Parsed.of(Optional.of(full())), read(full().text()));
  }

  @Test
  void nothingIsKnownWithoutAFile() {
    assertEquals(Parsed.of(Optional.empty()), HandedOver.read(directory.resolve("none"), PROCESS));
  }

  @Test
  void aFileAboutAnEarlierProcessSaysNothing() throws IOException {
    String other = full().text().replace("\t5000", "\t4999");
    assertEquals(Parsed.of(Optional.empty()), read(other));
  }

  @Test
  void whatIsLoadedAfterAllIsNoLongerOpen() {
    HandedOver loaded = full().withLoaded(Path.of("/etc/x y"));
    assertEquals(List.of(), List.copyOf(loaded.notLoaded()));
    assertEquals(full().bound(), loaded.bound());
  }

  /**
   * A text that is no record.
   *
   * @param line of the problem
   */
  record Case(String name, String text, int line, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> damaged() {
    return List.of(
        new Case("empty", "", 1, "a file that was cut to nothing"),
        new Case("another file", "steadfast-switch 1\n", 1, "not this kind"),
        new Case("a later version", "steadfast-handed-over 2\n", 1, "its facts are not known"),
        new Case("no process", "steadfast-handed-over 1\n", 1, "it has to be about somebody"),
        new Case("cut off", HEAD + "bound\t/a\t/nix", 3, "a path that may be a part of one"),
        new Case("no number", HEAD.replace("7", "x"), 2, "a PID is a number"),
        new Case("process twice", HEAD + "process\tboot\t7\t5000\n", 3, "one record, one process"),
        new Case("no process first", HEAD.replace("process", "bound"), 2, "its place is fixed"),
        new Case("relative", HEAD + "bound\ta\t/b\n", 3, "paths are absolute"),
        new Case("too short", HEAD + "bound\t/a\n", 3, "a mount has two ends"),
        new Case("unknown", HEAD + "else\t/a\n", 3, "a fact that is passed over is lost"));
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void damageIsFoundWithItsLine(Case c) throws IOException {
    assertFalse(c.because().isEmpty());
    Parsed<Optional<HandedOver>> read = read(c.text());
    assertInstanceOf(Parsed.Rejected.class, read, c.because());
    Diagnostic first = read.diagnostics().getFirst();
    assertEquals(c.line(), first.location().line(), first.render());
  }
}
