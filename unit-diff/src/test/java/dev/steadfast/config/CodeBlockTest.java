package dev.steadfast.config;

import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each code was given to lua-nginx-module 0.10.23 in a block of its own. */
class CodeBlockTest {

  /** A text behind an opening brace; the code is what stands before {@code |}, if there is one. */
  record Case(String name, String text, String because) implements Table.Row {}

  static final List<Case> CASES =
      Table.of(
          new Case("nothing", "|}", "an empty block"),
          new Case("tables", "x={ {} , {}}|} }", "braces match"),
          new Case("double quotes", "x = \"}\"|}", "in a string"),
          new Case("single quotes", "x = '}'|}", "in a string"),
          new Case("escaped quote", "x = \"a\\\"}\"|}", "the string goes on"),
          new Case("escaped backslash", "x = \"a\\\\\"|}\"", "the string ends"),
          new Case("open quote", "x = \"|}\n\"", "no string: its line ends before"),
          new Case("quote over lines", "x = \"a\\\n|}\"", "nor with a backslash at its end"),
          new Case("open quotes again", "x = \"\\\"|}\n", "each of them"),
          new Case("other quote", "x = \"'|}\n", "each of them"),
          new Case("long bracket", "x=[[ } ]]|}", "in a string"),
          new Case("leveled bracket", "x=[=[ ]] } ]=]|}", "as many signs"),
          new Case("quote in brackets", "x=[[ \" ]]|}", "no string in a string"),
          new Case("bracket in quotes", "x=\"[[\"|}", "no string in a string"),
          new Case("index", "x = a[b[1]]|}", "no long bracket"),
          new Case("half a bracket", "x=[==|}", "no long bracket"),
          new Case("closing brackets", "x = ]] |}", "of nothing"),
          new Case("open bracket", "x=[[ } ]=]}", "never ends"),
          new Case("comment", "-- }\n|}", "up to the end of its line"),
          new Case("quote in a comment", "-- don't\n x=1|}'", "no string"),
          new Case("long comment", "--[[ } \n ]] x=1|}", "up to its brackets"),
          new Case("leveled comment", "--[==[ }\n ]] } ]==] x=1|}", "as many signs"),
          new Case("half a long comment", "--[=x }\n|}", "a comment of one line"),
          new Case("comment at the end", "-- }", "never ends"),
          new Case("minus", "x=a - -b|}", "no comment"),
          new Case("comment in quotes", "x='--'|}", "no comment"),
          new Case("open brace", "{}", "one is missing"));

  @ParameterizedTest
  @FieldSource("CASES")
  void codeEndsAtItsBrace(Case one) {
    int expected = one.text().indexOf('|');
    assertEquals(expected, CodeBlock.endOf(one.text().replace("|", ""), 0), one.because());
  }

  /** A part of which ten million characters are made. */
  static final List<String> PARTS =
      List.of("{", "\"", "\\\"", "'\"\\\"", "[", "[=", "[[", "]=", "-", "--", "--[", "--[[", "a");

  @ParameterizedTest
  @FieldSource("PARTS")
  void timeIsLinear(String part) {
    String text = part.repeat(10_000_000 / part.length());
    assertEquals(
        -1, assertTimeoutPreemptively(ofMinutes(1), () -> CodeBlock.endOf(text, 0)).intValue());
  }
}
