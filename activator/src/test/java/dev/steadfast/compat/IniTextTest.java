package dev.steadfast.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.testing.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Expectations were measured with the library that the original uses, rust-ini 0.21.2. */
class IniTextTest {

  /**
   * @param expected {@code [section]} and {@code key=value} lines; line feeds in them as {@code ⏎}
   */
  record Case(String name, String text, List<String> expected, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      Row.table(
          line("second command", "ExecStart=/bin/a x ; /bin/b y", "ExecStart=/bin/a x", "comment"),
          line(
              "comment in a quoted argument",
              "ExecStart=/bin/sh -c 'foo ; bar'",
              "ExecStart=/bin/sh -c 'foo",
              "only a leading quote protects"),
          line("hash argument", "ExecStart=/bin/a #x", "ExecStart=/bin/a", "comment"),
          line("hash after a tab", "A=b\t#x", "A=b", "a tab is a blank"),
          line("hash in a word", "Environment=COLOR=#fff", "Environment=COLOR=#fff", "no blank"),
          line("semicolon first", "Foo=;bar", "Foo=;bar", "no blank before it"),
          line("semicolon behind a blank", "Foo= ;bar", "Foo=;bar", "that blank is skipped first"),
          line(
              "quoted assignments",
              "Environment=\"C=d ; e # f\" \"G=h\"",
              "Environment=C=d ; e # f \"G=h\"",
              "only the leading quoted part is unquoted"),
          line("two quoted parts", "A='b'\"c\" d", "A=bc d", "unquoted as long as they touch"),
          line("comment behind a quote", "A=\"b\" # c", "A=b", "the rest of the line is plain"),
          line(
              "escaped quote",
              "Environment=\"A=say \\\"hi\\\" ; ok\"",
              "Environment=A=say \\\"hi\\\" ; ok",
              "the escape is kept and does not close"),
          line("escape", "A=b\\x2dc", "A=b\\x2dc", "kept verbatim"),
          line("apostrophe inside", "Description=Bob's", "Description=Bob's", "not leading"),
          line("quote over lines", "A='b\nc' d\nE=f", "A=b⏎c d", "E=f", "up to its twin"),
          line("continuation", "ExecStart=/bin/true\\\nfoo", "ExecStart=/bin/truefoo", "no blank"),
          line(
              "continuation over comments",
              "ExecStart=/bin/true \\\n# no\n; no\nfoo",
              "ExecStart=/bin/true foo",
              "comment lines are dropped"),
          line(
              "comment sign in a continued word",
              "A=b\\\nc#d\ne",
              "A=bce",
              "once continued, each sign is a comment and the next line belongs to the value"),
          line(
              "comment behind a blank, continued",
              "A=b\\\nc #d\ne",
              "A=bc e",
              "the blank stays, and so does the next line"),
          line("glued line", "foo\nA=b", "foo⏎A=b", "a line without a separator"),
          line("colon", "foo:bar=baz", "foo=bar=baz", "separates too"),
          line("blanks around", "A  =\u00a0 b \t", "A=b", "white space of Unicode is trimmed"),
          line("indented key", "  A=b", "A=b", "trimmed"),
          line("indented comment", "  # c\nA=b", "# c⏎A=b", "becomes a part of the next key"),
          line("indented comment at the end", "A=b\n  # c", "A=b", "no error, unlike a whole line"),
          line(
              "indented line behind a comment",
              "A=b # c\n  # d\nE=f",
              "A=b",
              "E=f",
              "the line feed went with the comment"),
          line("comment line", "# a\n; b\nA=b", "A=b", "as in any INI file"),
          line("empty value", "A=", "A=", "kept, to clear what was there"),
          line("empty value before another key", "A=\nB=c", "A=", "B=c", "ends with its line"),
          line("repeated key", "A=b\nA=c", "A=b", "A=c", "both kept"),
          line("line ends of DOS", "A=b\r\nC=d\r\n", "A=b", "C=d", "no part of the value"),
          row(
              "blank line before a header",
              "[S]\nA=b\n \n[T]\nC=d\n",
              List.of("[S]", "A=b", "[T]⏎C=d"),
              "the header is lost and sticks to the next key"),
          row("header", "[ S ]\n", List.of("[S]"), "trimmed, and there without a key"),
          row("comment behind a header", "[S]# c\nA=b", List.of("[S]", "A=b"), "skipped"),
          row("key behind a header", "[S]A=b", List.of("[S]", "A=b"), "as if on its own line"),
          row("header over lines", "[S\nT]\nA=b", List.of("[S⏎T]", "A=b"), "up to the bracket"),
          row(
              "repeated header",
              "[S]\nA=b\n[T]\n[S]\nA=c\n",
              List.of("[S]", "A=b", "[T]", "[S]", "A=c"),
              "a section of its own"),
          row("keys before a header", "A=b\n[S]\n", List.of("[S]"), "dropped"),
          row("empty file", "", List.of(), "also what a mask reads as"),
          row(
              "quote that is never closed",
              "[S]\nDescription='tis the season\nA=b\n",
              List.of("/x:2 quote that is not closed"),
              "the original ends here"),
          row(
              "escaped last quote",
              "[S]\nA=\"b\\\"",
              List.of("/x:2 quote that is not closed"),
              "the escape keeps it open"),
          row(
              "line without a separator at the end",
              "[S]\nA=b\n\nfoo\nbar\n",
              List.of("/x:4 last line without = or :"),
              "the original ends here; what sticks together begins in line 4"),
          row("no key", "[S]\n=a\n", List.of("/x:2 value without a key"), "the original ends here"),
          row("open header", "[S\nA=b\n", List.of("/x:1 section header without ]"), "ends here"));

  @ParameterizedTest
  @FieldSource("CASES")
  void textsMeanWhatTheOriginalReads(Case row) {
    List<String> read =
        IniText.parse(Path.of("/x"), row.text())
            .map(sections -> sections.stream().flatMap(each -> lines(each).stream()).toList())
            .orElse(problems -> problems.stream().map(IniTextTest::line).toList());
    assertEquals(row.expected(), read, row.because());
  }

  private static List<String> lines(IniSection section) {
    List<String> lines = new ArrayList<>();
    lines.add("[" + section.name().replace('\n', '⏎') + "]");
    for (IniSection.Entry each : section.entries()) {
      lines.add((each.key() + "=" + each.value()).replace('\n', '⏎'));
    }
    return lines;
  }

  private static String line(Diagnostic problem) {
    return problem.location() + " " + problem.summary();
  }

  private static Case row(String name, String text, List<String> expected, String because) {
    return new Case(name, text, expected, because);
  }

  private static Case line(String name, String text, String expected, String because) {
    return row(name, "[S]\n" + text, List.of("[S]", expected), because);
  }

  private static Case line(String name, String text, String first, String second, String because) {
    return row(name, "[S]\n" + text, List.of("[S]", first, second), because);
  }
}
