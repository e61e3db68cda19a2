package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.testing.FileTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each problem is named by the file as the generation has it, and all of them together. */
class BrokenGenerationTest {
  @TempDir Path directory;

  private NixosTree tree(String name) {
    return new NixosTree(new FileTree(directory), name);
  }

  @Test
  void brokenFilesAreNamedAllTogether() {
    NixosTree tree = tree("broken").unit("a.service", "[Service]\nbroken\n");
    tree.dropIn("a.service", "b.conf", "[Service\n").unit("good.service", "[Service]\nNice=1\n");
    byte[] latin = "[Unit]\nA=b\nDescription=süß\n".getBytes(StandardCharsets.ISO_8859_1);
    tree.files().bytes("/nix/latin.conf", latin);
    Generation generation = tree.link("a.service.d/a.conf", "/nix/latin.conf").read();
    assertEquals(
        List.of(
            tree.entry("a.service.d/a.conf") + ":3: not valid UTF-8",
            tree.entry("a.service") + ":2: line without =",
            tree.entry("a.service.d/b.conf") + ":1: section header without ]"),
        NixosTree.problems(generation.unit(new UnitName("a.service"))));
    assertEquals(
        "{Service/Nice=[1]}", NixosTree.unit(generation, "good.service").settings().toString());
    assertEquals(
        List.of(Path.of(tree.entry("")) + ": no unit other.service"),
        NixosTree.problems(generation.unit(new UnitName("other.service"))));
  }

  @Test
  void theReplacementCharacterItselfIsNoError() {
    NixosTree tree = tree("text").unit("a.service", "[Unit]\nDescription=\uFFFD\n");
    assertEquals(
        "{Unit/Description=[\uFFFD]}",
        NixosTree.unit(tree.read(), "a.service").settings().toString());
  }

  @Test
  void whatCannotBeReadIsRejectedAllTogether() {
    NixosTree tree = tree("bad").unit("good.service", "[Service]\nNice=1\n");
    tree.link("dangling.service", "/nix/store/gone/dangling.service");
    tree.link("loop.service", "/nix/loop").link("good.service.d/x.conf", "/nix/gone.conf");
    tree.link("deep.service", "/nix/to-nowhere").file("directory.service/x", "");
    tree.file("file.service.d", "").file("target.target.wants", "");
    tree.files().link("/nix/loop", "/nix/loop").link("/nix/to-nowhere", "nowhere");
    Parsed<Generation> parsed = Generation.read(tree.files().root(), tree.toplevel());
    assertTrue(parsed instanceof Parsed.Rejected);
    assertEquals(
        List.of(
            tree.entry("dangling.service") + ": unit file is missing, or a link that leads nowhere",
            tree.entry("deep.service") + ": unit file is missing, or a link that leads nowhere",
            tree.entry("directory.service") + ": unit file is no regular file",
            tree.entry("file.service.d") + ": drop-in directory cannot be read: not a directory",
            tree.entry("good.service.d/x.conf")
                + ": drop-in is missing, or a link that leads nowhere",
            tree.entry("loop.service") + ": unit file is a link that leads back to itself",
            tree.entry("target.target.wants")
                + ": dependency directory cannot be read: not a directory"),
        NixosTree.problems(parsed));
  }

  @Test
  void whatSystemdIgnoresIsAWarning() {
    NixosTree tree = tree("odd").unit("a.service", "[Service]\nNice=1\n");
    tree.link("gone.service", "nowhere.service").link("self.service", "self.service");
    tree.link("a.socket", "a.service").link("one.service", "two.service");
    tree.link("two.service", "one.service").file("README", "").file("foo.d/x.conf", "broken");
    Parsed<Generation> parsed = Generation.read(tree.files().root(), tree.toplevel());
    assertTrue(parsed instanceof Parsed.Accepted);
    assertEquals(
        List.of(
            tree.entry("a.socket") + ": alias that systemd ignores: a.service",
            tree.entry("self.service") + ": alias that systemd ignores: self.service",
            tree.entry("gone.service")
                + ": alias of a unit that is not in this generation: nowhere.service",
            tree.entry("one.service")
                + ": alias of a unit that is not in this generation: two.service",
            tree.entry("two.service")
                + ": alias of a unit that is not in this generation: one.service"),
        NixosTree.problems(parsed));
    Generation generation = tree.read();
    assertTrue(generation.entry(new UnitName("gone.service")).isEmpty());
    assertTrue(generation.entry(new UnitName("one.service")).isEmpty());
    assertTrue(generation.entry(new UnitName("a.socket")).isEmpty());
  }

  @Test
  void aMissingToplevelOrUnitDirectoryIsRejected() {
    FileTree files = new FileTree(directory).directory("/nix/empty").file("/nix/file", "");
    files.link("/run/current-system", "/nix/gone");
    assertEquals(
        List.of("/run/current-system: toplevel is missing, or a link that leads nowhere"),
        NixosTree.problems(Generation.read(files.root(), Path.of("/run/current-system"))));
    assertEquals(
        List.of(
            "/nix/empty/etc/systemd/system: unit directory is missing, or a link that leads"
                + " nowhere"),
        NixosTree.problems(Generation.read(files.root(), Path.of("/nix/empty"))));
    assertEquals(
        List.of("/nix/file/etc/systemd/system: unit directory cannot be read: not a directory"),
        NixosTree.problems(Generation.read(files.root(), Path.of("/nix/file"))));
  }
}
