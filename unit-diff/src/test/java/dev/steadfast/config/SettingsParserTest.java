package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Each text was given to a PostgreSQL 15.18 as an included file. Expected is the value that its
 * pg_file_settings showed, or the line of the syntax error: that view ends with the first one. Only
 * the text with a NUL is rejected here alone.
 */
class SettingsParserTest {

  /** A text and the value of the key {@code a.b} in it. */
  record Value(String name, String text, String expected, String because) implements Table.Row {}

  static final List<Value> VALUES =
      Table.of(
          new Value("equals", "a.b = c", "c", "the usual form"),
          new Value("no equals", "a.b c", "c", "the sign is optional"),
          new Value("no blanks", "a.b=c", "c", "blanks are optional around the sign"),
          new Value("nothing between", "a.b'c d'", "c d", "a quote begins another token"),
          new Value("tabs and return", "\ta.b\t=\tc\r\n", "c", "both are blanks"),
          new Value("case of names", "A.B = C", "C", "names have no case, values have"),
          new Value("last one", "a.b = 1\nA.B = 2", "2", "of several values the last one counts"),
          new Value("comment", "a.b = x # c", "x", "a comment may follow"),
          new Value("comment close by", "a.b = x#c", "x", "a comment needs no blank before it"),
          new Value("hash in quotes", "a.b = 'x#c'", "x#c", "quotes allow everything"),
          new Value("comment before", "# a.b = y\na.b = x", "x", "a comment sets nothing"),
          new Value("word", "a.b = c:d/e-f.g", "c:d/e-f.g", "what a bare word may hold"),
          new Value("two dots", "a.b = c.d.e", "c.d.e", "a word, though c.d would be a name"),
          new Value("beyond ascii", "a.b = é", "é", "every byte beyond ASCII is a letter"),
          new Value("negative", "a.b = -5", "-5", "a sign is part of a number"),
          new Value("unit", "a.b = 12abc", "12abc", "letters after digits are its unit"),
          new Value(
              "hex and unit", "a.b = 0x10kB", "0x10kB", "a hexadecimal number has units, too"),
          new Value("fraction", "a.b = .5", ".5", "digits before the point are optional"),
          new Value("exponent", "a.b = 1.5e3", "1.5e3", "after a fraction"),
          new Value("lone point", "a.b = .", ".", "the scanner takes it for a number"),
          new Value("empty", "a.b = ''", "", "an empty text is a value"),
          new Value(
              "escapes", "a.b = 'it''s\\n\\101\\\\x'", "it's\nA\\x", "as in C, and '' as one"),
          new Value("quoted quote", "a.b = 'it\\'s'", "it's", "a backslash takes any character"),
          new Value("nul", "a.b = 'a\\0b'", "a", "a value ends at a NUL"),
          new Value("nine bits", "a.b = 'a\\400b'", "a", "octal 400 is the byte 0"),
          new Value("octal of one digit", "a.b = 'a\\19b'", "a\u00019b", "9 is no octal digit"));

  @ParameterizedTest
  @FieldSource("VALUES")
  void valueIsTheOneThatTheServerSees(Value one) {
    ConfigContent content = Texts.parse(Dialect.POSTGRESQL_CONF, one.text());
    assertEquals(Optional.of(one.expected()), content.value(new ConfigKey("a.b")), one.because());
  }

  /** A text that is rejected, and the lines in which it is. */
  record Broken(String name, String text, List<Integer> lines, String because)
      implements Table.Row {}

  static final List<Broken> BROKEN =
      Table.of(
          new Broken("no value", "a.b =", List.of(1), "a name needs a value"),
          new Broken("name alone", "x=1\na.b\ny=2", List.of(2), "in the middle of a file, too"),
          new Broken("no name", "= 3", List.of(1), "a line begins with a name"),
          new Broken("number as name", "3 = 3", List.of(1), "a line begins with a name"),
          new Broken("three parts", "a.b.c = 1", List.of(1), "a name has one dot at most"),
          new Broken("dash in name", "a.b-c = 2", List.of(1), "a word is no name"),
          new Broken("qualified value", "a.b = c.d", List.of(1), "two names need quotes"),
          new Broken("path", "a.b = /x", List.of(1), "a slash begins nothing"),
          new Broken("fraction and unit", "a.b = 1.5kB", List.of(1), "needs quotes"),
          new Broken("exponent without point", "a.b = 1e5", List.of(1), "1e, then 5"),
          new Broken("difference", "a.b = 5-3", List.of(1), "two numbers"),
          new Broken("two texts", "a.b = 'x' 'y'", List.of(1), "one value only"),
          new Broken("word behind", "a.b = 'a' b", List.of(1), "one value only"),
          new Broken("two signs", "a.b == 1", List.of(1), "one sign only"),
          new Broken("open quote", "a.b = 'x", List.of(1), "a text ends in its line"),
          new Broken("open after two quotes", "a.b = 'x''", List.of(1), "'' does not end it"),
          new Broken("escaped end", "a.b = 'x\\'", List.of(1), "the last quote is escaped"),
          new Broken("line break", "a.b = 'x\\\ny'", List.of(1, 2), "not even after a backslash"),
          new Broken("form feed", "\f a.b = 1", List.of(1), "no blank to the scanner"),
          new Broken("return as line end", "a.b = 1\rc.d = 2", List.of(1), "it is but a blank"),
          new Broken("all of them", "a\nb = 1\nc = 'x\nd", List.of(1, 3, 4), "all at once"),
          new Broken(
              "NUL in quotes", "a.b = 'x\0y'", List.of(1), "what it would mean is not known"));

  @ParameterizedTest
  @FieldSource("BROKEN")
  void everyLineThatTheServerRejectsIsNamed(Broken one) {
    List<String> places =
        Texts.rejections(Dialect.POSTGRESQL_CONF, Texts.source(one.text())).stream()
            .map(problem -> problem.substring(0, problem.indexOf(": error: ")))
            .toList();
    assertEquals(
        one.lines().stream().map(line -> "/etc/main.conf:" + line).toList(), places, one.because());
  }
}
