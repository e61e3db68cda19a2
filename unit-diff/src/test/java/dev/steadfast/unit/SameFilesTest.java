package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.testing.FileTree;
import dev.steadfast.testing.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SameFilesTest {
  private static final UnitName NAME = new UnitName("a@i.service");
  private static final String TEXT = "[Service]\nNice=1\n";

  @TempDir Path directory;

  record Case(
      String name, Consumer<NixosTree> old, Consumer<NixosTree> next, boolean same, String because)
      implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      Row.table(
          new Case("neither has it", t -> {}, t -> {}, true, "nothing and nothing"),
          new Case("added", t -> {}, t -> t.unit("a@.service", TEXT), false, "one has it"),
          new Case("removed", t -> t.unit("a@.service", TEXT), t -> {}, false, "one has it"),
          new Case(
              "one store path",
              t -> t.unit("a@.service", TEXT),
              t -> t.unit("a@.service", TEXT),
              true,
              "it holds what it holds for ever"),
          new Case(
              "own link and template",
              t -> t.unit("a@.service", TEXT),
              t -> t.unit("a@.service", TEXT).link("a@i.service", "a@.service"),
              true,
              "the same file either way"),
          new Case(
              "another store path",
              t -> t.unit("a@.service", TEXT),
              t -> t.unit("a@.service", TEXT + "# x\n"),
              false,
              "it is for the diff to say what that means"),
          new Case(
              "another store path with equal bytes",
              t -> t.file("a@.service", TEXT),
              t -> t.unit("a@.service", TEXT),
              false,
              "only paths are compared in the store"),
          new Case(
              "drop-in added",
              t -> t.unit("a@.service", TEXT),
              t -> t.unit("a@.service", TEXT).dropIn("a@i.service", "x.conf", TEXT),
              false,
              "more files"),
          new Case(
              "drop-in of the type",
              t -> t.unit("a@.service", TEXT),
              t -> t.unit("a@.service", TEXT).dropIn("service", "x.conf", TEXT),
              false,
              "applies to each service"),
          new Case(
              "drop-in renamed",
              t -> t.unit("a@.service", TEXT).dropIn("a@i.service", "x.conf", TEXT),
              t -> t.unit("a@.service", TEXT).dropIn("a@i.service", "y.conf", TEXT),
              true,
              "the same files in the same order"),
          new Case(
              "drop-ins in another order",
              t ->
                  t.unit("a@.service", TEXT)
                      .dropIn("a@i.service", "x.conf", TEXT)
                      .dropIn("a@i.service", "y.conf", TEXT + "\n"),
              t ->
                  t.unit("a@.service", TEXT)
                      .dropIn("a@i.service", "y.conf", TEXT)
                      .dropIn("a@i.service", "x.conf", TEXT + "\n"),
              false,
              "the last assignment may count"),
          new Case(
              "masked",
              t -> t.unit("a@.service", TEXT),
              t -> t.link("a@.service", "/dev/null"),
              false,
              "a masked unit is another one"),
          new Case(
              "masked twice",
              t -> t.link("a@.service", "/dev/null"),
              t -> t.disabled("a@.service"),
              true,
              "through any number of links"),
          new Case(
              "now an alias",
              t -> t.unit("a@.service", TEXT),
              t ->
                  t.link("a@.service", "b@.service")
                      .link("b@.service", NixosTree.derivation("a@.service", TEXT)),
              false,
              "the same file under another name"),
          new Case(
              "only drop-ins",
              t -> t.dropIn("a@i.service", "x.conf", TEXT),
              t -> t.dropIn("a@i.service", "x.conf", TEXT),
              true,
              "no fragment on either side"),
          new Case(
              "fragment made at run time before",
              t -> t.dropIn("a@i.service", "x.conf", TEXT),
              t -> t.dropIn("a@i.service", "x.conf", TEXT).unit("a@.service", TEXT),
              false,
              "now it has one"));

  @ParameterizedTest
  @FieldSource("CASES")
  void aUnitHasTheSameFiles(Case row) {
    FileTree files = new FileTree(directory);
    NixosTree old = new NixosTree(files, "old");
    NixosTree next = new NixosTree(files, "next");
    row.old().accept(old);
    files.file(NixosTree.derivation("a@.service", TEXT), TEXT);
    row.next().accept(next);
    assertEquals(row.same(), old.read().sameFiles(NAME, next.read()), row.because());
    assertEquals(row.same(), next.read().sameFiles(NAME, old.read()), "either way round");
    assertTrue(next.read().sameFiles(NAME, next.read()), "the same as itself");
  }

  @Test
  void filesOutsideTheStoreAreComparedByTheirBytes() {
    NixosTree old = outside("old", TEXT);
    NixosTree equal = outside("equal", TEXT);
    NixosTree other = outside("other", TEXT + "# x\n");
    assertTrue(old.read().sameFiles(NAME, equal.read()));
    assertFalse(old.read().sameFiles(NAME, other.read()));
  }

  private NixosTree outside(String name, String text) {
    FileTree files = new FileTree(directory);
    files.file("/etc/" + name + "/a@.service", text);
    return new NixosTree(files, name).link("a@.service", "/etc/" + name + "/a@.service");
  }

  @Test
  void storeFilesAreNotEvenOpened() throws IOException {
    FileTree files = new FileTree(directory);
    Generation old = new NixosTree(files, "old").unit("a@.service", TEXT).read();
    Generation next = new NixosTree(files, "next").unit("a@.service", TEXT).read();
    String file = NixosTree.derivation("a@.service", TEXT).substring(1);
    Files.delete(directory.resolve(file));
    assertTrue(old.sameFiles(NAME, next));
    assertTrue(old.unit(NAME) instanceof Parsed.Rejected, "while reading it fails");
  }
}
