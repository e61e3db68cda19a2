package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.Change;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.report.Examples;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DiffCommandTest {
  private final FakePipeline pipeline = FakePipeline.planning(Examples.nothing());

  @Test
  void showsTheDifferenceWithoutItsSecrets() {
    UnitName unit = new UnitName("a.service");
    UnitFile file = new UnitFile(unit, List.of(), new TreeMap<>());
    Artefact conf =
        new Artefact("conf", Optional.empty(), Optional.empty(), List.of(), new TreeSet<>());
    Change change =
        new Change.ConfigValue(
            conf, new ConfigKey("masterauth"), Optional.empty(), Optional.of("hunter2"));
    UnitChange modified =
        new UnitChange.Modified(unit, file, file, List.of(change), List.of(), List.of());
    pipeline.difference = Parsed.of(new Difference(List.of(modified), List.of("master*")));
    String expected =
        """
        ~ a.service: changed
            conf masterauth: (not set) -> (secret)
        1 changed, 0 added, 0 removed
        """;
    assertEquals(new Ran(0, expected, ""), run("/a", "/b"));
    assertEquals(List.of("DiffRequest[old=/a, next=/b, root=/]"), pipeline.asked);
  }

  @Test
  void readsBelowARoot() {
    run("--root", "/r", "/a", "/b");
    assertEquals(List.of("DiffRequest[old=/a, next=/b, root=/r]"), pipeline.asked);
  }

  @Test
  void problemsGoToStandardError() {
    Diagnostic problem = Diagnostic.error(new Location("/a/x.service", 3), "no section", "");
    pipeline.difference = Parsed.rejected(problem);
    assertEquals(new Ran(1, "", "/a/x.service:3: error: no section\n"), run("/a", "/b"));
  }

  private Ran run(String... arguments) {
    String[] args = new String[arguments.length + 1];
    args[0] = "diff";
    System.arraycopy(arguments, 0, args, 1, arguments.length);
    return Ran.with(pipeline, args);
  }
}
