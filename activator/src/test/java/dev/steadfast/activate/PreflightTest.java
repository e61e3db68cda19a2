package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Dialect;
import dev.steadfast.config.Term;
import dev.steadfast.config.Term.Part;
import dev.steadfast.plan.ClientSpec;
import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Reason;
import dev.steadfast.plan.RunAs;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.ValidationSpec;
import dev.steadfast.policy.Effect;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What stops a switch before anything is touched, and what does not. */
class PreflightTest {
  private static final RunAs SOMEBODY = new RunAs("somebody", "some");

  @TempDir private Path directory;

  /** Prepares a scene; what it returns is run besides the reload. */
  interface Given {
    List<Step> in(Scene scene) throws IOException;
  }

  /**
   * @param says part of the first reason
   */
  record Case(String name, Given given, String says, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, Given given, String says, String because) {
    return new Case(name, given, says, because);
  }

  static final List<Case> CASES =
      List.of(
          of(
              "invalid configuration",
              scene -> restart(command(scene, "echo 'bad value \"hunter2\"' >&2; exit 1")),
              "error: bad value \"***\"",
              "the program says what is wrong, and the value is masked"),
          of(
              "invalid in silence",
              scene -> restart(command(scene, "exit 1")),
              "error: it said nothing",
              "an exit code counts without words too"),
          of(
              "unknown column value",
              scene -> restart(column(scene, "local all all trust\nlocal all all hunter2\n")),
              Scene.NEXT_RULES + ":2: error: method is not one that is known: of the manual",
              "named by file and line, not by the rule's text"),
          of(
              "rules that do not parse",
              scene -> restart(column(scene, "local\n")),
              Scene.NEXT_RULES + ":1: error: ",
              "the parser's own problem, with file and line"),
          of(
              "rules that cannot be read",
              scene -> restart(columnOf(Scene.store('f', "missing.conf"))),
              "does not exist",
              "what cannot be read is not valid"),
          of(
              "the activation script is missing",
              scene -> {
                scene.remove("next/activate");
                return List.of();
              },
              "next/activate does not exist or cannot be executed",
              "nothing to switch to"),
          of(
              "setpriv is missing",
              scene -> {
                scene.remove("bin/setpriv");
                return restart(commandAs(SOMEBODY));
              },
              "the helper setpriv is in none of ",
              "named, with the place and what to install"),
          of(
              "journalctl is missing",
              scene -> {
                scene.remove("bin/journalctl");
                return List.of();
              },
              "install systemd there",
              "a witness needs it"),
          of(
              "the client is missing",
              scene -> {
                scene.remove("client");
                return List.of();
              },
              "client cannot be executed",
              "the daemon's own program, known by its full path"),
          of(
              "new content is missing",
              scene -> {
                Files.delete(scene.real(Scene.NEXT_RULES));
                return List.of();
              },
              Scene.NEXT_RULES + " does not exist",
              "before the first handover is made"),
          of(
              "a copy in a strange place",
              scene -> {
                scene.handovers = List.of(copy(scene, Path.of("/etc/main.conf")));
                return List.of();
              },
              "/etc/main.conf is no place for a copy",
              "copies lie where they are cleaned up"),
          of(
              "a copy of what does not parse",
              scene -> {
                Path copy = scene.places.copies(Scene.DAEMON).resolve("a-main.conf");
                scene.handovers = List.of(copy(scene, copy));
                Files.writeString(scene.real(Scene.NEXT_CONF), "a = 'open\n");
                return List.of();
              },
              Scene.NEXT_CONF + ":1: error: ",
              "known before anything is touched"),
          of(
              "a pin that is not in the store",
              scene -> {
                scene.pin(Path.of("/etc/main.conf"));
                return List.of();
              },
              "/etc/main.conf is not in the store",
              "no pin could keep it"),
          of(
              "a pin of nothing",
              scene -> {
                scene.pin(Scene.store('f', "gone"));
                return List.of();
              },
              "must be kept and does not exist",
              "it is gone already"),
          of(
              "no directory for pins",
              scene -> {
                scene.pin(Scene.OLD_CONF);
                scene.remove("nix/var/nix/gcroots");
                return List.of();
              },
              "nothing can be kept from Nix",
              "where no pin can be effective, nothing is done that relies on one"));

  private static List<Step> restart(ValidationSpec... validations) {
    return List.of(
        new Step.Restart(new UnitName("other.service"), Scene.VERDICT, List.of(validations)));
  }

  private static ValidationSpec command(Scene scene, String script) throws IOException {
    Path program = scene.program("check", script);
    return new ValidationSpec.Command(
        List.of(program.toString()), Scene.NEXT_CONF, Scene.ROOT, Duration.ofSeconds(20));
  }

  private static ValidationSpec commandAs(RunAs as) {
    return new ValidationSpec.Command(
        List.of("/bin/true"), Scene.NEXT_CONF, as, Duration.ofSeconds(20));
  }

  private static ValidationSpec column(Scene scene, String rules) throws IOException {
    Files.writeString(scene.real(Scene.NEXT_RULES), rules);
    return columnOf(Scene.NEXT_RULES);
  }

  private static ValidationSpec columnOf(Path file) {
    return new ValidationSpec.ColumnIn(
        file, Dialect.PG_HBA, "method", List.of("trust", "reject"), "of the manual");
  }

  private static Handover copy(Scene scene, Path place) {
    Handover.Derived derived =
        new Handover.Derived(
            Scene.NEXT_CONF,
            Dialect.POSTGRESQL_CONF,
            new TreeMap<>(Map.of(new ConfigKey("hba_file"), Scene.OLD_RULES.toString())));
    return new Handover.Relink(scene.link, place, Optional.of(derived));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void touchesNothing(Case one) throws IOException {
    Scene scene = new Scene(directory);
    List<Step> steps = new ArrayList<>(one.given().in(scene));
    steps.add(scene.reload());
    List<String> before = scene.files();
    ActivationReport report = scene.run(steps.toArray(Step[]::new));
    assertTrue(
        report.invalid().getFirst().contains(one.says()), () -> one + ": " + report.invalid());
    assertEquals(List.of(), scene.effects, one.because());
    assertEquals(List.of(), scene.systemd.log(), one.because());
    assertEquals(before, scene.files(), one.because());
    assertEquals(-1, report.activationExit());
    assertEquals(steps.size(), report.outcomes().size());
    assertTrue(report.outcomes().stream().allMatch(StepOutcome.NotRun.class::isInstance));
  }

  @Test
  void allProblemsAreToldAtOnce() throws IOException {
    Scene scene = new Scene(directory);
    scene.remove("client");
    scene.remove("bin/journalctl");
    scene.pin(Scene.store('f', "gone"));
    assertEquals(3, scene.run(scene.reload()).invalid().size());
  }

  @Test
  void aCheckThatCannotBeMadeIsNotedAndTheSwitchGoesOn() throws IOException {
    Scene scene = new Scene(directory);
    scene.restartOf("other.service");
    ValidationSpec endless =
        new ValidationSpec.Command(
            List.of(scene.program("endless", "while :; do :; done").toString()),
            Scene.NEXT_CONF,
            Scene.ROOT,
            Duration.ofMillis(200));
    ValidationSpec missing =
        new ValidationSpec.Command(
            List.of("/no/such/check"), Scene.NEXT_CONF, Scene.ROOT, Duration.ofSeconds(20));
    ValidationSpec notFound = command(scene, "exit 127");
    ActivationReport report = scene.run(restart(endless, missing, notFound).toArray(Step[]::new));
    assertEquals(List.of(), report.invalid());
    assertEquals(3, report.notes().size(), report::toString);
    assertTrue(report.notes().stream().allMatch(note -> note.startsWith("not validated: ")));
    assertEquals(List.of("RESTART other.service"), scene.jobs());
  }

  @Test
  void validConfigurationPasses() throws IOException {
    Scene scene = new Scene(directory);
    scene.restartOf("other.service");
    ValidationSpec column = column(scene, "# a comment\nlocal all all trust\n");
    ActivationReport report =
        scene.run(restart(column, command(scene, "exit 0")).toArray(Step[]::new));
    assertEquals(List.of(), report.invalid());
    assertEquals(List.of(), report.notes());
  }

  @Test
  void aClientWhosePathIsKnownOnlyWhenItRunsIsNotLookedFor() throws IOException {
    Scene scene = new Scene(directory);
    Step.Reload reload = withClient(scene.reload(), Term.parse("{dir}/client"));
    assertEquals(List.of(), scene.run(reload).invalid());
  }

  @Test
  void aClientWhosePathIsMadeOfKnownPartsIsLookedFor() throws IOException {
    Scene scene = new Scene(directory);
    Term parts = new Term(List.of(new Part.Literal("/nowhere"), new Part.Literal("/client")));
    assertEquals(
        List.of("daemon.service: error: the client /nowhere/client cannot be executed"),
        scene.run(withClient(scene.reload(), parts)).invalid());
  }

  private static Step.Reload withClient(Step.Reload reload, Term program) {
    return new Step.Reload(
        reload.unit(),
        reload.verdict(),
        reload.identity(),
        reload.handovers(),
        reload.mechanism(),
        Optional.of(
            new ClientSpec(List.of(program), new TreeMap<>(), Scene.ROOT, Duration.ofSeconds(1))),
        List.of(),
        reload.witnesses(),
        List.of(),
        reload.whenDown());
  }

  @Test
  void aRefusedPlanIsNotBegun() throws IOException {
    Scene scene = new Scene(directory);
    Plan plan = scene.plan(scene.reload());
    Reason reason =
        new Reason(
            Effect.RESTART, "conf", "size", Optional.empty(), Optional.empty(), "r", "at start");
    Plan refused =
        Plan.ofUnits(
            plan.from(),
            plan.to(),
            plan.basis(),
            true,
            List.of(new Plan.RefusedUnit(Scene.DAEMON, reason)),
            plan.steps());
    ActivationReport report = scene.activation().run(refused);
    assertEquals(List.of("daemon.service: refused: at start"), report.invalid());
    assertEquals(List.of(), scene.effects);
  }
}
