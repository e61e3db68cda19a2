package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Explanation;
import dev.steadfast.policy.PolicySet;
import dev.steadfast.report.ExplanationText;
import dev.steadfast.report.Look;
import dev.steadfast.testing.FileTree;
import dev.steadfast.testing.Row;
import dev.steadfast.testing.WrittenSystem;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Units that no single change decides on: one sentence each. */
class UnitExplainingTest {
  @TempDir Path directory;

  record Case(String name, String expected, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return Row.table(
        new Case("same.service", "no step|nothing about it differs", "most units are like that"),
        new Case("new.service", "+   new.service: start|new, and wanted", "the step says why"),
        new Case("gone.service", "-   gone.service: stop|not in the next generation", "likewise"),
        new Case("alias.service", "no step|another name of same.service", "a unit has one story"),
        new Case("at@.service", "no step|a template, which never runs", "systemd runs instances"),
        new Case(
            "at@.service, its instances",
            "in the plan: at@one.service",
            "which of them to ask for"),
        new Case("at@two.service", "no step|an instance that does not run", "it is not compared"),
        new Case("masked.service", "no step|masked, so it cannot run", "neither side is a unit"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void oneSentenceSaysIt(Case row) {
    UnitName unit = new UnitName(row.name().split(",", 2)[0]);
    String text =
        explain(unit)
            .map(explanation -> ExplanationText.of(explanation, Look.PLAIN))
            .orElse(problems -> problems.toString());
    assertEquals(2, text.lines().count(), text);
    for (String part : row.expected().split("\\|", -1)) {
      assertTrue(text.contains(part), () -> row.because() + ": " + text);
    }
  }

  @Test
  void aNameThatIsCloseIsTheAdvice() {
    List<Diagnostic> problems = explain(new UnitName("smae.service")).diagnostics();
    assertEquals(1, problems.size());
    String text = problems.getFirst().render();
    assertTrue(text.contains("no unit smae.service in this generation"), text);
    assertTrue(text.contains("Did you mean same.service?"), text);
  }

  @Test
  void withoutOneThePlanIs() {
    String text =
        explain(new UnitName("entirely-different.timer")).diagnostics().getFirst().render();
    assertFalse(text.contains("Did you mean"), text);
    assertTrue(text.contains("steadfast plan shows all units that differ"), text);
  }

  private Parsed<Explanation> explain(UnitName unit) {
    FileTree files = new FileTree(directory);
    WrittenSystem system =
        new WrittenSystem()
            .unit("same.service", "[Service]\nExecStart=/bin/a\n")
            .link("alias.service", "same.service")
            .link("masked.service", "/dev/null")
            .unit("at@.service", "[Service]\nExecStart=/bin/at %i\n")
            .unit("at@one.service", "[Service]\nExecStart=/bin/at one\n");
    WrittenSystem old = system.copy().unit("gone.service", "[Service]\nExecStart=/bin/g\n");
    WrittenSystem next =
        system
            .copy()
            .unit("new.service", "[Service]\nExecStart=/bin/n\n")
            .unit("at@one.service", "[Service]\nExecStart=/bin/at 1\n")
            .link("multi-user.target.wants/new.service", "../new.service");
    Planning planning =
        PlanCase.accepted(
            Planning.read(
                files.root(),
                new PolicySet(List.of()),
                old.build(files).toplevel(),
                next.build(files).toplevel()));
    return planning.explaining(PlanCase.accepted(planning.assumed())).explain(unit);
  }
}
