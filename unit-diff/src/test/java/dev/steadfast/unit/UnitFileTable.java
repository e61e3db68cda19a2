package dev.steadfast.unit;

import dev.steadfast.testing.Row;
import java.util.List;

/**
 * What unit files mean. Expectations marked "seen" were read off {@code systemd --test} or {@code
 * systemd-analyze verify} of systemd 252 for the same text.
 */
final class UnitFileTable {
  private static final String A = "[Service]\n";

  private UnitFileTable() {}

  /**
   * @param files the fragment and drop-ins
   * @param expected lines {@code Section/Key: [value][value]}
   */
  record Case(String name, List<String> files, List<String> expected, String because)
      implements Row {
    Case(String name, String file, String expected, String because) {
      this(name, List.of(file), expected.isEmpty() ? List.of() : List.of(expected), because);
    }

    Case(String name, String file, List<String> expected, String because) {
      this(name, List.of(file), expected, because);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      Row.table(
          new Case("assignment", A + "User=a\n", "Service/User: [a]", "the plain case"),
          new Case("no newline at the end", A + "User=a", "Service/User: [a]", "seen"),
          new Case(
              "white space",
              " [Service] \n\t User \t=  a b \t\n",
              "Service/User: [a b]",
              "stripped"),
          new Case(
              "other spaces",
              A + "User=\u00a0a\u2003\n",
              "Service/User: [\u00a0a\u2003]",
              "only ASCII white space is stripped"),
          new Case(
              "equals in the value",
              A + "Environment=A=b=c\n",
              "Service/Environment: [A=b=c]",
              "the first = counts"),
          new Case(
              "name with a blank", A + "a b=c\n", "Service/a b: [c]", "systemd looks up that name"),
          new Case(
              "quotes",
              A + "Environment=\"A=b c\" 'D=e'\n",
              "Service/Environment: [\"A=b c\" 'D=e']",
              "kept as written"),
          new Case("specifiers", A + "User=%i\n", "Service/User: [%i]", "left alone"),
          new Case(
              "comments",
              "# a\n;b\n" + A + "  # c\n\t;d\nUser=a\n",
              "Service/User: [a]",
              "on lines of their own"),
          new Case(
              "no inline comment",
              A + "User=a # b ; c\n",
              "Service/User: [a # b ; c]",
              "part of the value"),
          new Case(
              "comment ending in a backslash",
              A + "# a \\\nUser=b\n",
              "Service/User: [b]",
              "a comment is not continued"),
          new Case(
              "continuation",
              A + "User=a \\\n  b\\\nc\n",
              "Service/User: [a    b c]",
              "the backslash becomes a blank: seen"),
          new Case(
              "comment in a continuation",
              A + "User=a\\\n# x\n; y\n  b\n",
              "Service/User: [a   b]",
              "skipped: seen"),
          new Case(
              "blank line ends a continuation",
              A + "User=a \\\n\nGroup=b\n",
              List.of("Service/Group: [b]", "Service/User: [a]"),
              "seen"),
          new Case("continuation at the end", A + "User=a\\", "Service/User: [a]", "seen"),
          new Case(
              "blank after the backslash",
              A + "User=a\\ \nGroup=b\n",
              List.of("Service/Group: [b]", "Service/User: [a\\]"),
              "then it is not the last character"),
          new Case(
              "two backslashes",
              A + "User=a\\\\\nGroup=b\n",
              List.of("Service/Group: [b]", "Service/User: [a\\\\]"),
              "escaped, no continuation: seen"),
          new Case(
              "three backslashes",
              A + "User=a\\\\\\\nb\n",
              "Service/User: [a\\\\ b]",
              "the third continues"),
          new Case(
              "continued header",
              "[Ser\\\nvice]\nUser=a\n",
              "Ser vice/User: [a]",
              "joined before anything else"),
          new Case(
              "CRLF",
              "[Service]\r\nUser=a\r\n\r\nGroup=b\r\n",
              List.of("Service/Group: [b]", "Service/User: [a]"),
              "one line end"),
          new Case(
              "continued CRLF",
              "[Service]\r\nUser=a\\\r\nb\r\n",
              "Service/User: [a b]",
              "the end is no character of the line"),
          new Case(
              "lone carriage return",
              "[Service]\rUser=a\r",
              "Service/User: [a]",
              "a line end too: seen"),
          new Case(
              "byte order mark", "\uFEFF[Service]\nUser=a\n", "Service/User: [a]", "skipped: seen"),
          new Case(
              "byte order mark and comment",
              "\uFEFF# x\n[Service]\nUser=a\n",
              "Service/User: [a]",
              "the mark goes first"),
          new Case(
              "sections come back",
              A + "ExecStart=a\n[Unit]\nAfter=b\n" + A + "ExecStart=c\n",
              List.of("Service/ExecStart: [a][c]", "Unit/After: [b]"),
              "one section"),
          new Case(
              "unknown section",
              "[X-Mine]\nA=b\n",
              "X-Mine/A: [b]",
              "kept: a change of it is a change"),
          new Case(
              "names are case sensitive",
              A + "user=a\nUser=b\n",
              List.of("Service/User: [b]", "Service/user: [a]"),
              "two settings"),
          new Case("empty file", "", "", "a mask"),
          new Case(
              "repeated",
              A + "ExecStart=a\nExecStart=b\n",
              "Service/ExecStart: [a][b]",
              "appended, in order"),
          new Case(
              "reset",
              A + "ExecStart=a\nExecStart=\nExecStart=b\n",
              "Service/ExecStart: [b]",
              "seen"),
          new Case(
              "reset to nothing",
              A + "Environment=A=b\nEnvironment=\n",
              "",
              "as if never set: seen"),
          new Case(
              "reset by a drop-in",
              List.of(A + "ExecStart=a\n", A + "ExecStart=\nExecStart=b\n"),
              List.of("Service/ExecStart: [b]"),
              "seen"),
          new Case(
              "appended by a drop-in",
              List.of(A + "Environment=A=1\n", A + "Environment=B=2\n"),
              List.of("Service/Environment: [A=1][B=2]"),
              "drop-ins come after"),
          new Case(
              "one value twice",
              List.of(A + "Type=simple\n", A + "Type=notify\n"),
              List.of("Service/Type: [simple][notify]"),
              "the last counts"),
          new Case(
              "emptiness that says something",
              A + "CapabilityBoundingSet=\n",
              "Service/CapabilityBoundingSet: []",
              "no capability at all, while none set means all: seen"),
          new Case(
              "dependencies stay",
              "[Unit]\nAfter=a\nAfter=\nAfter=b\n",
              "Unit/After: [a][][b]",
              "systemd ignores the empty one: seen"),
          new Case(
              "numbers stay",
              A + "Nice=3\nNice=\n",
              "Service/Nice: [3][]",
              "systemd keeps a time or a boolean and warns: seen"),
          new Case(
              "conditions reset each other",
              "[Unit]\nConditionUser=a\nConditionHost=\n",
              List.of("Unit/ConditionHost: []", "Unit/ConditionUser: [a]"),
              "so the empty one must stay visible"),
          new Case(
              "place is forgotten between files",
              List.of("[Unit]\nAfter=a\n", "[Service]\nUser=b\n"),
              List.of("Service/User: [b]", "Unit/After: [a]"),
              "each file names its sections"),
          new Case(
              "longest line",
              A + "X=" + "a".repeat(1024 * 1024 - 3) + "\n",
              "Service/X: [" + "a".repeat(1024 * 1024 - 3) + "]",
              "one byte less than 1 MiB: seen"));
}
