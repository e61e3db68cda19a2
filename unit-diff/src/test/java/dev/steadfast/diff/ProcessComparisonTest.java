package dev.steadfast.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.testing.BuiltSystem;
import dev.steadfast.testing.FileTree;
import dev.steadfast.testing.Row;
import dev.steadfast.testing.WrittenSystem;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A kept process is older than both units: what it was started with is what counts. */
class ProcessComparisonTest {
  private static final UnitName WEB = new UnitName("web.service");
  private static final String PROGRAM =
      "web.service: Service/ExecStart program old-web/bin/web -> web/bin/web";

  /**
   * A process and two units.
   *
   * @param program what runs
   * @param path the process's variable {@code PATH}
   */
  record Case(
      String name,
      WrittenSystem old,
      WrittenSystem next,
      String program,
      String path,
      List<String> lines,
      String because)
      implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  private static WrittenSystem runs(String object, String path) {
    return Web.withConf("size = 1\n")
        .store("old-web/bin/web", "ELF web 0")
        .unit(
            "web.service", Web.UNIT.replace("@{web}", object) + "Environment=PATH=" + path + "\n");
  }

  static List<Case> cases() {
    return Row.table(
        new Case(
            "kept through two changes of its program",
            runs("@{web}", "@{web}/bin").store("web/bin/web", "ELF web 2"),
            runs("@{web}", "@{web}/bin"),
            "@{old-web}/bin/web",
            "@{old-web}/bin",
            List.of(PROGRAM),
            "one line, from what runs to what is next; its variable says nothing more"),
        new Case(
            "kept, and its program taken back",
            runs("@{web}", "@{web}/bin"),
            runs("@{old-web}", "@{old-web}/bin"),
            "@{old-web}/bin/web",
            "@{old-web}/bin",
            List.of(
                "web.service: Service/ExecStart in force: started as old-web/bin/web",
                "web.service: Service/Environment in force: started with this value of PATH"),
            "the process never left it"),
        new Case(
            "a variable names another program than the main one",
            runs("@{web}", "@{web}/bin"),
            runs("@{web}", "@{web}/bin"),
            "@{web}/bin/web",
            "@{old-web}/bin",
            List.of("web.service: Service/Environment program old-web/bin/web -> web/bin/web"),
            "what the process would call is still owed"),
        new Case(
            "a value that no unit has given it",
            runs("@{web}", "@{web}/bin"),
            runs("@{web}", "@{web}/bin"),
            "@{web}/bin/web",
            "/bin:@{old-web}/bin",
            List.of(),
            "a wrapper or an environment file may have set it: that is no reason for a restart"),
        new Case(
            "a changed value where the process has a third one",
            runs("@{web}", "/one"),
            runs("@{web}", "/two"),
            "@{web}/bin/web",
            "/three",
            List.of("web.service: Service/Environment [PATH=/one] -> [PATH=/two]"),
            "the units differ, and the process does not have the next value"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void finds(Case row, @TempDir Path directory) {
    FileTree files = new FileTree(directory.resolve("host"));
    BuiltSystem old = row.old().build(files);
    BuiltSystem next = row.next().build(files);
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("PATH", next.filled(row.path()));
    Baseline baseline =
        new Baseline(
            files.root(),
            Collections.emptySortedMap(),
            Baseline.Drifted.none(),
            Collections.emptySortedMap(),
            Optional.of(Path.of(next.filled(row.program()))),
            environment,
            List.of());
    SortedMap<UnitName, Baseline> baselines = new TreeMap<>();
    baselines.put(WEB, baseline);
    DiffScope scope =
        new DiffScope(
            files.root(),
            unit -> List.of(),
            Collections.emptySortedSet(),
            baselines,
            Collections.emptySortedMap());
    List<String> found = Shown.of(UnitDiff.between(read(files, old), read(files, next), scope));
    assertEquals(row.lines(), found, row.because());
  }

  private static Generation read(FileTree files, BuiltSystem system) {
    return Generation.read(files.root(), system.toplevel())
        .orElse(
            problems -> {
              throw new AssertionError(problems);
            });
  }
}
