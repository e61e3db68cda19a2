package dev.steadfast.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.testing.Row;
import dev.steadfast.unit.SettingKey;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnitComparisonTest {
  private static final String U = "[Unit]\n";
  private static final String S = "[Service]\n";
  private static final String M = "[Mount]\n";

  /**
   * @param expected the kind, and the key that decides
   */
  record Case(String name, String old, String next, String expected, String because)
      implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      Row.table(
          new Case("same", U + "A=b\n" + S + "C=d\n", U + "A=b\n" + S + "C=d\n", "EQUAL", "equal"),
          new Case(
              "order of keys and sections",
              U + "A=b\nC=d\n" + S + "E=f\n",
              "# c\n" + S + "E=f\n" + U + "C=d\nA=b\n",
              "EQUAL",
              "neither it nor a comment matters"),
          new Case("install", "[Install]\nA=b\n", "[Install]\nA=c\n", "EQUAL", "never read"),
          new Case("install gone", S + "A=b\n[Install]\nA=b\n", S + "A=b\n", "EQUAL", "never read"),
          new Case(
              "triggers changed",
              U + "X-Reload-Triggers=/a\n",
              U + "X-Reload-Triggers=/b\n",
              "RELOAD Unit/X-Reload-Triggers",
              "that is what they are for"),
          new Case(
              "triggers added",
              U,
              U + "X-Reload-Triggers=/b\n",
              "RELOAD Unit/X-Reload-Triggers",
              "as a change"),
          new Case(
              "triggers added with an ignored key",
              U,
              U + "X-Reload-Triggers=/b\nDescription=d\n",
              "RELOAD Unit/X-Reload-Triggers",
              "the other key does not count"),
          new Case(
              "triggers added with another key",
              U,
              U + "X-Reload-Triggers=/b\nAfter=d\n",
              "RESTART Unit/After",
              "the other key does"),
          new Case("triggers gone", U + "X-Reload-Triggers=/a\n", U, "EQUAL", "ignored"),
          new Case(
              "restart triggers",
              U + "X-Restart-Triggers=/a\n",
              U + "X-Restart-Triggers=/b\n",
              "RESTART Unit/X-Restart-Triggers",
              "a key like any other"),
          new Case(
              "reload command changed",
              S + "ExecReload=/a\n",
              S + "ExecReload=/b\n",
              "RELOAD Service/ExecReload",
              "runs with the new definition"),
          new Case(
              "reload command added",
              S + "A=b\n",
              S + "A=b\nExecReload=/b\n",
              "RELOAD Service/ExecReload",
              "the only new key"),
          new Case(
              "reload command and another key added",
              S,
              S + "ExecReload=/b\nZ=1\n",
              "RESTART Service/ExecReload",
              "not alone"),
          new Case(
              "reload command added, triggers too",
              U + S,
              U + "X-Reload-Triggers=/a\n" + S + "ExecReload=/b\n",
              "RELOAD Service/ExecReload",
              "alone in its own section"),
          new Case("reload command gone", S + "ExecReload=/a\n", S, "EQUAL", "ignored"),
          new Case(
              "mount options changed",
              M + "Options=a\n",
              M + "Options=b\n",
              "RELOAD Mount/Options",
              "a remount"),
          new Case(
              "mount options added", M, M + "Options=b\n", "RESTART Mount/Options", "not a change"),
          new Case(
              "mount options gone", M + "Options=b\n", M, "RESTART Mount/Options", "not a change"),
          new Case(
              "mount source",
              M + "Options=a\nWhat=a\n",
              M + "Options=b\nWhat=b\n",
              "RESTART Mount/What",
              "the stronger one wins"),
          new Case(
              "lines reordered",
              S + "Environment=A=1\nEnvironment=B=2\n",
              S + "Environment=B=2\nEnvironment=A=1\n",
              "RESTART Service/Environment",
              "lists are compared in order"),
          new Case(
              "words reordered",
              U + "After=a b\n",
              U + "After=b a\n",
              "RESTART Unit/After",
              "text"),
          new Case("dependency added", U, U + "Wants=a\n", "RESTART Unit/Wants", "any other key"),
          new Case("dependency gone", U + "PartOf=a\n", U, "RESTART Unit/PartOf", "any other key"),
          new Case(
              "resource limit",
              S + "MemoryMax=1\n",
              S + "MemoryMax=2\n",
              "RESTART Service/MemoryMax",
              "what systemd could apply at once is not known"),
          new Case("unknown key", S, S + "X-Test=1\n", "RESTART Service/X-Test", "any other key"),
          new Case(
              "ignored key of another section",
              S + "Description=a\n",
              S + "Description=b\n",
              "RESTART Service/Description",
              "ignored in [Unit] only"),
          new Case("cleared key", S + "A=b\n", S + "A=b\nA=\n", "RESTART Service/A", "no values"),
          new Case("cleared key added", S, S + "A=\n", "RESTART Service/A", "it is there"),
          new Case(
              "comment in the value",
              S + "ExecStart=/bin/a ; /bin/b\n",
              S + "ExecStart=/bin/a ; /bin/c\n",
              "EQUAL",
              "a changed second command is not seen"),
          new Case(
              "unit section gone",
              U + "Description=a\nX-Reload-Triggers=/a\n" + S,
              S,
              "EQUAL",
              "only keys that do not matter"),
          new Case(
              "unit section with a dependency gone",
              U + "After=a\nDescription=a\n" + S,
              S,
              "RESTART Unit/After",
              "a key that matters"),
          new Case("service section gone", U + S + "ExecReload=/a\n", U, "EQUAL", "alone"),
          new Case(
              "service section with a command gone",
              U + S + "ExecReload=/a\nExecStart=/a\n",
              U,
              "RESTART Service/ExecStart",
              "not alone"),
          new Case("other section gone", S + "[X]\nA=b\n", S, "RESTART X/A", "any other section"),
          new Case("empty other section gone", S + "[X]\n", S, "RESTART", "any other section"),
          new Case("unit section added", S, U + "Description=a\n" + S, "EQUAL", "ignored keys"),
          new Case(
              "unit section with triggers added",
              S,
              U + "Description=a\nX-Reload-Triggers=/a\n" + S,
              "RELOAD Unit/X-Reload-Triggers",
              "triggers among them"),
          new Case(
              "unit section with a dependency added",
              S,
              U + "After=a\n" + S,
              "RESTART Unit/After",
              "a key that matters"),
          new Case(
              "service section added",
              U,
              U + S + "ExecReload=/a\n",
              "RELOAD Service/ExecReload",
              "alone"),
          new Case(
              "service section with a command added",
              U,
              U + S + "ExecReload=/a\nExecStart=/a\n",
              "RESTART Service/ExecReload",
              "not alone"),
          new Case("other section added", S, S + "[X]\nA=b\n", "RESTART X/A", "any other section"),
          new Case("empty other section added", S, S + "[X]\n", "RESTART", "any other section"),
          new Case(
              "two harmless sections added",
              "",
              U + "Description=a\n" + S + "ExecReload=/a\n",
              "RESTART Service/ExecReload",
              "two are never harmless"),
          new Case(
              "glued key",
              S,
              S + "hunter2\nA=b\n",
              "RESTART",
              "a piece of a value may be in its name, so it is not shown"));

  @ParameterizedTest
  @FieldSource("CASES")
  void versionsAreComparedKeyByKey(Case row) {
    Difference found = UnitComparison.between(read(row.old()), read(row.next()));
    String shown = found.kind() + found.key().map(key -> " " + key).orElse("");
    assertEquals(row.expected(), shown, row.because());
  }

  static Stream<String> ignoredKeys() {
    return Stream.of(
        "Description",
        "Documentation",
        "OnFailure",
        "OnSuccess",
        "OnFailureJobMode",
        "IgnoreOnIsolate",
        "StopWhenUnneeded",
        "RefuseManualStart",
        "RefuseManualStop",
        "AllowIsolate",
        "CollectMode",
        "SourcePath");
  }

  @ParameterizedTest
  @MethodSource("ignoredKeys")
  void ignoredKeysComeGoAndChange(String key) {
    UnitSettings without = read(U);
    UnitSettings one = read(U + key + "=a\n");
    UnitSettings other = read(U + key + "=b\n");
    assertEquals(Difference.EQUAL, UnitComparison.between(without, one));
    assertEquals(Difference.EQUAL, UnitComparison.between(one, without));
    assertEquals(Difference.EQUAL, UnitComparison.between(one, other));
  }

  /** A key that stands n times in a section has n×n values: seen only against other files. */
  @Test
  void repeatedKeysAreSquared() {
    assertEquals(List.of("a", "b", "a", "b"), values(S + "K=a\nK=b\n"));
    assertEquals(List.of("a", "b"), values(S + "K=a\n" + S + "K=b\n"));
    assertEquals(List.of("b"), values(S + "K=a\nK=\nK=b\n"));
    assertEquals(List.of("c"), values(S + "K=a\n" + S + "K=\nK=c\n"));
  }

  private static List<String> values(String text) {
    return read(text).values(new SettingKey("Service", "K"));
  }

  private static UnitSettings read(String text) {
    return IniText.parse(Path.of("/x"), text)
        .map(UnitSettings::merged)
        .orElse(
            problems -> {
              throw new AssertionError(problems.toString());
            });
  }
}
