package dev.steadfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.steadfast.testing.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StorePathTest {
  private static final String HASH = "2bcqr49724r4z6ywqpjm7c81ln8h09qd";
  private static final String OBJECT = "/nix/store/" + HASH + "-nginx.conf";

  /**
   * @param holding the store path that holds the text as a path, empty for none
   */
  record Case(String name, String text, boolean valid, String holding, String because)
      implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      Row.table(
          new Case("object", OBJECT, true, OBJECT, "the form of the Nix manual"),
          new Case("below", OBJECT + "/a/b", false, OBJECT, "a file of the object is not it"),
          new Case("the store", "/nix/store", false, "", "holds objects and is none"),
          new Case("no name", "/nix/store/" + HASH + "-", false, "", "a name has a character"),
          new Case("no dash", "/nix/store/" + HASH + "x", false, "", "hash and name need a dash"),
          new Case("short hash", "/nix/store/2bcqr4-x", false, "", "a hash has 32 characters"),
          new Case(
              "letter e", "/nix/store/e" + HASH.substring(1) + "-x", false, "", "base 32 has no e"),
          new Case("bare", HASH + "-nginx.conf", false, "", "a bare hash is data"),
          new Case("blank after", OBJECT + " x", false, "", "a path goes on behind the name"),
          new Case(
              "longest name",
              "/nix/store/" + HASH + "-" + "n".repeat(211),
              true,
              "/nix/store/" + HASH + "-" + "n".repeat(211),
              "Nix allows 211 characters"),
          new Case(
              "name too long",
              "/nix/store/" + HASH + "-" + "n".repeat(212),
              false,
              "",
              "Nix allows 211 characters"),
          new Case("elsewhere", "/var" + OBJECT, false, "", "only /nix/store is the store"));

  @ParameterizedTest
  @FieldSource("CASES")
  void isRecognized(Case row) {
    assertEquals(row.valid(), StorePath.parse(row.text()).isPresent(), row.because());
    assertEquals(
        row.holding(),
        StorePath.holding(Path.of(row.text())).map(StorePath::value).orElse(""),
        row.because());
  }

  @Test
  void hashAndNameAreItsParts() {
    StorePath path = StorePath.parse(OBJECT).orElseThrow();
    assertEquals(HASH, path.hash());
    assertEquals("nginx.conf", path.name());
    assertEquals(Optional.of(path), StorePath.holding(path.path()));
  }

  @Test
  void anotherTextIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new StorePath("/etc/passwd"));
  }
}
