package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What files of blocks include; checked with the same files on nginx 1.22.1. Only named classes in
 * brackets are rejected here alone, and rings, at which nginx crashes.
 */
class DirectiveIncludesTest {
  @TempDir Path root;

  /** A text at {@code /etc/web/main.conf}, what it means, and the files that are read for it. */
  record Case(String name, String text, String tree, List<String> included, String because)
      implements Table.Row {}

  static final List<Case> CASES =
      Table.of(
          new Case("relative", "include one;", "one;", List.of("one"), "to the main file"),
          new Case("quoted", "include 'one';", "one;", List.of("one"), "a word like others"),
          new Case("absolute", "include /etc/web/one;", "one;", List.of("one"), "inside the root"),
          new Case("between", "a; include one; b;", "a; one; b;", List.of("one"), "in its place"),
          new Case("twice", "include one; include one;", "one; one;", List.of("one"), "named once"),
          new Case("link", "include link;", "one;", List.of("link"), "as it is named"),
          new Case(
              "from below",
              "include d/up;",
              "one;",
              List.of("d/up", "one"),
              "relative to the main file, not to the including one"),
          new Case("in a block", "a { include one; }", "a { one; }", List.of("one"), "anywhere"),
          new Case(
              "in data",
              "map a b { include data; }",
              "map a b { include_ c; \"\" d; }",
              List.of("data"),
              "its lines are entries"),
          new Case("nothing", "a; include no*;", "a;", List.of(), "a pattern may match nothing"),
          new Case("no directory", "a; include no/*;", "a;", List.of(), "nor a directory"),
          new Case("below a file", "a; include one/*;", "a;", List.of(), "nor that"),
          new Case(
              "pattern",
              "include g.d/*.conf;",
              "B; _; b;",
              List.of("g.d/B.conf", "g.d/_.conf", "g.d/b.conf"),
              "in the order of bytes, without hidden files"),
          new Case(
              "hidden", "include g.d/.*.conf;", "z;", List.of("g.d/.z.conf"), "if it is asked"),
          new Case("set", "include g.d/[a-b].conf;", "b;", List.of("g.d/b.conf"), "one of them"),
          new Case(
              "pattern of directories",
              "include s*/x;",
              "dash; plain;",
              List.of("s-b/x", "s/x"),
              "the whole path is sorted: a dash is before a slash"),
          new Case(
              "missing below", "include [dg]*/up;", "one;", List.of("d/up", "one"), "one has it"),
          new Case(
              "escape", "include \\on?;", "one;", List.of("one"), "a backslash of the pattern"),
          new Case("name with blank", "include 'o n?';", "blank;", List.of("o ne"), "in quotes"));

  /** A text and its problems. */
  record Broken(String name, String text, List<String> problems, String because)
      implements Table.Row {}

  static final List<Broken> BROKEN =
      Table.of(
          new Broken(
              "missing", "a;\ninclude no;", List.of("main.conf:2: not exist"), "a name must"),
          new Broken(
              "directory", "include d;", List.of("main.conf:1: not a regular"), "unreadable"),
          new Broken(
              "no name", "include '';", List.of("main.conf:1: not a regular"), "a directory"),
          new Broken("found directory", "include g*;", List.of("main.conf:1: not a regular"), "so"),
          new Broken(
              "dangling", "include dang*;", List.of("main.conf:1: not exist"), "it is found"),
          new Broken("itself", "include m*.conf;", List.of("main.conf:1: includes itself"), "ends"),
          new Broken("circle", "include ring1;", List.of("ring2:1: more than 100 deep"), "ends"),
          new Broken("outside", "include /etc/passwd;", List.of("main.conf:1: not exist"), "root"),
          new Broken("NUL", "include a\0*;", List.of("main.conf:1: not understood"), "no name"),
          new Broken("class", "include [[:alpha:]];", List.of("main.conf:1: not understood"), "so"),
          new Broken(
              "open block", "include open;\na;", List.of("open:1: a block is open"), "its own"),
          new Broken("closing", "a {\ninclude close; }", List.of("close:2: unexpected"), "its own"),
          new Broken(
              "several",
              "include broken; include no;\ninclude open; }",
              List.of(
                  "broken:3: unexpected",
                  "main.conf:1: not exist",
                  "open:1: a block is open",
                  "main.conf:2: unexpected"),
              "all files are read"));

  @BeforeEach
  void files() throws IOException {
    for (String directory : List.of("d", "g.d", "s", "s-b")) {
      Files.createDirectories(root.resolve("etc/web").resolve(directory));
    }
    for (String name : List.of("B", "_", "b", ".z")) {
      write("g.d/" + name + ".conf", name.replace(".", "") + ";");
    }
    write("main.conf", "");
    write("one", "one; # comment");
    write("o ne", "blank;");
    write("d/up", "include one;");
    write("data", "include_ c; '' d;");
    write("s/x", "plain;");
    write("s-b/x", "dash;");
    write("ring1", "include ring2;");
    write("ring2", "include ring1;");
    write("open", "a {");
    write("close", "b;\n}");
    write("broken", "a;\nb;\n;\n;");
    Files.createSymbolicLink(root.resolve("etc/web/link"), Path.of("/etc/web/one"));
    Files.createSymbolicLink(root.resolve("etc/web/dangling"), Path.of("nowhere"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(root.resolve("etc/web").resolve(name), text);
  }

  private ConfigSource main(String text) {
    return new ConfigSource(SystemRoot.under(root), Path.of("/etc/web/main.conf"), text);
  }

  private Directives parse(String text) {
    return Texts.parse(Dialect.NGINX, main(text)) instanceof Directives directives
        ? directives
        : fail("no directives");
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void includedTextCountsWhereItIsIncluded(Case one) {
    Directives content = parse(one.text());
    assertEquals(one.tree(), content.print().strip().replace('\n', ' '), one.because());
    assertEquals(
        one.included().stream().map(Path.of("/etc/web")::resolve).toList(),
        content.included(),
        one.because());
    assertEquals(List.of(), content.changesTo(Texts.parse(Dialect.NGINX, one.tree())));
  }

  @ParameterizedTest
  @FieldSource("BROKEN")
  void problemIsWhereItIsWritten(Broken one) {
    List<String> problems = Texts.rejections(Dialect.NGINX, main(one.text()));
    assertEquals(one.problems().size(), problems.size(), problems::toString);
    for (int at = 0; at < problems.size(); at++) {
      String[] parts = one.problems().get(at).split(": ", 2);
      String problem = problems.get(at);
      assertTrue(problem.startsWith("/etc/web/" + parts[0] + ": error: "), problem);
      assertTrue(problem.contains(parts[1]), () -> problem + ": " + one.because());
    }
  }

  @Test
  void ringThatMultipliesItselfEndsSoon() throws IOException {
    write("ring1", "include ring2;\n".repeat(1000));
    write("ring2", "include ring1;\n".repeat(1000));
    assertEquals(100, Texts.rejections(Dialect.NGINX, main("include ring1;")).size());
  }

  @Test
  void filesThatMultiplyEachOtherAreCounted() throws IOException {
    for (int level = 0; level < 9; level++) {
      write("m" + level, ("include m" + (level + 1) + ";\n").repeat(100));
    }
    write("m9", "");
    List<String> problems = Texts.rejections(Dialect.NGINX, main("include m0;"));
    assertTrue(problems.getFirst().contains("more than 10000 files"), problems::getFirst);
  }

  @Test
  void noProblemTellsAWord() throws IOException {
    write("secret", "password geheim 'geheim'geheim;");
    String text = "include secret; include geheim; include geheim geheim; geheim { geheim ";
    List<String> problems = Texts.rejections(Dialect.NGINX, main(text));
    assertEquals(4, problems.size());
    assertFalse(String.join("\n", problems).contains("geheim"), problems::toString);
  }

  @Test
  void splitIntoFilesMeansNothing() {
    Directives whole = parse("a { one; B; _; b; }");
    assertEquals(List.of(), whole.changesTo(parse("a { include one; include g.d/*.conf; }")));
    assertEquals(List.of(), whole.included());
  }
}
