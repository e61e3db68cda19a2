package dev.steadfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.testing.FileTree;
import dev.steadfast.testing.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SystemRootTest {
  private static final String STORE = "/nix/store/2bcqr49724r4z6ywqpjm7c81ln8h09qd-etc";

  @TempDir Path directory;

  /** Beside the view's root lies what a path that leaves it would find. */
  private FileTree tree() {
    new FileTree(directory).file("/secret", "of the host").file("/etc/only-host", "of the host");
    return new FileTree(directory.resolve("prefix"))
        .file(STORE + "/hosts", "inside")
        .file("/plain", "inside")
        .link("/etc", STORE)
        .link("/absolute", STORE + "/hosts")
        .link("/relative", "etc/hosts")
        .link("/chain1", "chain2")
        .link("/chain2", "/chain3")
        .link("/chain3", "./etc/../../../plain")
        .link("/above", "../../../secret")
        .link("/deep/above", "../../plain")
        .link("/host", directory.resolve("secret").toString())
        .link("/passwd", "/etc/passwd")
        .link("/dangling", "/nowhere")
        .link("/self", "self")
        .link("/loop1", "/loop2")
        .link("/loop2", "loop1")
        .link("/null", "/dev/null")
        .link("/null-again", "null");
  }

  record Found(String name, String path, String expected, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Found> FOUND =
      Row.table(
          new Found("top", "/", "/", "the view's own"),
          new Found("file", "/plain", "/plain", "no link in it"),
          new Found("link to a directory", "/etc/hosts", STORE + "/hosts", "in the middle"),
          new Found("absolute link", "/absolute", STORE + "/hosts", "meant inside the view"),
          new Found("relative link", "/relative", STORE + "/hosts", "from where the link is"),
          new Found("chain", "/chain1", "/plain", "each .. is that of where the link led"),
          new Found("above the top", "/../../plain", "/plain", "the top is its own parent"),
          new Found("link above the top", "/deep/above", "/plain", "the same from a link"),
          new Found("dots", "/./etc/.//hosts", STORE + "/hosts", "a dot stays where it is"),
          new Found("mask", "/null-again", "/dev/null", "exists in each view, through any links"));

  @ParameterizedTest
  @FieldSource("FOUND")
  void isResolvedInsideTheView(Found row) throws IOException {
    SystemRoot root = tree().root();
    assertEquals(Path.of(row.expected()), root.resolve(Path.of(row.path())), row.because());
    assertEquals(
        Path.of(row.expected()),
        root.resolve(Path.of(row.path())),
        "what was met before changes nothing");
    assertTrue(root.exists(Path.of(row.path())), row.because());
  }

  record Missing(String name, String path, Class<? extends IOException> expected, String because)
      implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Missing> MISSING =
      Row.table(
          new Missing("nothing", "/nowhere", NoSuchFileException.class, "there is none"),
          new Missing(
              "dangling", "/dangling", NoSuchFileException.class, "its target is not there"),
          new Missing(
              "host by absolute link",
              "/host",
              NoSuchFileException.class,
              "exists on the host; the kernel would have followed the link there"),
          new Missing(
              "host by relative link",
              "/above",
              NoSuchFileException.class,
              "exists beside the prefix; the kernel would have followed the link there"),
          new Missing(
              "host's passwd",
              "/passwd",
              NoSuchFileException.class,
              "every host has one, this view has none"),
          new Missing(
              "host's own", "/etc/only-host", NoSuchFileException.class, "/etc is the view's"),
          new Missing("self", "/self", FileSystemLoopException.class, "a link to itself"),
          new Missing("loop", "/loop1", FileSystemLoopException.class, "two that lead in circles"),
          new Missing(
              "below a file", "/plain/x", NotDirectoryException.class, "as the kernel has it"),
          new Missing(
              "out of a file",
              "/plain/../plain",
              NotDirectoryException.class,
              "the kernel looks before it goes up"));

  @ParameterizedTest
  @FieldSource("MISSING")
  void isNotFound(Missing row) throws IOException {
    SystemRoot root = tree().root();
    IOException thrown =
        assertThrows(row.expected(), () -> root.resolve(Path.of(row.path())), row.because());
    assertEquals(row.path(), thrown.getMessage(), "names what was asked for");
    assertFalse(root.exists(Path.of(row.path())), row.because());
    assertThrows(IOException.class, () -> root.read(Path.of(row.path())));
  }

  @Test
  void hostViewFindsWhatTheKernelFinds() throws IOException {
    FileTree tree = tree();
    Path chain = tree.prefix().resolve("relative");
    assertEquals(
        tree.prefix().toRealPath().resolve("plain"),
        SystemRoot.host().resolve(tree.prefix().resolve("plain")).toRealPath());
    assertThrows(
        NoSuchFileException.class,
        () -> SystemRoot.host().resolve(chain),
        "the absolute link in it is meant for another root");
    assertEquals(
        directory.resolve("secret").toRealPath(),
        SystemRoot.host().resolve(tree.prefix().resolve("host")).toRealPath());
  }

  @Test
  void fortyLinksAreFollowedAndNotOneMore() throws IOException {
    FileTree tree = new FileTree(directory).file("/link0", "end");
    for (int i = 1; i <= 41; i++) {
      tree.link("/link" + i, "link" + (i - 1));
    }
    assertEquals(Path.of("/link0"), tree.root().resolve(Path.of("/link40")));
    assertThrows(FileSystemLoopException.class, () -> tree.root().resolve(Path.of("/link41")));
  }

  @Test
  void whatWasRemovedIsGone() throws IOException {
    FileTree tree = tree();
    SystemRoot root = tree.root();
    assertTrue(root.exists(Path.of(STORE + "/hosts")));
    Files.delete(tree.prefix().resolve(STORE.substring(1) + "/hosts"));
    Files.delete(tree.prefix().resolve(STORE.substring(1)));
    assertFalse(root.exists(Path.of(STORE)), "a directory met before is looked at again");
    assertFalse(root.exists(Path.of(STORE + "/hosts")));
  }

  @Test
  void onlyWhatIsInTheStoreIsRemembered() throws IOException {
    FileTree tree = tree();
    SystemRoot root = tree.root();
    Path inStore = Path.of(STORE + "/hosts");
    FoundFile found = root.findOnce(inStore);
    assertEquals(root.find(inStore), found);
    assertEquals(6, root.findOnce(Path.of("/plain")).size());
    tree.file("/plain", "longer than before").file(STORE + "/hosts", "never happens");
    assertEquals(18, root.findOnce(Path.of("/plain")).size());
    assertEquals(found, root.findOnce(inStore));
    assertThrows(NoSuchFileException.class, () -> root.findOnce(Path.of(STORE + "/none")));
  }

  @Test
  void kindAndSizeAreTold() throws IOException {
    SystemRoot root = tree().root();
    assertEquals(
        new FoundFile(Path.of(STORE + "/hosts"), FoundFile.Kind.REGULAR, 6),
        root.find(Path.of("/relative")));
    assertEquals(FoundFile.Kind.DIRECTORY, root.find(Path.of("/etc")).kind());
    assertEquals(FoundFile.Kind.NULL_DEVICE, root.find(Path.of("/null")).kind());
    assertTrue(root.isDirectory(Path.of("/etc")));
    assertFalse(root.isDirectory(Path.of("/plain")));
  }

  @Test
  void linkTargetsAreAsWritten() throws IOException {
    SystemRoot root = tree().root();
    assertEquals(Optional.of(Path.of("etc/hosts")), root.linkTarget(Path.of("/relative")));
    assertEquals(Optional.of(Path.of("/nowhere")), root.linkTarget(Path.of("/dangling")));
    assertEquals(Optional.empty(), root.linkTarget(Path.of("/etc/hosts")));
    assertEquals(Optional.empty(), root.linkTarget(Path.of("/")));
    assertThrows(NoSuchFileException.class, () -> root.linkTarget(Path.of("/nothing")));
  }

  @Test
  void directoriesAreListedInOrder() throws IOException {
    FileTree tree = new FileTree(directory).file("/d/b", "").file("/d/a", "").link("/d/C", "x");
    assertEquals(paths("C", "a", "b"), tree.root().list(Path.of("/d")));
    assertThrows(NotDirectoryException.class, () -> tree.root().list(Path.of("/d/a")));
  }

  @Test
  void textIsUtf8OrByteForByte() throws IOException {
    FileTree tree = new FileTree(directory).file("/good", "süß");
    tree.bytes("/bad", "süß".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals("süß", tree.root().text(Path.of("/good")));
    assertEquals("s\udcfc\udcdf", tree.root().text(Path.of("/bad")));
  }

  @Test
  void namesAreBytes() throws IOException {
    Path latin = PathBytes.path("s\udcfc\udcdf");
    FileTree tree = new FileTree(directory).file("/d/süß", "");
    Files.writeString(directory.resolve("d").resolve(latin), "text");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("d").resolve(latin));
    SystemRoot root = tree.root();
    assertEquals(List.of(Path.of("süß"), latin), root.list(Path.of("/d")));
    assertEquals("text", root.text(Path.of("/link")));
    assertEquals(Path.of("/d").resolve(latin), root.resolve(Path.of("/link")));
    assertEquals(Optional.of(Path.of("d").resolve(latin)), root.linkTarget(Path.of("/link")));
  }

  private static List<Path> paths(String... names) {
    return Stream.of(names).map(Path::of).toList();
  }

  @Test
  void relativePathsAreOurMistake() {
    assertThrows(
        IllegalArgumentException.class, () -> SystemRoot.host().resolve(Path.of("etc/passwd")));
  }

  private static final String NEXT_ETC = "/nix/store/7sf8pl92s1cpcvalfsgwvmsdcqsdhb7f-etc/etc";
  private static final String NEXT = "/nix/store/0v7dmgxzgkbsjvm0d1chpxjxcmwyv2kg-nixos-system";

  /** A running system with files of its own in /etc, and a toplevel that is not active yet. */
  private SystemRoot activated() throws IOException {
    FileTree tree =
        new FileTree(directory.resolve("running"))
            .file(STORE + "/kept.conf", "old")
            .file(STORE + "/gone.conf", "old")
            .file(STORE + "/sites/a.conf", "old")
            .file(STORE + "/sites/gone.conf", "old")
            .link("/etc/static", STORE)
            .link("/etc/kept.conf", "/etc/static/kept.conf")
            .link("/etc/gone.conf", "/etc/static/gone.conf")
            .link("/etc/sites/a.conf", "/etc/static/sites/a.conf")
            .link("/etc/sites/gone.conf", "/etc/static/sites/gone.conf")
            .file("/etc/sites/local.conf", "of the machine")
            .file("/etc/passwd", "of the machine")
            .file("/nix/store/bzn2h6wa1vgpk3n6v2rlkvc3g7hxsdn2-kept.conf", "next")
            .file(NEXT_ETC + "/sites/new.conf", "next")
            .link(NEXT_ETC + "/sites/a.conf", "../kept.conf")
            .link(NEXT_ETC + "/kept.conf", "/nix/store/bzn2h6wa1vgpk3n6v2rlkvc3g7hxsdn2-kept.conf")
            .link(NEXT + "/etc", NEXT_ETC);
    return tree.root().activated(Path.of(NEXT));
  }

  record Etc(String name, String path, String expected, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Etc> ETC =
      Row.table(
          new Etc("changed", "/etc/kept.conf", "next", "the toplevel's file takes its place"),
          new Etc("through static", "/etc/static/kept.conf", "next", "static is re-pointed too"),
          new Etc("new", "/etc/sites/new.conf", "next", "activation will link it"),
          new Etc("beside a new one", "/etc/sites/a.conf", "next", "links below directories too"),
          new Etc("gone", "/etc/gone.conf", "missing", "activation removes its own links"),
          new Etc("gone below", "/etc/sites/gone.conf", "missing", "also below directories"),
          new Etc("the machine's", "/etc/passwd", "of the machine", "activation leaves it"),
          new Etc("the machine's below", "/etc/sites/local.conf", "of the machine", "that too"));

  @ParameterizedTest
  @FieldSource("ETC")
  void showsEtcAsItWillBe(Etc c) throws IOException {
    SystemRoot root = activated();
    Path path = Path.of(c.path());
    assertEquals(c.expected(), root.exists(path) ? root.text(path) : "missing", c.because());
  }

  @Test
  void listsEtcAsItWillBe() throws IOException {
    assertEquals(
        paths("a.conf", "local.conf", "new.conf"), activated().list(Path.of("/etc/sites")));
  }

  @Test
  void showsTheEtcOfAToplevelWhereThereIsNone() throws IOException {
    FileTree tree =
        new FileTree(directory.resolve("bare"))
            .file(NEXT_ETC + "/kept.conf", "next")
            .link(NEXT + "/etc", NEXT_ETC);
    assertEquals("next", tree.root().activated(Path.of(NEXT)).text(Path.of("/etc/kept.conf")));
  }
}
