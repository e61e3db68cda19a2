package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class DirectiveDiffTest {

  /** Two texts and the changes, as {@code shown key: before -> after}. */
  record Case(String name, String old, String next, List<String> expected, String because)
      implements Table.Row {}

  private static Case same(String name, String old, String next, String because) {
    return new Case(name, old, next, List.of(), because);
  }

  private static Case one(String name, String old, String next, String change, String because) {
    return new Case(name, old, next, List.of(change), because);
  }

  static final List<Case> SAME =
      Table.of(
          same("layout", "a b; c{d;}", "a\n\tb ; # x\nc\n{ d; }", "blanks and comments"),
          same("quotes", "a b \"c\" 'd';", "a 'b' c \"d\";", "how a word is written"),
          same("escapes", "a 'b\\'c';", "a \"b'c\";", "how a word is written"),
          same("line break", "a 'b\\nc';", "a 'b\nc';", "how a word is written"));

  static final List<Case> SIMPLE =
      Table.of(
          one("value", "workers 2;", "workers 4;", "workers: 2 -> 4", "the argument"),
          one("added", "", "workers 4;", "workers: - -> 4", "nothing before"),
          one("without arguments", "ip_hash;", "", "ip_hash: <> -> -", "an empty value"),
          one("in blocks", "a{b{c 1;}}", "a{b{c 2;}}", "a/b/c: 1 -> 2", "names of all blocks"),
          one("blanks", "a 'b c';", "a '';", "a: \"b c\" -> \"\"", "quotes where they are needed"),
          one("lines", "a 'b\n  c';", "a b;", "a: \"b c\" -> b", "a value is one line"),
          one("labelled", "set_h A 1;", "set_h A 2;", "set_h[A]: 1 -> 2", "the first is a name"),
          one("label added", "", "set_h A 1;", "set_h[A]: - -> 1", "on the only side"),
          one("label with blanks", "f 'a b' 1;", "f 'a b' 2;", "f[\"a b\"]: 1 -> 2", "in quotes"),
          one("more", "listen 80;", "listen 80 ssl;", "listen[80]: <> -> ssl", "the first is kept"),
          new Case(
              "other label",
              "set_h Key geheim;",
              "set_h Host x;",
              List.of("set_h[Host]: - -> x", "set_h[Key]: geheim -> -"),
              "what is a secret is told by its first argument, which must stay in the key"),
          new Case(
              "of several",
              "listen 80; listen 81; listen 82;",
              "listen 80; listen 82; listen 83;",
              List.of("listen: 81 -> 83"),
              "equal ones first, then in their order"),
          new Case(
              "by first argument",
              "p a 1; p b 1; p c 1;",
              "p b 2; p c 1; p a 1; p d 1;",
              List.of(
                  "p[a]: \"1 (moved, place 1 of 3)\" -> \"1 (moved, place 3 of 4)\"",
                  "p[b]: 1 -> 2",
                  "p[d]: - -> 1"),
              "not by their order"),
          new Case(
              "kinds",
              "a b;",
              "a b {}",
              List.of("a: b -> -", "a[b]: - -> 0 directives"),
              "differ"));

  static final List<Case> PARAMETERS =
      Table.of(
          one("of one", "z x rate=1r/s;", "z x rate=2r/s;", "z[x]:rate: 1r/s -> 2r/s", "it alone"),
          new Case(
              "several",
              "z x size=1 y rate=1;",
              "z x size=2 y rate=2;",
              List.of("z[x]:rate: 1 -> 2", "z[x]:size: 1 -> 2"),
              "a change each"),
          one("unlabelled", "z rate=1;", "z rate=2;", "z:rate: 1 -> 2", "the first differs"),
          one("digit", "z x ip4only=a;", "z x ip4only=b;", "z[x]:ip4only: a -> b", "in its name"),
          one("added", "z x;", "z x rate=2;", "z[x]:rate: - -> 2", "nothing else differs"),
          one("removed", "z x rate=1 b;", "z x b;", "z[x]:rate: 1 -> -", "nothing else differs"),
          one("and more", "z x rate=1 b;", "z x rate=2 c;", "z[x]: rate=1 b -> rate=2 c", "words"),
          one("order", "z x a=1 b=1;", "z x b=1 a=1;", "z[x]: a=1 b=1 -> b=1 a=1", "is kept"),
          one("place", "z x a=1 b;", "z x b a=2;", "z[x]: a=1 b -> b a=2", "is kept"),
          one("twice", "z x a=1 a=1;", "z x a=1 a=2;", "z[x]: a=1 a=1 -> a=1 a=2", "which one?"),
          one("no name", "z x A=1;", "z x A=2;", "z[x]: A=1 -> A=2", "small letters only"));

  static final List<Case> BLOCKS =
      Table.of(
          one("labelled", "l /a{r 1;}", "l /a{r 2;}", "l[/a]/r: 1 -> 2", "by its arguments"),
          one("two words", "l ~ /a{r 1;}", "l ~ /a{r 2;}", "l[~ /a]/r: 1 -> 2", "joined"),
          new Case(
              "added",
              "",
              "l /a{r 1; s{t 2;}}",
              List.of(
                  "l[/a]: - -> 3 directives",
                  "l[/a]/r: - -> 1",
                  "l[/a]/s: - -> 1 directive",
                  "l[/a]/s/t: - -> 2"),
              "rules see each directive"),
          new Case(
              "other label",
              "l /a{r 1;}",
              "l /b{r 1;}",
              List.of(
                  "l[/a]: 1 directive -> -",
                  "l[/b]: - -> 1 directive",
                  "l[/a]/r: 1 -> -",
                  "l[/b]/r: - -> 1"),
              "another block"),
          one(
              "server by name",
              "server{listen 80; server_name a b; root 1;}",
              "server{listen 80; server_name a b; root 2;}",
              "server[a b]/root: 1 -> 2",
              "by what is in it"),
          one(
              "server by port",
              "server{listen 80 ssl; root 1;}",
              "server{listen 80 ssl; root 2;}",
              "server[80 ssl]/root: 1 -> 2",
              "if it has no name"),
          new Case(
              "two servers of a name",
              "server{listen 1; server_name a; r 1;}",
              "server{listen 2; server_name a;} server{listen 1; server_name a; r 2;}",
              List.of(
                  "server[a]: - -> 2 directives",
                  "server[a]/listen: - -> 2",
                  "server[a]/r: 1 -> 2",
                  "server[a]/server_name: - -> a"),
              "by what they listen on, too"),
          new Case(
              "name added",
              "server{server_name a; root 1;} server{server_name c;}",
              "server{server_name a b; root 2;} server{server_name d;}",
              List.of(
                  "server[a]/root: 1 -> 2",
                  "server[a]/server_name[a]: <> -> b",
                  "server[c d]/server_name: c -> d"),
              "the first name is kept; the only ones left are one"),
          new Case(
              "others",
              "server{server_name a;} server{server_name b;}",
              "server{server_name c;}",
              List.of(
                  "server[a]: 1 directive -> -",
                  "server[b]: 1 directive -> -",
                  "server[c]: - -> 1 directive",
                  "server[a]/server_name: a -> -",
                  "server[b]/server_name: b -> -",
                  "server[c]/server_name: - -> c"),
              "which of them it was is not known"),
          one("unlabelled", "e{a 1;} e{a 1;}", "e{a 1;} e{a 2;}", "e/a: 1 -> 2", "by order"));

  static final List<Case> MOVES =
      Table.of(
          new Case(
              "simple",
              "a 1; b 1; c 1;",
              "b 1; c 1; a 1;",
              List.of("a: \"1 (moved, place 1 of 3)\" -> \"1 (moved, place 3 of 3)\""),
              "the others keep their order"),
          one(
              "inserted",
              "a 1; c 1;",
              "a 1; b 1; c 1;",
              "b: - -> 1",
              "the others keep their order"),
          new Case(
              "moved and changed",
              "a 1; b 1; c 1;",
              "b 1; c 1; a 2;",
              List.of("a: 1 -> 2"),
              "the new value says it all"),
          new Case(
              "block",
              "l /a{r 1; s 1;} b; c;",
              "b; c; l /a{r 1; s 2;}",
              List.of(
                  "l[/a]: \"2 directives (moved, place 1 of 3)\" -> \"2 directives (moved, place 3 of 3)\"",
                  "l[/a]/r: \"1 (moved with its block)\" -> \"1 (moved with its block)\"",
                  "l[/a]/s: \"1 (moved with its block)\" -> \"2 (moved with its block)\""),
              "rules see each directive of it"),
          new Case(
              "entry",
              "map a b{x 1; y 1; z 1;}",
              "map a b{y 1; z 1; x 1;}",
              List.of("map[a b]/x: \"1 (moved, place 1 of 3)\" -> \"1 (moved, place 3 of 3)\""),
              "the first expression that matches counts"));

  static final List<Case> DATA =
      Table.of(
          new Case(
              "entries",
              "http{map $uri $new{~^/old 1; a 1; c 1;}}",
              "http{map $uri $new{~^/old 2; b 1; c 1;}}",
              List.of(
                  "http/map[$uri $new]/a: 1 -> -",
                  "http/map[$uri $new]/b: - -> 1",
                  "http/map[$uri $new]/~^/old: 1 -> 2"),
              "by their first word"),
          one(
              "words",
              "types{t/html html;}",
              "types{t/html html htm;}",
              "types/t/html: html -> html htm",
              "rest"),
          one(
              "empty entry",
              "map a b{'' 1;}",
              "map a b{'' 2;}",
              "map[a b]/\"\": 1 -> 2",
              "in quotes"),
          one(
              "no parameter",
              "map a b{x y=1;}",
              "map a b{x y=2;}",
              "map[a b]/x: y=1 -> y=2",
              "data"),
          new Case(
              "added",
              "",
              "types{a b; c;}",
              List.of("types: - -> 2 entries", "types/a: - -> b", "types/c: - -> <>"),
              "the block and its entries"),
          one(
              "code",
              "x_by_lua_block{\na\nb}",
              "x_by_lua_block{\na\nc\nd}",
              "x_by_lua_block: 3 lines, 1 only here -> 4 lines, 2 only here",
              "never its text"),
          one(
              "code added",
              "",
              "x_by_lua_block{a}",
              "x_by_lua_block: - -> 1 line, 1 only here",
              "so"),
          one(
              "code of another",
              "s_by_lua_block $a{x}",
              "s_by_lua_block $a{y}",
              "s_by_lua_block[$a]: 1 line, 1 only here -> 1 line, 1 only here",
              "its arguments"));

  static List<Case> cases() {
    List<Case> all = new ArrayList<>();
    List.of(SAME, SIMPLE, PARAMETERS, BLOCKS, MOVES, DATA).forEach(all::addAll);
    return all;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void changeIsNamedWhereItIs(Case one) {
    ConfigContent old = Texts.parse(Dialect.NGINX, one.old());
    ConfigContent next = Texts.parse(Dialect.NGINX, one.next());
    List<KeyChange> changes = old.changesTo(next);
    assertEquals(
        one.expected(), changes.stream().map(DirectiveDiffTest::shown).toList(), one.because());
    assertEquals(SettingsTest.mirrored(changes), next.changesTo(old));
  }

  /**
   * A side that is absent is {@code -}, one that is empty {@code <>}; one that says more in quotes.
   */
  private static String shown(KeyChange change) {
    return change.key() + ": " + side(change.before()) + " -> " + side(change.after());
  }

  private static String side(Optional<String> value) {
    return value
        .map(text -> text.isEmpty() ? "<>" : text.endsWith(")") ? '"' + text + '"' : text)
        .orElse("-");
  }

  /** A change, and the key that rules look at. */
  record Key(String name, String old, String next, String expected, String because)
      implements Table.Row {}

  static final List<Key> KEYS =
      Table.of(
          new Key(
              "block",
              "h{server{server_name a; l /x{p 1;}}}",
              "h{server{server_name a; l /x{p 2;}}}",
              "h/server/l/p",
              "names alone"),
          new Key("label", "h{p X 1;}", "h{p X 2;}", "h/p", "no arguments"),
          new Key("parameter", "h{z x rate=1;}", "h{z x rate=2;}", "h/z:rate", "with its name"),
          new Key("entry", "h{map a b{x 1;}}", "h{map a b{x 2;}}", "h/map", "of the block"));

  @ParameterizedTest
  @FieldSource("KEYS")
  void ruleIsAboutNames(Key one) {
    List<KeyChange> changes =
        Texts.parse(Dialect.NGINX, one.old()).changesTo(Texts.parse(Dialect.NGINX, one.next()));
    assertEquals(
        List.of(one.expected()), changes.stream().map(change -> change.key().value()).toList());
  }

  @Test
  void otherDialectIsNotCompared() {
    ConfigContent text = Texts.parse(Dialect.TEXT, "a;");
    assertThrows(
        IllegalArgumentException.class, () -> Texts.parse(Dialect.NGINX, "a;").changesTo(text));
  }
}
