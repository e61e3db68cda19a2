package dev.steadfast.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diff.Difference.Kind;
import dev.steadfast.store.ByteText;
import dev.steadfast.store.PathBytes;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Names, links and contents in ISO 8859-1, compared by JVMs of several locales: the program is
 * started with any, or none.
 */
@Timeout(60)
class ForeignBytesTest {
  private static final String OLD = "/nix/store/7sf8pl92s1cpcvalfsgwvmsdcqsdhb7f-t";
  private static final String NEXT = "/nix/store/0v7dmgxzgkbsjvm0d1chpxjxcmwyv2kg-t";
  private static final String LATIN = "caf\udce9";
  private static final String OTHER = "caf\udce8";
  private static final String UTF_8 = "caf\u00e9";

  static final List<List<String>> ENVIRONMENTS =
      List.of(List.of(), List.of("LC_ALL=C"), List.of("LANG=de_DE"), List.of("LC_ALL=C.UTF-8"));

  /**
   * One file on each side, which a text refers to.
   *
   * @param inside what follows the store object in the text
   */
  private record Case(
      String name, Side old, Side next, String inside, String expected, String because) {}

  /**
   * @param content with an arrow first, the target of a link
   */
  private record Side(String name, String content) {}

  private static final List<Case> CASES =
      List.of(
          row("equal", side(LATIN, "x"), side(LATIN, "x"), "", "", "bytes are compared"),
          row("equal link", side("l", "->" + LATIN), side("l", "->" + LATIN), "", "", "as above"),
          row("equal content", side("f", LATIN), side("f", LATIN), "", "", "as above"),
          row(
              "another name",
              side(LATIN, "x"),
              side(OTHER, "x"),
              "",
              "UNPAIRED other files in the directory",
              "both are shown with the same sign"),
          row(
              "name in UTF-8",
              side(LATIN, "x"),
              side(UTF_8, "x"),
              "",
              "UNPAIRED other files in the directory",
              "the same letter in other bytes is another file"),
          row(
              "another target",
              side("l", "->" + LATIN),
              side("l", "->" + OTHER),
              "",
              "UNPAIRED other link targets",
              "both are shown with the same sign"),
          row(
              "another content",
              side("f", LATIN),
              side("f", UTF_8),
              "",
              "TEXT 1 line removed, 1 added",
              "a daemon sees other bytes"),
          row(
              "behind a foreign name",
              side(LATIN, "x"),
              side(LATIN, "y"),
              "/" + LATIN,
              "TEXT 1 line removed, 1 added",
              "a text names the file by its bytes"),
          row(
              "equal behind a foreign name",
              side(LATIN, OLD),
              side(LATIN, NEXT),
              "/" + LATIN,
              "",
              "references in it are replaced, too"));

  /** Compares all cases below a directory and prints what was found, one line each. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      for (int i = 0; i < CASES.size(); i++) {
        System.out.println("=" + found(CASES.get(i), Path.of(args[0], Integer.toString(i))));
      }
    }

    private static String found(Case one, Path prefix) throws IOException {
      write(prefix.resolve(OLD.substring(1)), one.old());
      write(prefix.resolve(NEXT.substring(1)), one.next());
      Path top = Path.of("/");
      List<Difference> differences =
          new ContentComparison(SystemRoot.under(prefix), (before, after) -> false)
              .between(
                  "use " + OLD + one.inside(),
                  "use " + NEXT + one.inside(),
                  new Difference(Kind.TEXT, top, top, "the text"));
      return String.join(
          "; ", differences.stream().map(each -> each.kind() + " " + each.detail()).toList());
    }

    private static void write(Path tree, Side side) throws IOException {
      Files.createDirectories(tree);
      Path file = tree.resolve(PathBytes.path(side.name()));
      if (side.content().startsWith("->")) {
        Files.createSymbolicLink(file, PathBytes.path(side.content().substring(2)));
      } else {
        Files.write(file, ByteText.encode(side.content()));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("ENVIRONMENTS")
  void areNeitherLostNorMistaken(List<String> environment, @TempDir Path directory)
      throws Exception {
    Path output = directory.resolve("output");
    List<String> command = new ArrayList<>(List.of("env", "-i"));
    command.addAll(environment);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    command.add(directory.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(Duration.ofSeconds(50)));
    assertEquals(
        labelled(CASES.stream().map(one -> "=" + one.expected())),
        labelled(Files.readAllLines(output).stream()));
  }

  /** Each line with the name of its case, so that a failure tells which one it was. */
  private static List<String> labelled(Stream<String> lines) {
    List<String> all = lines.toList();
    List<String> labelled = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Case one = CASES.get(Math.min(i, CASES.size() - 1));
      labelled.add(one.name() + " (" + one.because() + ")" + all.get(i));
    }
    return labelled;
  }

  private static Case row(
      String name, Side old, Side next, String inside, String expected, String because) {
    return new Case(name, old, next, inside, expected, because);
  }

  private static Side side(String name, String content) {
    return new Side(name, content);
  }
}
