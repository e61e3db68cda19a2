package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each text was given to nginx 1.22.1 of Debian 12 behind what it needs to start: the words are
 * those that {@code nginx -t} named, the lines those of its errors. Only nesting is limited here
 * alone.
 */
class DirectiveParserTest {

  static List<Directive> parse(String text) {
    return Texts.parse(Dialect.NGINX, text) instanceof Directives directives
        ? directives.all()
        : fail("no directives");
  }

  /** A text and the words of its first directive. */
  record Words(String name, String text, List<String> expected, String because)
      implements Table.Row {}

  static final List<Words> WORDS =
      Table.of(
          new Words("plain", "a b  c;", List.of("a", "b", "c"), "blanks separate"),
          new Words("lines", "a\n\t b\r\nc\n;", List.of("a", "b", "c"), "as do line ends"),
          new Words("form feed", "a\fb;", List.of("a\fb"), "which is no blank"),
          new Words("no-break space", "\u00a0a;", List.of("\u00a0a"), "nor is that"),
          new Words("comment", "a #b;\n c;", List.of("a", "c"), "up to the end of the line"),
          new Words("comment after quotes", "\"a\"\n#c\n b;", List.of("a", "b"), "after a blank"),
          new Words("hash inside", "a#b c;", List.of("a#b", "c"), "a comment begins like a word"),
          new Words("hash behind backslash", "\\#b;", List.of("\\#b"), "which stays"),
          new Words("closing brace inside", "a}b c};", List.of("a}b", "c}"), "as any character"),
          new Words("single quotes", "a 'b ;{}\"#c';", List.of("a", "b ;{}\"#c"), "up to the same"),
          new Words("double quotes", "a \"b 'c\";", List.of("a", "b 'c"), "up to the same"),
          new Words("quote inside", "a b\"c;", List.of("a", "b\"c"), "no quote in a word"),
          new Words("empty", "a '' \"\";", List.of("a", "", ""), "two words without a character"),
          new Words("quoted name", "\"a\";", List.of("a"), "quotes mean nothing"),
          new Words("line break in quotes", "a 'b\nc';", List.of("a", "b\nc"), "belongs to it"),
          new Words("escaped quotes", "a\\\"b 'c\\'d';", List.of("a\"b", "c'd"), "no backslash"),
          new Words(
              "two backslashes", "a '\\\\' b\\\\;", List.of("a", "\\", "b\\"), "stand for one"),
          new Words("control characters", "a\\nb\\tc\\rd;", List.of("a\nb\tc\rd"), "as in C"),
          new Words("other escapes", "a\\q\\;\\ x;", List.of("a\\q\\;\\ x"), "it takes, but stays"),
          new Words("escape in quotes", "a '\\d\\\\n';", List.of("a", "\\d\\n"), "as outside"),
          new Words("escaped brace", "a \\{;", List.of("a", "\\{"), "no block"),
          new Words("variable", "a${x}b;", List.of("a${x}b"), "no block"),
          new Words("variable alone", "a ${x};", List.of("a", "${x}"), "no block"),
          new Words("braces of a variable", "a${{{x;", List.of("a${{{x"), "all that follow"),
          new Words("dollar", "$;", List.of("$"), "a word like others"),
          new Words("dollar in quotes", "\"a${\";", List.of("a${"), "which end all the same"),
          new Words("bracket behind quotes", "a (\"b\") c;", List.of("a", "(\"b\")", "c"), "bare"),
          new Words("word behind quotes", "a \"b\")c;", List.of("a", "b", ")c"), "begins with )"),
          new Words(
              "condition", "if ($a = 'b c') { }", List.of("if", "($a", "=", "b c", ")"), "so"),
          new Words("block", "a b{}", List.of("a", "b"), "no blank is needed"),
          new Words("block behind quotes", "a 'b'{}", List.of("a", "b"), "nor there"),
          new Words("variable and block", "a $x{}", List.of("a", "$x"), "the brace opens"));

  @ParameterizedTest
  @FieldSource("WORDS")
  void wordsAreThoseThatTheDaemonSees(Words one) {
    assertEquals(one.expected(), parse(one.text()).getFirst().words(), one.because());
  }

  /** A text, and where and why it is rejected. */
  record Broken(String name, String text, int line, String summary, String because)
      implements Table.Row {}

  static final List<Broken> BROKEN =
      Table.of(
          new Broken("semicolon", "a;\n;", 2, "unexpected \";\"", "a directive has a name"),
          new Broken("brace", "\n{", 2, "unexpected \"{\"", "a block has a name"),
          new Broken("closing brace", "a;\n}\nb;", 2, "unexpected \"}\"", "no block is open"),
          new Broken("unended", "a {\nb\n}", 3, "unexpected \"}\"", "a directive ends before"),
          new Broken("two ends", "a {\n}\n}", 3, "unexpected \"}\"", "no block is open"),
          new Broken("text behind quotes", "a 'b'c;", 1, "unexpected character", "no such word"),
          new Broken("comment behind quotes", "a 'b'#c\n;", 1, "unexpected character", "no blank"),
          new Broken("word", "a", 1, "unexpected end of file", "no semicolon"),
          new Broken("word and blanks", "\n#x\na\n\n", 5, "in line 3", "the end, as nginx says it"),
          new Broken("open quote", "a 'b\n;c\n", 3, "that begins in line 1", "it never ends"),
          new Broken("closed quote", "a 'b'", 1, "unexpected end of file", "no semicolon"),
          new Broken("backslash", "a\\", 1, "unexpected end of file", "it takes nothing"),
          new Broken("open block", "a {\nb;\n", 3, "a block is open", "at the end of the file"),
          new Broken("open blocks", "a { b {", 1, "a block is open", "but one problem"),
          new Broken("no name", "a;\n'' b;", 2, "without a name", "there is no such directive"),
          new Broken("no name of a block", "'' {}", 1, "without a name", "nor such a block"),
          new Broken("block in data", "map a b {\nc d { } }", 2, "unexpected \"{\"", "rows alone"),
          new Broken("include of a block", "include a {}", 1, "unexpected \"{\"", "it has none"),
          new Broken("include", "include;", 1, "does not name one pattern", "of nothing"),
          new Broken("include of two", "include a b;", 1, "does not name one pattern", "of two"),
          new Broken("long word", "a " + "x".repeat(4096) + ";", 1, "4095 bytes", "its buffer"),
          new Broken("long word, blank", "a " + "x".repeat(4095) + " ;", 1, "4095", "is in it"),
          new Broken(
              "long quoted", "a '" + "x".repeat(4095) + "';", 1, "4095", "the quote is, too"),
          new Broken("long word of two", "a '" + "é".repeat(2048) + "';", 1, "4095", "bytes count"),
          new Broken("long comment", "#" + "x".repeat(4095) + "\n", 1, "4095", "the same buffer"),
          new Broken("open code", "a_by_lua_block {\nx\n", 3, "no closing brace", "it never ends"));

  @ParameterizedTest
  @FieldSource("BROKEN")
  void lineOfTheErrorIsNamed(Broken one) {
    List<String> problems = Texts.rejections(Dialect.NGINX, Texts.source(one.text()));
    assertEquals(1, problems.size(), problems::toString);
    String problem = problems.getFirst();
    assertEquals(0, problem.indexOf("/etc/main.conf:" + one.line() + ": error: "), problem);
    assertFalse(problem.indexOf(one.summary()) < 0, () -> problem + ": " + one.because());
  }

  @Test
  void wordThatFitsIntoTheBufferIsRead() {
    String text = "a " + "x".repeat(4095) + ";a " + "x".repeat(4094) + " ;a '" + "x".repeat(4094);
    assertEquals(3, parse(text + "';#" + "x".repeat(4094) + "\n#" + "x".repeat(9999)).size());
  }

  /** A text and what it is in the one way to write it. */
  record Tree(String name, String text, String expected, String because) implements Table.Row {}

  static final List<Tree> TREES =
      Table.of(
          new Tree("nothing", " # a;\n", "", "comments mean nothing"),
          new Tree("blocks", "a{b 'c';d{}}", "a {\nb c;\nd {\n}\n}\n", "in blocks"),
          new Tree("data", "map $a $b{'' c;}", "map \"$a\" \"$b\" {\n\"\" c;\n}\n", "any words"),
          new Tree("data alone", "hostnames; default 1;", "hostnames;\ndefault 1;\n", "outside"),
          new Tree("simple map", "map a;", "map a;\n", "no block, no data"),
          new Tree(
              "code", "a_by_lua_block { {} '}' } b;", "a_by_lua_block { {} '}' }\nb;\n", "Lua"),
          new Tree(
              "code argument", "set_by_lua_block $a{}", "set_by_lua_block \"$a\" {}\n", "kept"),
          new Tree("no code", "a_by_lua 'x}';", "a_by_lua \"x}\";\n", "its name ends in _block"));

  @ParameterizedTest
  @FieldSource("TREES")
  void treeIsWhatTheTextMeans(Tree one) {
    ConfigContent content = Texts.parse(Dialect.NGINX, one.text());
    String printed = content instanceof Directives directives ? directives.print() : fail();
    assertEquals(one.expected(), printed, one.because());
    assertEquals(content, Texts.parse(Dialect.NGINX, printed), "nothing is lost");
  }

  @Test
  void entriesOfDataAreNoDirectives() {
    Directive.Body data = parse("types { text/html html; }").getFirst().body();
    assertEquals(Directive.Body.Entries.class, data.getClass());
  }

  @Test
  void blocksMayBeNestedOnlySoDeep() {
    assertEquals(1, parse("a{".repeat(100) + "}".repeat(100)).size());
    assertEquals(
        List.of("/etc/main.conf:1: error: syntax error: blocks are nested more than 100 deep"),
        Texts.rejections(Dialect.NGINX, Texts.source("a{".repeat(5_000_000))));
  }

  /**
   * A text of ten million characters.
   *
   * @param accepted how many directives it has, or -1 if it is rejected
   */
  record Large(String name, String text, int accepted, String because) implements Table.Row {
    static Large of(String part, int accepted, String because) {
      return new Large(part, part.repeat(10_000_000 / part.length()), accepted, because);
    }
  }

  static List<Large> large() {
    return Table.of(
        Large.of("a;", 5_000_000, "one line of very many directives"),
        Large.of("a ", -1, "one directive that never ends"),
        Large.of("a{}", 3_333_333, "very many blocks"),
        Large.of("a{", -1, "blocks in blocks"),
        Large.of("{", -1, "a block without a name"),
        Large.of("'", -1, "quotes without a blank"),
        Large.of("'' ", -1, "a directive without a name"),
        Large.of("${", -1, "one word"),
        Large.of("\\", -1, "one word"),
        Large.of("#", 0, "a comment"),
        Large.of(" ", 0, "nothing"));
  }

  @ParameterizedTest
  @MethodSource("large")
  void longLineEndsSoon(Large one) {
    boolean isRejected = one.accepted() < 0;
    int expected = isRejected ? 1 : one.accepted();
    ConfigSource source = Texts.source(one.text());
    assertEquals(
        expected,
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () ->
                isRejected
                    ? Texts.rejections(Dialect.NGINX, source).size()
                    : parse(one.text()).size()));
  }

  /** A key, and its value in the text below. */
  record Value(String name, String key, Optional<String> expected, String because)
      implements Table.Row {}

  private static final String SITE =
      "pid '/run/a pid'; ip_hash; http { server { root /a; listen 80; listen 81; location /x {"
          + " root /b; } } map $a $b { root c; } include_me d; }";

  static final List<Value> VALUES =
      Table.of(
          new Value("top", "pid", Optional.of("/run/a pid"), "without quotes"),
          new Value("in blocks", "http/server/root", Optional.of("/a"), "not that of the location"),
          new Value("deeper", "http/server/location/root", Optional.of("/b"), "in all its blocks"),
          new Value("block", "http/server/location", Optional.of("/x"), "a directive, too"),
          new Value("two", "http/server/listen", Optional.empty(), "which one is not known"),
          new Value("no argument", "ip_hash", Optional.empty(), "it has no value"),
          new Value("data", "http/map/root", Optional.empty(), "an entry is no directive"),
          new Value("other block", "root", Optional.empty(), "not in that block"),
          new Value("beginning of a name", "http/include", Optional.empty(), "whole names"));

  @ParameterizedTest
  @FieldSource("VALUES")
  void valueIsTheFirstArgumentOfTheOnlyOne(Value one) {
    ConfigContent content = Texts.parse(Dialect.NGINX, SITE);
    assertEquals(one.expected(), content.value(new ConfigKey(one.key())), one.because());
    assertEquals(content, content.withRunning(Texts.values(one.key(), "x")));
    assertEquals(List.of(), content.column("type"));
  }
}
