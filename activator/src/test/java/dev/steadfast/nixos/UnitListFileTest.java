package dev.steadfast.nixos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.nixos.UnitListFile.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class UnitListFileTest {
  @TempDir Path directory;
  private UnitListFile list;

  @BeforeEach
  void open() {
    list = Kind.START.in(directory);
  }

  record Case(String name, String text, List<String> names, String because) {
    Case {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("empty", "", List.of(), "as no file"),
          new Case("sorted", "b.service\na.service\n", List.of("a.service", "b.service"), "ours"),
          new Case("no last newline", "a.service", List.of("a.service"), "written by printf"),
          new Case("twice", "a.service\na.service\n", List.of("a.service"), "each appends"),
          new Case("empty lines", "\n\na.service\n\n", List.of("a.service"), "they name nothing"),
          new Case("blanks", " a.service\n", List.of(" a.service"), "nothing is trimmed"),
          new Case(
              "carriage return", "a.service\r\n", List.of("a.service\r"), "nothing is trimmed"),
          new Case("no unit", "# list\n", List.of("# list"), "whoever uses it decides"));

  @ParameterizedTest
  @FieldSource("CASES")
  void reads(Case one) throws IOException {
    Files.writeString(list.file(), one.text());
    assertEquals(one.names(), List.copyOf(list.read()), one.because());
    assertTrue(list.exists());
  }

  @Test
  void aMissingListIsEmpty() throws IOException {
    assertFalse(list.exists());
    assertEquals(List.of(), List.copyOf(list.read()));
    list.remove();
    assertFalse(list.exists());
  }

  @Test
  void anUnreadableListIsNotAnEmptyOne() throws IOException {
    Files.createDirectory(list.file());
    assertThrows(IOException.class, list::read);
  }

  @Test
  void linesThatAreNoUtf8KeepTheirBytes() throws IOException {
    byte[] latin = "caf\u00e9.service\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(list.file(), latin);
    assertEquals(List.of("caf\udce9.service"), List.copyOf(list.read()));
  }

  @Test
  void filesHaveTheNamesOfTheOriginal() {
    assertEquals(
        List.of(
            "start-list",
            "restart-list",
            "reload-list",
            "activation-restart-list",
            "activation-reload-list",
            "dry-activation-restart-list",
            "dry-activation-reload-list"),
        Arrays.stream(Kind.values())
            .map(kind -> directory.relativize(kind.in(directory).file()).toString())
            .toList());
  }
}
