package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What settings include; checked with the same files on a PostgreSQL 15.18. */
class IncludesTest {
  @TempDir Path root;

  /**
   * A text at {@code /etc/pg/main.conf} and what comes of it: a value of {@code x}, or problems.
   */
  record Case(String name, String text, String value, List<String> problems, String because)
      implements Table.Row {
    static Case accepted(String name, String text, String value, String because) {
      return new Case(name, text, value, List.of(), because);
    }

    static Case rejected(String name, String text, String problem, String because) {
      return new Case(name, text, "", List.of(problem), because);
    }
  }

  static final List<Case> CASES =
      Table.of(
          Case.accepted("relative", "include 'one.conf'", "one", "from the file's own directory"),
          Case.accepted("absolute", "include '/etc/pg/one.conf'", "one", "inside the root"),
          Case.accepted("with sign", "INCLUDE = 'one.conf'", "one", "a directive is a setting"),
          Case.accepted("bare", "include d/up.conf", "one", "a word needs no quotes"),
          Case.accepted("before", "x = main\ninclude 'one.conf'", "one", "the last one counts"),
          Case.accepted("after", "include 'one.conf'\nx = main", "main", "the last one counts"),
          Case.accepted("up", "include 'd/up.conf'", "one", "relative to the included file"),
          Case.accepted("over dots", "include 'd/../one.conf'", "one", "dots are removed first"),
          Case.accepted("link", "include 'link.conf'", "one", "links stay inside the root"),
          Case.accepted("optional", "include_if_exists 'one.conf'", "one", "it exists"),
          Case.accepted("missing", "x = 1\ninclude_if_exists 'no.conf'", "1", "it need not exist"),
          Case.accepted("under a file", "x = 1\ninclude_if_exists 'one.conf/y'", "1", "nor that"),
          Case.accepted("directory", "include_dir 'd.d'", "b", "B, _, b: the order of bytes"),
          Case.accepted("ten deep", "include 'c1.conf'", "deep", "ten levels are allowed"),
          Case.rejected(
              "eleven deep",
              "include 'c0.conf'",
              "/etc/pg/c9.conf:1: error: includes are nested more than 10 deep",
              "where it was, so that a circle ends"),
          Case.rejected(
              "no file",
              "\ninclude 'no.conf'",
              "/etc/pg/main.conf:2: error: included file does not exist",
              "a file must exist"),
          Case.rejected(
              "itself",
              "include 'main.conf'",
              "/etc/pg/main.conf:1: error: file includes itself",
              "would never end"),
          Case.rejected(
              "no name",
              "include ' '",
              "/etc/pg/main.conf:1: error: include without the name of a file",
              "would be the directory"),
          Case.rejected(
              "no text",
              "include '\\1\\351'",
              "/etc/pg/main.conf:1: error: included file does not exist",
              "bytes that are no text are a name like any other"),
          Case.rejected(
              "directory as file",
              "include 'd'",
              "/etc/pg/main.conf:1: error: included file is not a regular file",
              "nothing to read"),
          Case.rejected(
              "no directory",
              "include_dir 'no'",
              "/etc/pg/main.conf:1: error: included directory does not exist",
              "a directory must exist"),
          Case.rejected(
              "file as directory",
              "include_dir 'one.conf'",
              "/etc/pg/main.conf:1: error: included directory is not a directory",
              "nothing to list"),
          Case.rejected(
              "dangling link",
              "include_dir 'e.d'",
              "/etc/pg/main.conf:1: error: included file does not exist",
              "what is listed must be readable"),
          Case.rejected(
              "error inside",
              "include 'broken.conf'",
              "/etc/pg/broken.conf:2: error: syntax error: no value after the name, or one that"
                  + " needs quotes",
              "the place is in the included file"));

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(root.resolve("etc/pg/d"));
    Files.createDirectories(root.resolve("etc/pg/d.d/c.conf"));
    Files.createDirectories(root.resolve("etc/pg/e.d"));
    write("one.conf", "x = one");
    write("d/up.conf", "include '../one.conf'");
    write("broken.conf", "# comment\nx = \n");
    write("d.d/b.conf", "x = b");
    write("d.d/B.conf", "x = B");
    write("d.d/_.conf", "x = _");
    write("d.d/.z.conf", "x = hidden");
    write("d.d/.conf", "x = nameless");
    write("d.d/z.cnf", "x = another");
    for (int level = 0; level < 10; level++) {
      write("c" + level + ".conf", "include 'c" + (level + 1) + ".conf'");
    }
    write("c10.conf", "x = deep");
    Files.createSymbolicLink(root.resolve("etc/pg/link.conf"), Path.of("/etc/pg/one.conf"));
    Files.createSymbolicLink(root.resolve("etc/pg/e.d/z.conf"), Path.of("nowhere"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(root.resolve("etc/pg").resolve(name), text);
  }

  private ConfigSource main(String text) {
    return new ConfigSource(SystemRoot.under(root), Path.of("/etc/pg/main.conf"), text);
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void includedTextCountsWhereItIsIncluded(Case one) {
    ConfigSource source = main(one.text());
    assertEquals(one.problems(), Texts.rejections(Dialect.POSTGRESQL_CONF, source), one.because());
    if (one.problems().isEmpty()) {
      assertEquals(
          Optional.of(one.value()),
          Texts.parse(Dialect.POSTGRESQL_CONF, source).value(new ConfigKey("x")),
          one.because());
    }
  }

  @Test
  void filesThatIncludeEachOtherManyTimesEndSoon() throws IOException {
    write("a.conf", "include 'b.conf'\n".repeat(1000));
    write("b.conf", "include 'a.conf'\n".repeat(1000));
    List<String> problems = Texts.rejections(Dialect.POSTGRESQL_CONF, main("include 'a.conf'"));
    assertEquals(100, problems.size());
  }

  @Test
  void filesThatMultiplyEachOtherAreCounted() throws IOException {
    for (int level = 0; level < 9; level++) {
      write("m" + level + ".conf", ("include 'm" + (level + 1) + ".conf'\n").repeat(100));
    }
    write("m9.conf", "");
    List<String> problems = Texts.rejections(Dialect.POSTGRESQL_CONF, main("include 'm0.conf'"));
    assertTrue(problems.getFirst().contains("more than 10000 files"), problems::getFirst);
  }

  @Test
  void largeFilesAreNotReadAgainAndAgain() throws IOException {
    write("big.conf", "#".repeat(1 << 20));
    String text = "include 'big.conf'\n";
    assertTrue(Texts.rejections(Dialect.POSTGRESQL_CONF, main(text.repeat(64))).isEmpty());
    List<String> problems = Texts.rejections(Dialect.POSTGRESQL_CONF, main(text.repeat(65)));
    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().startsWith("/etc/pg/main.conf:65: "), problems::getFirst);
  }

  @Test
  void newValueCountsAlthoughAnIncludeHasAnother() {
    ConfigSource source = main("x = main\ninclude 'one.conf' # end");
    SortedMap<ConfigKey, String> values = Texts.values("x", "new");
    String text = Texts.accepted(Dialect.POSTGRESQL_CONF.withValues(source, values));
    assertEquals("x = main\ninclude 'one.conf' # end\nx = 'new'\n", text);
    assertEquals(
        Optional.of("new"),
        Texts.parse(Dialect.POSTGRESQL_CONF, main(text)).value(new ConfigKey("x")));
  }

  @Test
  void valueOfAnIncludedFileThatCountsAlreadyIsKept() {
    ConfigSource source = main("include 'one.conf'\n");
    SortedMap<ConfigKey, String> values = Texts.values("x", "one");
    assertEquals(source.text(), Texts.accepted(Dialect.POSTGRESQL_CONF.withValues(source, values)));
  }

  @Test
  void noProblemTellsAValue() throws IOException {
    write("secret.conf", "password = 'geheim' geheim\ngeheim-geheim = geheim\n");
    write("words", "geheim\"");
    String text = "include 'secret.conf'\nx = geheim geheim\ninclude 'geheim'\n";
    List<String> settings = Texts.rejections(Dialect.POSTGRESQL_CONF, main(text));
    assertEquals(4, settings.size());
    assertFalse(String.join("\n", settings).contains("geheim"), settings::toString);
    String rules = "geheim a b c d\nlocal geheim,@geheim x\nlocal a b geheim,geheim\nhost @words\n";
    List<String> access = Texts.rejections(Dialect.PG_HBA, main(rules));
    assertEquals(4, access.size());
    assertFalse(String.join("\n", access).contains("geheim"), access::toString);
    assertTrue(
        Dialect.POSTGRESQL_CONF
            .withValues(main(""), Texts.values("x", "geheim\0"))
            .diagnostics()
            .stream()
            .noneMatch(problem -> problem.render().contains("geheim")));
  }

  @Test
  void deviceIsNotRead() {
    ConfigSource source =
        new ConfigSource(SystemRoot.host(), Path.of("/etc/main.conf"), "include '/dev/zero'");
    assertEquals(
        List.of("/etc/main.conf:1: error: included file is not a regular file"),
        Texts.rejections(Dialect.POSTGRESQL_CONF, source));
  }

  @Test
  void fileOutsideTheRootIsNotRead() {
    assertEquals(
        List.of("/etc/pg/main.conf:1: error: included file does not exist"),
        Texts.rejections(Dialect.POSTGRESQL_CONF, main("include '/etc/passwd'")));
  }
}
