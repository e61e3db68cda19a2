package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.plan.Asked;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.ManagerSteps;
import dev.steadfast.plan.Neighbours;
import dev.steadfast.plan.Observed;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanInput;
import dev.steadfast.plan.Planner;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.Wanting;
import dev.steadfast.report.Look;
import dev.steadfast.report.PlanJson;
import dev.steadfast.report.PlanText;
import dev.steadfast.systemd.SystemdException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plans of {@code src/test/resources/plans}, one case a folder.
 *
 * <p>{@code -Dgolden.update=true} writes the plans that are made now; read what changed before it
 * is committed.
 */
class GoldenPlanTest {
  private static final Path DOCUMENTS = Path.of("../docs");
  private static final String UPDATE =
      "mvn test -pl activator -am -Dtest=GoldenPlanTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dgolden.update=true";

  static List<PlanCase> cases() throws IOException {
    return PlanCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void plansAsWritten(PlanCase golden, @TempDir Path directory)
      throws IOException, SystemdException {
    assertEquals(List.of(), golden.disorder(), golden.toString());
    assertFalse(golden.because().isBlank(), golden + " has no reason");
    PlanCase.Built built = golden.build(directory.resolve("root"));
    Plan plan = built.plan(directory.resolve("scratch"));
    String text = built.readable(PlanText.of(plan, Look.PLAIN));
    Path file = golden.directory().resolve("plan.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, text);
    }
    String expected = Files.exists(file) ? Files.readString(file) : "";
    if (!text.equals(expected)) {
      fail(golden.because() + difference(expected, text) + "\nIf that is right: " + UPDATE);
    }
  }

  /** Every example of the documents is a case, and every case is an example. */
  @Test
  void documentsNameTheCases() throws IOException {
    TreeSet<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(DOCUMENTS.resolve("tricky-cases.md"))) {
      if (line.startsWith("| `")) {
        named.addAll(code(line.substring(0, line.indexOf(" | "))));
      }
    }
    for (String line : Files.readAllLines(DOCUMENTS.resolve("decision-rules.md"))) {
      if (line.startsWith("| ") && line.endsWith("` |")) {
        named.addAll(code(line.substring(line.lastIndexOf(" | "))));
      }
    }
    TreeSet<String> cases = new TreeSet<>();
    cases().forEach(each -> cases.add(each.toString()));
    assertEquals(cases, named);
  }

  private static List<String> code(String cell) {
    return Pattern.compile("`([^`]+)`").matcher(cell).results().map(m -> m.group(1)).toList();
  }

  private static String difference(String expected, String text) {
    StringBuilder out = new StringBuilder();
    List<String> before = expected.lines().toList();
    List<String> after = text.lines().toList();
    before.stream().filter(line -> !after.contains(line)).forEach(l -> out.append("\n- " + l));
    after.stream().filter(line -> !before.contains(line)).forEach(l -> out.append("\n+ " + l));
    return out.isEmpty() ? "\nthe same lines in another order" : out.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void sameSwitchOnceMoreDisruptsNothing(PlanCase golden, @TempDir Path directory)
      throws IOException, SystemdException {
    PlanCase.Built built = golden.build(directory.resolve("root"));
    Plan plan = built.planOnceMore(directory.resolve("scratch"));
    for (Step step : plan.steps().values()) {
      assertTrue(step instanceof Step.Keep, () -> PlanText.of(plan, Look.PLAIN));
      assertTrue(step.verdict().owed().isEmpty(), () -> PlanText.of(plan, Look.PLAIN));
    }
    assertEquals(List.of(), plan.refused());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void shuffledChangesGiveTheSameBytes(PlanCase golden, @TempDir Path directory)
      throws IOException {
    PlanCase.Built built = golden.build(directory.resolve("root"));
    List<UnitChange> changes =
        new ArrayList<>(PlanCase.accepted(built.planning(built.old()).changes()));
    Plan plan = assumed(built, changes);
    for (long seed = 0; seed < 5; seed++) {
      Collections.shuffle(changes, new Random(seed));
      assertEquals(PlanJson.of(plan), PlanJson.of(assumed(built, changes)), "seed " + seed);
    }
  }

  private static Plan assumed(PlanCase.Built built, List<UnitChange> changes) {
    Observed nothing = new Observed(Basis.ASSUMED, new TreeMap<>(), new TreeMap<>());
    return Planner.plan(
        new PlanInput(
            built.old().toplevel(),
            built.next().toplevel(),
            changes,
            built.of().policies(),
            nothing,
            Neighbours.NONE,
            Asked.NOTHING,
            Wanting.NOTHING,
            List.of(),
            ManagerSteps.reloading(false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void jsonHasTheStepsOfTheText(PlanCase golden, @TempDir Path directory)
      throws IOException, SystemdException {
    PlanCase.Built built = golden.build(directory.resolve("root"));
    Plan plan = built.plan(directory.resolve("scratch"));
    TreeSet<String> steps = new TreeSet<>();
    for (JsonNode step : new ObjectMapper().readTree(PlanJson.of(plan)).get("steps")) {
      String owed = step.get("owed").isEmpty() ? "" : ", restart owed";
      steps.add(step.get("unit").asText() + ": " + step.get("action").asText() + owed);
    }
    TreeSet<String> lines = new TreeSet<>();
    for (String line : PlanText.of(plan, Look.PLAIN).lines().toList()) {
      if (line.matches("[-+~=/]+ +\\S+: .*")) {
        lines.add(line.replaceFirst("[-+~=/]+ +", ""));
      }
    }
    assertEquals(steps, lines);
  }
}
