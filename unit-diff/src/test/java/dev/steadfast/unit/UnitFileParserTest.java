package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.testing.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Expectations marked "seen" were read off {@code systemd --test} or {@code systemd-analyze verify}
 * of systemd 252 for the same text.
 */
class UnitFileParserTest {
  private static final UnitName NAME = new UnitName("a.service");
  private static final String A = "[Service]\n";

  @ParameterizedTest
  @FieldSource("dev.steadfast.unit.UnitFileTable#CASES")
  void unitFilesMeanWhatSystemdReads(UnitFileTable.Case row) {
    assertEquals(row.expected(), lines(accepted(parse(row.files()))), row.because());
  }

  @ParameterizedTest
  @FieldSource("dev.steadfast.unit.UnitFileTable#CASES")
  void printedUnitFilesMeanTheSame(UnitFileTable.Case row) {
    UnitFile once = accepted(parse(row.files()));
    assertEquals(once.settings(), accepted(parse(List.of(printed(once)))).settings());
  }

  /**
   * @param expected {@code file:line summary}
   */
  record Broken(String name, List<String> files, List<String> expected, String because)
      implements Row {
    Broken(String name, String file, String expected, String because) {
      this(name, List.of(file), List.of(expected), because);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Broken> BROKEN =
      Row.table(
          new Broken("no equals", A + "User\n", "/0:2 line without =", "systemd warns and goes on"),
          new Broken("no name", A + " = a\n", "/0:2 no name before =", "systemd warns and goes on"),
          new Broken(
              "outside", "User=a\n" + A, "/0:1 assignment outside a section", "ignored by systemd"),
          new Broken(
              "open header",
              "# x\n[Service\nUser=a\n",
              "/0:2 section header without ]",
              "systemd refuses the file; what follows is not reported again"),
          new Broken(
              "text behind a header",
              "[Service] x\n",
              "/0:1 section header without ]",
              "the line must end in it"),
          new Broken("bracket alone", "[\n", "/0:1 section header without ]", "nothing behind it"),
          new Broken(
              "unsafe header",
              "[Ser\"vice]\n",
              "/0:1 section name that is empty or holds quotes, backslashes or control characters",
              "systemd refuses the file: seen"),
          new Broken(
              "empty header",
              "[]\n",
              "/0:1 section name that is empty or holds quotes, backslashes or control characters",
              "systemd ignores all below: seen"),
          new Broken(
              "NUL",
              A + "User=a\0b\n",
              "/0:2 NUL byte in a unit file",
              "systemd ends the line there: seen"),
          new Broken(
              "NUL in a comment",
              "# a\0User=b\n" + A,
              "/0:1 NUL byte in a unit file",
              "what follows would be read: seen"),
          new Broken(
              "line too long",
              A + "\nX=" + "a".repeat(1024 * 1024 - 2) + "\n",
              "/0:3 line of 1 MiB or more",
              "1 MiB: seen"),
          new Broken(
              "bytes count",
              A + "X=" + "ä".repeat(512 * 1024) + "\n",
              "/0:2 line of 1 MiB or more",
              "two each"),
          new Broken(
              "joined too long",
              A + ("X=" + "a".repeat(512 * 1024) + "\\\n").repeat(2) + "\n",
              "/0:2 line of 1 MiB or more",
              "named by its first line"),
          new Broken(
              "continuation that went wrong",
              A + "ExecStart=a \\\n\n  --b\n",
              "/0:4 line without =",
              "an empty line ended it"),
          new Broken(
              "all of all files",
              List.of(A + "a\nb\n", "c=d\n", A + "User=x\n", "[x\n"),
              List.of(
                  "/0:2 line without =",
                  "/0:3 line without =",
                  "/1:1 assignment outside a section",
                  "/3:1 section header without ]"),
              "one run tells everything"));

  @ParameterizedTest
  @FieldSource("BROKEN")
  void brokenUnitFilesAreRejected(Broken row) {
    List<String> found = new ArrayList<>();
    for (Diagnostic problem : rejected(parse(row.files()))) {
      found.add(problem.location() + " " + problem.summary());
      assertFalse(problem.detail().isEmpty(), "says what to do");
    }
    assertEquals(row.expected(), found, row.because());
  }

  @Test
  void valuesOfSettingsAreNotShown() {
    String text = A + "Environment=PASSWORD=hunter2\\\0\nhunter2\n=hunter2\n";
    for (Diagnostic problem : rejected(parse(List.of(text)))) {
      assertFalse(problem.render().contains("hunter2"), problem::render);
    }
  }

  @Test
  void sourcesAreNamedInOrder() {
    assertEquals(List.of(Path.of("/0"), Path.of("/1")), accepted(parse(List.of(A, A))).sources());
  }

  @Test
  void environmentIsTheLastAssignmentOfEachName() {
    String text = A + "Environment=\"A=1 2\" B=x\nEnvironment='B=y' C=\\x41 D\n";
    assertEquals("{A=1 2, B=y, C=A}", accepted(parse(List.of(text))).environment().toString());
  }

  @Test
  void commandsAreThoseOfAllLines() {
    UnitFile file = accepted(parse(List.of(A + "ExecStart=-a b ; c\nExecStart=d\n")));
    assertEquals(
        List.of("a", "c", "d"),
        file.commands("ExecStart").stream().map(ExecCommand::program).toList());
    assertEquals(List.of(), file.commands("ExecStop"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void layoutSaysNothing(long seed) {
    Random random = new Random(seed);
    TreeMap<SettingKey, List<String>> expected = new TreeMap<>();
    StringBuilder text = new StringBuilder(pick(random, "", "\uFEFF"));
    for (int i = random.nextInt(30); i >= 0; i--) {
      String section = pick(random, "Unit", "Service", "X-Mine");
      String name = pick(random, "After", "ExecStart", "Environment", "X-a");
      String value = pick(random, "", "a", "'b c' # d", "\"e;f\" = g", "h\\\\", "%i [j]", "ä\\x41");
      String noise = pick(random, "", "\n", "# x\\\n", " \t;y=z\r\n", "\r");
      String end = pick(random, "\n", "\r\n", "\r", "\n\n", "\\\n\n", "\\\n#x\n\n");
      text.append(noise).append(pick(random, "[", " [")).append(section).append("]\n");
      text.append(name)
          .append(pick(random, "=", " = ", "\t= ", "=\\\n "))
          .append(value)
          .append(end);
      SettingKey key = new SettingKey(section, name);
      if (value.isEmpty() && name.startsWith("E")) {
        expected.remove(key);
      } else {
        expected.computeIfAbsent(key, unset -> new ArrayList<>()).add(value);
      }
    }
    UnitFile file = accepted(parse(List.of(text.toString())));
    assertEquals(expected, new TreeMap<>(file.settings()), text::toString);
    assertEquals(file.settings(), accepted(parse(List.of(printed(file)))).settings());
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyTextIsReadOrRejected(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.append(
          pick(
              random, "[a]", "\n", "\r", "\\", "=", "#", ";", "b", " ", "\0", "\uFEFF", "[", "'",
              "é"));
    }
    switch (parse(List.of(text.toString()))) {
      case Parsed.Accepted<UnitFile>(UnitFile file, List<Diagnostic> warnings) -> {
        assertEquals(List.of(), warnings);
        assertEquals(file.settings(), accepted(parse(List.of(printed(file)))).settings());
      }
      case Parsed.Rejected<UnitFile>(List<Diagnostic> problems) ->
          assertTrue(problems.stream().allMatch(problem -> problem.location().line() > 0));
    }
  }

  private static Parsed<UnitFile> parse(List<String> files) {
    List<UnitFileParser.Source> sources = new ArrayList<>();
    for (String file : files) {
      sources.add(new UnitFileParser.Source(Path.of("/" + sources.size()), file));
    }
    return UnitFileParser.parse(NAME, sources);
  }

  static UnitFile accepted(Parsed<UnitFile> parsed) {
    return parsed.orElse(problems -> fail(problems.toString()));
  }

  private static List<Diagnostic> rejected(Parsed<UnitFile> parsed) {
    return switch (parsed) {
      case Parsed.Accepted<UnitFile>(UnitFile file, List<Diagnostic> warnings) ->
          fail(file.toString());
      case Parsed.Rejected<UnitFile>(List<Diagnostic> problems) -> problems;
    };
  }

  private static List<String> lines(UnitFile file) {
    List<String> lines = new ArrayList<>();
    file.settings()
        .forEach(
            (key, values) -> {
              StringBuilder line = new StringBuilder(key + ": ");
              values.forEach(value -> line.append('[').append(value).append(']'));
              lines.add(line.toString());
            });
    return lines;
  }

  /** The settings as the text of one unit file; the blank keeps a last backslash a character. */
  static String printed(UnitFile file) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<SettingKey, List<String>> setting : file.settings().entrySet()) {
      for (String value : setting.getValue()) {
        text.append('[').append(setting.getKey().section()).append("]\n");
        text.append(setting.getKey().name())
            .append('=')
            .append(value)
            .append(value.endsWith("\\") ? " \n" : "\n");
      }
    }
    return text.toString();
  }
}
