package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.cli.LineComparison.Text;
import dev.steadfast.plan.FirstDifference;
import dev.steadfast.plan.FirstDifference.At;
import dev.steadfast.plan.FirstDifference.Nowhere;
import dev.steadfast.testing.Row;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineComparisonTest {
  private static final String OLD = "/nix/store/00000000000000000000000000000000-";
  private static final String NEXT = "/nix/store/11111111111111111111111111111111-";

  record Case(
      String name, List<Text> before, List<Text> next, FirstDifference expected, String because)
      implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return Row.table(
        one("other line", "a\nb\nc\n", "a\nx\ny\n", at(2, 3), "the first one is asked for"),
        one("line more", "a\n", "a\nb\n", at(2, 2), "it is the first that the old has not"),
        one("line less", "a\nb\n", "a\n", at(2, 1), "the next file ends before it"),
        one("all gone", "a\n", "", at(1, 0), "lines are counted from 1 in an empty file too"),
        one("equal", "a\n", "a\n", new Nowhere("the two texts are equal"), "nothing to show"),
        one(
            "hash before value",
            "f = " + OLD + "f\nv = 1\n",
            "f = " + NEXT + "f\nv = 2\n",
            at(2, 2),
            "what a hash stands for has a change of its own"),
        one("hash alone", "x\nf = " + OLD + "f\n", "x\nf = " + NEXT + "f\n", at(2, 2), "it counts"),
        one("name of an object", OLD + "a\n", NEXT + "b\n", at(1, 1), "only hashes are left out"),
        new Case(
            "included file",
            List.of(text(OLD + "c", "i\n"), text(OLD + "d", "a\nb\n")),
            List.of(text(NEXT + "c", "i\n"), text(NEXT + "d", "a\nc\n")),
            new At(Path.of(NEXT + "d"), 2, 2),
            "counterparts have one name, whatever their hash"),
        new Case(
            "file that is new",
            List.of(text("/c", "i\n")),
            List.of(text("/c", "i\n"), text("/d/n", "a\n")),
            new At(Path.of("/d/n"), 1, 1),
            "a directory that is included has one more"),
        new Case(
            "file that is gone",
            List.of(text("/c", "i\n"), text("/d/g", "a\n")),
            List.of(text("/c", "i\n")),
            new Nowhere("it no longer has /d/g"),
            "the next content has no line of it"),
        new Case(
            "renamed artefact",
            List.of(text("/run/x.conf", "a\n")),
            List.of(text("/c", "b\n")),
            new At(Path.of("/c"), 1, 1),
            "the process may know the file by any path"));
  }

  private static Case one(
      String name, String before, String next, FirstDifference expected, String because) {
    return new Case(
        name, List.of(text("/c", before)), List.of(text("/c", next)), expected, because);
  }

  private static Text text(String path, String text) {
    return new Text(Path.of(path), text);
  }

  private static At at(int line, int lines) {
    return new At(Path.of("/c"), line, lines);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void findsTheFirst(Case row) {
    assertEquals(row.expected(), LineComparison.between(row.before(), row.next()), row.because());
  }
}
