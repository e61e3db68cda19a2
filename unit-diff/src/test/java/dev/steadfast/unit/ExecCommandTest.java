package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.steadfast.testing.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Expectations marked "seen" were read off {@code systemd --test} of systemd 252. */
class ExecCommandTest {

  /**
   * @param expected each command as its prefixes, a blank, and its words in brackets
   */
  record Case(String name, String line, List<String> expected, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      Row.table(
          new Case("plain", "/bin/a b c", List.of(" [/bin/a][b][c]"), "words are separated"),
          new Case("trailing blank", "/bin/a ", List.of(" [/bin/a]"), "NixOS writes that"),
          new Case("empty", "", List.of(), "resets the list"),
          new Case("dash", "-/bin/a", List.of("- [/bin/a]"), "the exit status is ignored"),
          new Case("several", "-@!!/bin/a x y", List.of("-@!! [/bin/a][x][y]"), "in any order"),
          new Case("plus", "+/bin/a", List.of("+ [/bin/a]"), "full privileges"),
          new Case("quoted prefix", "\"-/bin/a\" b", List.of("- [/bin/a][b]"), "quotes go first"),
          new Case("prefix alone", "- /bin/a", List.of(), "systemd ignores an empty path"),
          new Case("single quotes", "/bin/a -c '/x y'", List.of(" [/bin/a][-c][/x y]"), "grouped"),
          new Case("double quotes", "/bin/a \"b c\"", List.of(" [/bin/a][b c]"), "grouped"),
          new Case("quote in a word", "/bin/a \"c d\"e", List.of(" [/bin/a][c de]"), "seen"),
          new Case("empty word", "/bin/a ''", List.of(" [/bin/a][]"), "an argument all the same"),
          new Case("two", "/bin/a b ; /bin/c", List.of(" [/bin/a][b]", " [/bin/c]"), "seen"),
          new Case(
              "two with prefixes",
              "-/bin/a ; +/bin/c",
              List.of("- [/bin/a]", "+ [/bin/c]"),
              "each has its own"),
          new Case("escaped semicolon", "/bin/a \\; b", List.of(" [/bin/a][;][b]"), "seen"),
          new Case("quoted semicolon", "/bin/a ';' b", List.of(" [/bin/a][;][b]"), "no separator"),
          new Case("semicolon in a word", "/bin/a b;c", List.of(" [/bin/a][b;c]"), "not alone"),
          new Case("specifiers", "/bin/%N $A ${B}", List.of(" [/bin/%N][$A][${B}]"), "left alone"),
          new Case(
              "escapes",
              "/bin/a x\\tb \"\\x41\\101\\u00e4\"",
              List.of(" [/bin/a][x\tb][AAä]"),
              "C style"),
          new Case("blank by escape", "/bin/a b\\sc", List.of(" [/bin/a][b c]"), "no separator"),
          new Case("unknown escape", "/bin/a \\d", List.of(" [/bin/a][\\d]"), "stays as it is"),
          new Case("NUL by escape", "/bin/a \\x00", List.of(" [/bin/a][\\x00]"), "not allowed"),
          new Case("half a character", "/bin/a \\xc3", List.of(" [/bin/a][\\xc3]"), "no guess"),
          new Case("backslash at the end", "/bin/a \\", List.of(" [/bin/a][\\]"), "no escape"),
          new Case("short escape", "/bin/a \\x4", List.of(" [/bin/a][\\x4]"), "two digits needed"),
          new Case("open quote", "/bin/a 'b c", List.of(" [/bin/a]['b c]"), "stays as it is"),
          new Case(
              "no-break space", "/bin/a\u00a0b", List.of(" [/bin/a\u00a0b]"), "no white space"));

  @ParameterizedTest
  @FieldSource("CASES")
  void areReadFromALine(Case row) {
    List<String> found = new ArrayList<>();
    for (ExecCommand command : ExecCommand.allOf(row.line())) {
      StringBuilder words = new StringBuilder(command.prefixes()).append(' ');
      command.argv().forEach(word -> words.append('[').append(word).append(']'));
      found.add(words.toString());
      assertEquals(command.program(), command.argv().getFirst());
    }
    assertEquals(row.expected(), found, row.because());
  }

  @Test
  void aCommandHasAProgram() {
    assertThrows(IllegalArgumentException.class, () -> new ExecCommand("-", List.of()));
    assertThrows(IllegalArgumentException.class, () -> new ExecCommand("", List.of("", "a")));
  }
}
