package dev.steadfast.nixos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.nixos.UnitListFile.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    list.takeOut("a.service");
    list.append(List.of());
    list.remove();
    assertFalse(list.exists());
  }

  @Test
  void anUnreadableListIsNotAnEmptyOne() throws IOException {
    Files.createDirectory(list.file());
    assertThrows(IOException.class, list::read);
  }

  @Test
  void appendsBehindWhatIsThere() throws IOException {
    Files.writeString(list.file(), "z.service");
    list.append(List.of("a.service", "b.service"));
    list.append(List.of("a.service"));
    assertEquals("z.service\na.service\nb.service\na.service\n", Files.readString(list.file()));
  }

  @Test
  void takesEveryMentionOut() throws IOException {
    Files.writeString(list.file(), "a.service\nb.service\na.service\na.service.d\n");
    list.takeOut("a.service");
    assertEquals("b.service\na.service.d\n", Files.readString(list.file()));
    list.takeOut("b.service");
    list.takeOut("a.service.d");
    assertEquals("", Files.readString(list.file()), "an empty list is a list");
  }

  @Test
  void linesOfOthersKeepTheirBytes() throws IOException {
    byte[] latin = "caf\u00e9.service\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(list.file(), latin);
    list.append(List.of("caf\u00e9.service"));
    list.takeOut("caf\u00e9.service");
    assertArrayEquals(latin, Files.readAllBytes(list.file()));
    assertEquals(List.of("caf\udce9.service"), List.copyOf(list.read()));
  }

  /** A reader that has the file open sees the old list to its end, never a half of the new one. */
  @Test
  void replacesTheFileAsAWhole() throws IOException {
    Files.writeString(list.file(), "a.service\n");
    Object before = Files.getAttribute(list.file(), "unix:ino");
    try (var reader = Files.newBufferedReader(list.file())) {
      list.append(List.of("b.service"));
      assertEquals("a.service", reader.readLine());
      assertEquals(null, reader.readLine());
    }
    assertFalse(before.equals(Files.getAttribute(list.file(), "unix:ino")));
  }

  @Test
  void aRunThatWasKilledLeavesNothingInTheWay() throws IOException {
    Files.writeString(list.file(), "a.service\n");
    Files.writeString(directory.resolve(".start-list.steadfast"), "half of a li");
    list.append(List.of("b.service"));
    assertEquals("a.service\nb.service\n", Files.readString(list.file()));
    try (var files = Files.list(directory)) {
      assertEquals(List.of(list.file()), files.toList());
    }
  }

  @Test
  void theDirectoryMustExist() {
    UnitListFile nowhere = Kind.RELOAD.in(directory.resolve("missing"));
    assertThrows(NoSuchFileException.class, () -> nowhere.append(List.of("a.service")));
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

  @Test
  void theDirectoryOfAUserIsNobodyElses() throws IOException {
    Path made = UnitListFile.directoryOfUser(directory);
    assertEquals(directory.resolve("nixos"), made);
    assertEquals(PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(made));
    assertEquals(made, UnitListFile.directoryOfUser(directory), "it may be there");
  }
}
