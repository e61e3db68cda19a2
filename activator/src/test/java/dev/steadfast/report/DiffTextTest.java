package dev.steadfast.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.Change;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiffTextTest {
  private static final UnitName UNIT = Examples.unit("a.service");
  private static final UnitFile FILE = new UnitFile(UNIT, List.of(), new TreeMap<>());
  private static final Path OLD = Examples.store("0", "x");
  private static final Path NEXT = Examples.store("1", "x");
  private static final String PATHS = ", " + OLD + " -> " + NEXT;
  private static final Artefact CONF =
      new Artefact("conf", Optional.of(OLD), Optional.of(NEXT), List.of(), new TreeSet<>());
  private static final SettingKey EXEC = new SettingKey("Service", "ExecStart");

  record Case(String name, Change input, List<String> expected, String because) {
    Case {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> changes() {
    return Stream.of(
        row(
            "one value",
            setting("MemoryMax", List.of("1G"), List.of("2G")),
            "Service/MemoryMax: 1G -> 2G"),
        row(
            "new setting",
            setting("MemoryMax", List.of(), List.of("2G")),
            "Service/MemoryMax: (not set) -> 2G"),
        row(
            "several values",
            setting("Environment", List.of("A=1", "\"DB_PASSWORD=a b\""), List.of("\"TOKEN=c d\"")),
            "Service/Environment:",
            "  - A=1",
            "  - \"DB_PASSWORD=(secret)\"",
            "  + \"TOKEN=(secret)\""),
        row(
            "script",
            new Change.Script(EXEC, OLD, NEXT, "1 line removed, 2 added"),
            "Service/ExecStart: another script, 1 line removed, 2 added" + PATHS),
        row(
            "file",
            new Change.Content(EXEC, OLD, NEXT, "1 line removed, 0 added"),
            "Service/ExecStart: another file, 1 line removed, 0 added" + PATHS),
        row(
            "unpaired",
            new Change.Unpaired(EXEC, OLD, NEXT, "has another name"),
            "Service/ExecStart: has another name" + PATHS),
        row(
            "unknown",
            new Change.Unknown("the daemon does not answer"),
            "the daemon does not answer"),
        row("config key", value("work_mem", "4MB", "8MB"), "conf work_mem: 4MB -> 8MB"),
        row("secret key", value("password", "a", "b"), "conf password: (secret) -> (secret)"),
        row("key that a policy adds", value("auth", "a", "b"), "conf auth: (secret) -> (secret)"),
        row("control characters", value("x", "a\u001b[1m", "b"), "conf x: a\\x1b[1m -> b"),
        row(
            "running already",
            new Change.RunsAlready(
                CONF, new ConfigKey("x"), Optional.empty(), Optional.of("http://u:p@h")),
            "conf x: (not set) -> http://(secret)@h, but this is what it runs with"),
        row(
            "program",
            new Change.Program(EXEC, OLD, NEXT),
            "Service/ExecStart: another program" + PATHS),
        row(
            "hashes",
            new Change.OnlyHashes(EXEC, OLD, NEXT, "2 files"),
            "Service/ExecStart: same content (2 files)" + PATHS),
        row("meaning", new Change.SameMeaning(CONF), "conf: other text, same meaning"));
  }

  private static Case row(String name, Change input, String... expected) {
    return new Case(name, input, List.of(expected), "each kind of change reads in its own way");
  }

  private static Change setting(String name, List<String> before, List<String> after) {
    return new Change.Setting(new SettingKey("Service", name), before, after);
  }

  private static Change value(String key, String before, String after) {
    return new Change.ConfigValue(
        CONF, new ConfigKey(key), Optional.of(before), Optional.of(after));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void showsTheChange(Case row) {
    UnitChange change =
        new UnitChange.Modified(UNIT, FILE, FILE, List.of(row.input()), List.of(), List.of());
    StringBuilder expected = new StringBuilder("~ a.service: changed\n");
    row.expected().forEach(line -> expected.append("    ").append(line).append('\n'));
    expected.append("1 changed, 0 added, 0 removed\n");
    String text = DiffText.of(List.of(change), List.of("auth"), Look.PLAIN);
    assertEquals(expected.toString(), text, row.because());
  }

  @Test
  void showsUnitsThatComeAndGo() {
    List<UnitChange> changes =
        List.of(
            new UnitChange.Added(Examples.unit("a.service"), FILE, true),
            new UnitChange.Added(Examples.unit("b.service"), FILE, false),
            new UnitChange.Removed(Examples.unit("c.service"), FILE, UnitChange.Removal.GONE),
            new UnitChange.Removed(Examples.unit("d.service"), FILE, UnitChange.Removal.MASKED),
            new UnitChange.Removed(
                Examples.unit("d@e.service"), FILE, UnitChange.Removal.UNDECLARED),
            new UnitChange.Modified(
                Examples.unit("e.service"),
                FILE,
                FILE,
                List.of(new Change.SameMeaning(CONF)),
                List.of(),
                List.of("hba: no such setting")));
    assertEquals(
        """
        + a.service: added
        + b.service: added, nothing wants it
        - c.service: removed
        - d.service: masked
        - d@e.service: no drop-ins of its own any more, and nothing wants it
        ~ e.service: changed
            conf: other text, same meaning
            not found: hba: no such setting
        1 changed, 2 added, 3 removed
        """,
        DiffText.of(changes, List.of(), Look.PLAIN));
  }

  @Test
  void saysThatNothingDiffers() {
    assertEquals("0 changed, 0 added, 0 removed\n", DiffText.of(List.of(), List.of(), Look.PLAIN));
  }
}
