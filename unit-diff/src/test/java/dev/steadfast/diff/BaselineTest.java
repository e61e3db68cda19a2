package dev.steadfast.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.config.ConfigKey;
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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the running process knows takes the place of the old generation. */
class BaselineTest {
  private static final UnitName WEB = new UnitName("web.service");
  private static final String KNOWN = "/var/web/web.conf";
  private static final String PROOF =
      "web.service: Service/ExecStartPre only hashes start-pre, equal but for store hashes and its"
          + " config artefacts, 1 file compared";
  private static final String WITH_LEVEL = Web.UNIT + "Environment=LEVEL=@{rules}\n";

  /** What the process has: its own file system, and what it says of itself. */
  private static final class Running {
    private final SortedMap<String, String> files = new TreeMap<>();
    private final SortedMap<Path, Path> pushed = new TreeMap<>();
    private final SortedSet<Path> lost = new TreeSet<>();
    private final SortedSet<Path> notLoaded = new TreeSet<>();
    private final SortedMap<Path, Path> loaded = new TreeMap<>();
    private final SortedMap<ConfigKey, RunningValue> running = new TreeMap<>();
    private final SortedMap<String, String> environment = new TreeMap<>();
    private Optional<Path> program = Optional.empty();
    private List<String> unknown = List.of();

    Running file(String path, String text) {
      files.put(path, text);
      return this;
    }

    Running loaded(String path, String host) {
      loaded.put(Path.of(path), Path.of(host));
      return this;
    }

    Running runs(String key, String value, Optional<String> unset) {
      running.put(new ConfigKey(key), new RunningValue(value, unset));
      return this;
    }

    Running environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    Running program(String path) {
      program = Optional.of(Path.of(path));
      return this;
    }

    Running unknown(String what) {
      unknown = List.of(what);
      return this;
    }

    Running pushed(String host) {
      pushed.put(Path.of(KNOWN), Path.of(host));
      return this;
    }

    Running lost() {
      lost.add(Path.of(KNOWN));
      return this;
    }

    Running notLoaded() {
      notLoaded.add(Path.of(KNOWN));
      return this;
    }

    private Baseline.Drifted drifted() {
      return new Baseline.Drifted(loaded, pushed, lost, notLoaded);
    }

    Baseline baseline(FileTree view, BuiltSystem old) {
      files.forEach((path, text) -> view.file(path, old.filled(text)));
      SortedMap<String, Path> artefacts = new TreeMap<>();
      artefacts.put("conf", Path.of(KNOWN));
      SortedMap<String, SortedMap<ConfigKey, RunningValue>> values = new TreeMap<>();
      values.put("conf", running);
      return new Baseline(view.root(), artefacts, drifted(), values, program, environment, unknown);
    }
  }

  record Case(
      String name,
      WrittenSystem old,
      WrittenSystem next,
      Running process,
      List<String> lines,
      String because)
      implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Running with(String conf) {
    return new Running().file(KNOWN, conf);
  }

  private static Case same(String name, Running process, String because, String... lines) {
    WrittenSystem system = Web.withConf("size = 1\n");
    return new Case(name, system, system, process, List.of(lines), because);
  }

  static List<Case> cases() {
    WrittenSystem one = Web.withConf("size = 1\n");
    WrittenSystem two = Web.withConf("size = 2\n");
    WrittenSystem withRules = Web.system();
    return Row.table(
        same("as its unit says", with("size = 1\n"), "nothing has to reach it"),
        same(
            "older than both units",
            with("size = 0\n"),
            "units that are equal tell nothing of what was never loaded",
            "web.service: conf size: 0 -> 1"),
        same(
            "was given what it does not read itself",
            with("size = 0\n").pushed("@{web.conf}"),
            "what its path shows means nothing to it"),
        same(
            "no longer finds what it has loaded",
            with("size = 0\n").loaded(KNOWN, "@{web.conf}").lost(),
            "the next reload by anyone would load what is there now",
            "web.service: conf lost: /var/web/web.conf"),
        same(
            "did not load what it finds",
            with("size = 1\n").notLoaded(),
            "an earlier switch could not prove that it did",
            "web.service: conf not loaded: /var/web/web.conf"),
        new Case(
            "has the next content already",
            one,
            two,
            with("size = 2\n"),
            List.of(PROOF),
            "an edit that was handed over and came back"),
        new Case(
            "nested file by the name that the process knows",
            withRules,
            withRules.copy().store("rules", "local all all trust\n"),
            with("size = 1\nrules_file = '/known/rules'\n")
                .file("/known/rules", "local all all md5\n"),
            List.of("web.service: rules rule: local all all md5 -> local all all trust"),
            "read in the process's own file system"),
        new Case(
            "nested file that the process does not see",
            withRules,
            withRules,
            with("size = 1\nrules_file = '/known/rules'\n"),
            List.of("web.service: conf rules_file: /known/rules -> rules"),
            "no content to compare: the key speaks"),
        new Case(
            "link is gone",
            one,
            two,
            new Running(),
            List.of(
                "web.service: conf size: 1 -> 2",
                "web.service: (the process has no /var/web/web.conf, so artefact conf is taken as"
                    + " the old unit names it)"),
            "said, not guessed"),
        new Case(
            "handed over but never loaded",
            one,
            two,
            with("size = 2\n").loaded(KNOWN, "@{web.conf}"),
            List.of("web.service: conf size: 1 -> 2"),
            "an interrupted switch: the link shows what the process never read"),
        same(
            "handed over, never loaded, and given up",
            with("size = 2\n").loaded(KNOWN, "@{web.conf}"),
            "what the path shows now would be loaded by the next reload",
            "web.service: conf size runs already: 2 -> 1"),
        same(
            "still owed",
            with("size = 1\n").runs("size", "7", Optional.of("5")),
            "the process says that it runs with another value than its file has",
            "web.service: conf size: 7 -> 1"),
        new Case(
            "reverted",
            one,
            Web.withConf("size = 7\n"),
            with("size = 1\n").runs("size", "7", Optional.of("5")),
            List.of("web.service: conf size runs already: 1 -> 7"),
            "the process never left 7; only its file did"),
        new Case(
            "reverted to a file that does not set it",
            one,
            Web.withConf("other = 1\n"),
            with("size = 1\nother = 1\n").runs("size", "5", Optional.of("5")),
            List.of("web.service: conf size runs already: 1 -> (none)"),
            "what it runs with is what it would start with"),
        new Case(
            "not set, and runs with another value than the default",
            one,
            Web.withConf("other = 1\n"),
            with("other = 1\n").runs("size", "7", Optional.of("5")),
            List.of("web.service: conf size: 7 -> 5"),
            "a start would give it the default"),
        same(
            "older program",
            with("size = 1\n").program("@{old-web}/bin/web"),
            "a process that was kept runs what no unit names any more",
            "web.service: Service/ExecStart program old-web/bin/web -> web/bin/web"),
        new Case(
            "back to the program that runs",
            Web.withConf("size = 1\n").store("web/bin/web", "ELF web 2"),
            Web.withConf("size = 1\n"),
            with("size = 1\n").program("@{next:web}/bin/web"),
            List.of("web.service: Service/ExecStart in force: started as web/bin/web"),
            "the restart that was owed for the other one is not needed any more"),
        new Case(
            "environment that the process still has",
            Web.withConf("size = 1\n").unit("web.service", Web.UNIT + "Environment=LEVEL=2\n"),
            Web.withConf("size = 1\n").unit("web.service", Web.UNIT + "Environment=LEVEL=1\n"),
            with("size = 1\n").environment("LEVEL", "1"),
            List.of("web.service: Service/Environment in force: started with this value of LEVEL"),
            "a revert of what was owed"),
        new Case(
            "path in the environment that is older than both units",
            Web.withConf("size = 1\n").unit("web.service", WITH_LEVEL),
            Web.withConf("size = 1\n").unit("web.service", WITH_LEVEL),
            with("size = 1\n").environment("LEVEL", "@{old-rules}"),
            List.of(
                "web.service: Service/Environment file old-rules -> rules, 1 line removed, 1 added"),
            "compared with what the process has"),
        new Case(
            "file that only the units have moved on from",
            Web.withConf("size = 1\ninclude_me = '@{rules}'\n")
                .unit("web.service", Web.UNIT.replace("-D", "-c @{rules} -D")),
            Web.withConf("size = 1\ninclude_me = '@{rules}'\n")
                .rebuilt("rules")
                .unit("web.service", Web.UNIT.replace("-D", "-c @{rules} -D")),
            with("size = 1\ninclude_me = '@{rules#0}'\n"),
            List.of(
                "web.service: Service/ExecStart only hashes rules, equal but for store hashes and"
                    + " its config artefacts, 1 file compared",
                PROOF),
            "the process's path and the old unit's have the same counterpart; that is no split"),
        same(
            "wrapped program",
            with("size = 1\n").program("@{old-web}/bin/.web-wrapped"),
            "another file of a package says nothing about versions"),
        same(
            "not known",
            with("size = 1\n").unknown("no answer"),
            "said; it alone asks for nothing",
            "web.service: unknown: no answer"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void finds(Case row, @TempDir Path directory) {
    FileTree files = new FileTree(directory.resolve("host"));
    BuiltSystem old =
        row.old()
            .copy()
            .store("old-web/bin/web", "ELF web 0")
            .store("old-rules", "x\n")
            .store("rules#0", "local all all peer\n")
            .build(files);
    BuiltSystem next = row.next().build(files);
    Running process = row.process();
    process.loaded.replaceAll((path, host) -> Path.of(old.filled(host.toString())));
    process.pushed.replaceAll((path, host) -> Path.of(old.filled(host.toString())));
    process.environment.replaceAll((name, value) -> old.filled(value));
    process.program = process.program.map(path -> Path.of(filled(path.toString(), old, next)));
    SortedMap<UnitName, Baseline> baselines = new TreeMap<>();
    baselines.put(WEB, process.baseline(new FileTree(directory.resolve("view")), old));
    DiffScope scope =
        new DiffScope(
            files.root(),
            Web::specs,
            Collections.emptySortedSet(),
            baselines,
            Collections.emptySortedMap());
    assertEquals(
        row.lines(),
        Shown.of(UnitDiff.between(read(files, old), read(files, next), scope)),
        row.because());
  }

  private static String filled(String text, BuiltSystem old, BuiltSystem next) {
    return text.contains("@{next:") ? next.filled(text.replace("@{next:", "@{")) : old.filled(text);
  }

  private static Generation read(FileTree files, BuiltSystem system) {
    return Generation.read(files.root(), system.toplevel())
        .orElse(
            problems -> {
              throw new AssertionError(problems);
            });
  }
}
