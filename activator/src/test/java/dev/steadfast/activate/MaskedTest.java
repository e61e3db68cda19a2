package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MaskedTest {
  record Case(String text, String masked, String because) {
    @Override
    public String toString() {
      return because;
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("", "it said nothing", "there is always something to print"),
          new Case("\n  one \ntwo\n", "one", "the first line that is not blank"),
          new Case(
              "invalid value for parameter \"size\": \"hunter2\"",
              "invalid value for parameter \"size\": \"***\"",
              "names are needed, values are not"),
          new Case(
              "unknown directive \"sise\" in /etc/x.conf:3",
              "unknown directive \"sise\" in /etc/x.conf:3",
              "a name with its place"),
          new Case(
              "cannot open file \"/etc/x.conf\"",
              "cannot open file \"/etc/x.conf\"",
              "paths are needed"),
          new Case("near 'tok en'", "near '***'", "what is quoted may be a value"),
          new Case("bad \u201chunter2\u201d", "bad \u201c***\u201d", "quotes of any shape"),
          new Case("can't parse 'hunter2'", "can't parse '***'", "an apostrophe is no quote"),
          new Case("open \"hunter2", "open \"***", "a quote that is never closed"),
          new Case(
              "cannot reach postgres://me:hunter2@host/db",
              "cannot reach postgres://***@host/db",
              "user information of a URL"),
          new Case("db_password=hunter2 x", "db_password=*** x", "a name that says so"),
          new Case("Password: hunter2", "Password: ***", "case does not matter"),
          new Case("apiKey = hunter2", "apiKey = ***", "blanks around it"),
          new Case("bell\u0007", "bell ", "nothing that a terminal obeys"));

  @ParameterizedTest
  @FieldSource("CASES")
  void masks(Case one) {
    assertEquals(one.masked(), Masked.firstLine(one.text()), one.because());
  }

  @Test
  void theProblemIsFoundBehindWarnings() {
    String said = "2026 [warn] 1#1: low\n2026 [emerg] 1#1: unknown directive \"x\"\ntest failed\n";
    assertEquals("2026 [emerg] 1#1: unknown directive \"x\"", Masked.problem(said));
    assertEquals("all is odd", Masked.problem("all is odd\nreally\n"));
  }
}
