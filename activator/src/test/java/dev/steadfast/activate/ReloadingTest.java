package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.plan.Handover;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.SystemdException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every branch that a reload declares. */
class ReloadingTest {
  private static final List<Path> OLD = List.of(Scene.OLD_CONF, Scene.OLD_RULES);
  private static final List<Path> NEXT = List.of(Scene.NEXT_CONF, Scene.NEXT_RULES);

  /** Prepares a scene. */
  interface Given {
    void in(Scene scene) throws IOException;
  }

  /**
   * One course of events.
   *
   * @param outcome simple name of the outcome's class
   * @param says part of what the outcome or a note says; empty if they say nothing
   * @param loaded what the daemon runs with at the end
   * @param jobs what systemd did, but for daemon-reload and mounts
   */
  record Case(
      String name,
      Given given,
      String outcome,
      String says,
      List<Path> loaded,
      List<String> jobs,
      String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case(
              "proved",
              scene -> {},
              "Done",
              "mounts stacked on " + Scene.OLD_RULES + ": 1",
              NEXT,
              List.of("RELOAD daemon.service"),
              "the load moved and nobody complained"),
          new Case(
              "not running",
              scene -> scene.stopDaemon(),
              "Done",
              "not running",
              OLD,
              List.of(),
              "the next start reads the new configuration anyway"),
          new Case(
              "another process",
              scene -> scene.crashDaemon(),
              "Done",
              "was restarted",
              OLD,
              List.of("RESTART daemon.service"),
              "nothing is known of that process, so the declared branch is a restart"),
          new Case(
              "another process that does not start again",
              scene -> {
                scene.crashDaemon();
                scene.systemd.nextResults(Scene.DAEMON, JobResult.FAILED);
              },
              "Failed",
              "the restart job ended with FAILED",
              OLD,
              List.of("RESTART daemon.service"),
              "a failed branch is a failed step"),
          new Case(
              "planned without looking at the process",
              scene -> scene.planned = Optional.empty(),
              "Done",
              "was restarted",
              OLD,
              List.of("RESTART daemon.service"),
              "an unknown process is not the planned one"),
          new Case(
              "rehearsal finds an error",
              scene -> scene.daemon.answer("rehearsal", "line 3"),
              "Undone",
              "found in rehearsal, before the process was told: line 3: the file has errors",
              OLD,
              List.of(),
              "nothing was signalled, so nothing needs to be reloaded again"),
          new Case(
              "rehearsal cannot be asked",
              scene -> scene.remove("answers/rehearsal"),
              "Done",
              "could not be rehearsed: exit code 2: no server",
              NEXT,
              List.of("RELOAD daemon.service"),
              "a check that cannot run says nothing of the configuration"),
          new Case(
              "new content is hidden from the process",
              scene -> scene.view.hide(Scene.NEXT_RULES),
              "Undone",
              "not visible to the process",
              OLD,
              List.of(),
              "a reload without proof would be blind"),
          new Case(
              "the link is a file",
              scene -> scene.makeLinkAFile(),
              "Undone",
              "is not a symbolic link",
              OLD,
              List.of(),
              "what cannot be taken back is not touched"),
          new Case(
              "systemd refuses the mount",
              scene -> scene.refuseMounts(),
              "Undone",
              "no mount namespace",
              OLD,
              List.of(),
              "the link, which comes first here, is taken back"),
          new Case(
              "the reload job fails",
              scene -> scene.systemd.nextResults(Scene.DAEMON, JobResult.FAILED),
              "Undone",
              "the reload job ended with FAILED",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "the process may have read the new files, so it reads the old ones again"),
          new Case(
              "the reload job fails twice",
              scene -> scene.systemd.nextResults(Scene.DAEMON, JobResult.FAILED, JobResult.TIMEOUT),
              "Failed",
              "reloading them ended with TIMEOUT",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "the load has moved and nothing proves which content it was"),
          new Case(
              "the log complains",
              scene -> scene.daemon.complainAbout(Scene.NEXT_CONF, "this was not applied"),
              "Undone",
              "logged: it complained",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "the old content was loaded again, and without a complaint"),
          new Case(
              "the log complains of the old content too",
              scene -> scene.daemon.complainAbout(Scene.OLD_RULES, "this was not applied"),
              "Done",
              "",
              NEXT,
              List.of("RELOAD daemon.service"),
              "only what is logged since the signal counts"),
          new Case(
              "nothing is loaded",
              scene -> scene.daemon.ignoreReloads(),
              "Undone",
              "nothing moved within 500 ms",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "a job that ends well proves nothing; nothing was loaded, so the old content is live"),
          new Case(
              "the server has errors",
              scene -> scene.daemon.answer("errors", "one\ntwo"),
              "Undone",
              "one (and 1 more): the server has errors",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "an error that the new content has is taken back with it"),
          new Case(
              "a restart is pending that the plan owes",
              scene -> scene.daemon.answer("pending", "size\t10"),
              "Done",
              "",
              NEXT,
              List.of("RELOAD daemon.service"),
              "the debt is the plan's own"),
          new Case(
              "a restart is pending that nobody owes",
              scene -> scene.daemon.answer("pending", "size\t10\nport\t5"),
              "Undone",
              "port: pending though not owed",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "the key is named, its value is not"),
          new Case(
              "the witness cannot be asked",
              scene -> scene.remove("answers/load"),
              "Unproven",
              "exit code 2: no server",
              NEXT,
              List.of("RELOAD daemon.service"),
              "no answer is not a bad answer"),
          new Case(
              "no witness",
              scene -> scene.witnesses = List.of(),
              "Unproven",
              "no witness is known",
              NEXT,
              List.of("RELOAD daemon.service"),
              "never reported as success"),
          new Case(
              "the daemon logs elsewhere",
              scene -> scene.logElsewhere(),
              "Unproven",
              "logs elsewhere",
              NEXT,
              List.of("RELOAD daemon.service"),
              "a log without a complaint proves nothing if it never has any line"),
          new Case(
              "the log cannot be read",
              scene -> scene.breakLog(),
              "Unproven",
              "no log today",
              NEXT,
              List.of("RELOAD daemon.service"),
              "as any witness that cannot be asked"),
          new Case(
              "nothing can prove the undo",
              scene -> {
                scene.witnesses = List.of(Scene.NO_ERRORS);
                scene.daemon.answer("errors", "one");
              },
              "Failed",
              "nothing proves that the process has loaded them",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "an undo after a signal needs a proof of its own"),
          new Case(
              "the process dies of the reload",
              scene -> scene.onReload(scene::crashDaemon),
              "Failed",
              "did not survive the reload",
              NEXT,
              List.of("RELOAD daemon.service"),
              "that is a restart, and must not look like a reload"),
          new Case(
              "the mount vanishes during the reload",
              scene -> scene.onReload(() -> scene.view.hide(Scene.NEXT_RULES)),
              "Undone",
              "not visible to the process",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "the next reload by anybody would load the old content without an error"),
          new Case(
              "the old content is hidden from the process",
              scene -> {
                scene.daemon.answer("rehearsal", "line 3");
                scene.view.hide(Scene.OLD_RULES);
              },
              "Failed",
              "runs as before, but its next reload or start reads the rejected configuration",
              OLD,
              List.of(),
              "an undo is not claimed without the proof that the old content is back"),
          new Case(
              "activation itself handed over, rehearsal finds an error",
              scene -> {
                scene.handOverByActivation();
                scene.daemon.answer("rehearsal", "line 3");
              },
              "Undone",
              "its next reload or start reads the rejected configuration",
              OLD,
              List.of(),
              "the process keeps its state, the file does not come back"),
          new Case(
              "activation itself handed over, nothing is loaded",
              scene -> {
                scene.handOverByActivation();
                scene.daemon.ignoreReloads();
              },
              "Undone",
              "nothing moved",
              OLD,
              List.of("RELOAD daemon.service"),
              "the daemon is known to have kept its old state"),
          new Case(
              "activation itself handed over, the log complains",
              scene -> {
                scene.handOverByActivation();
                scene.daemon.complainAbout(Scene.NEXT_CONF, "this was not applied");
              },
              "Failed",
              "activation itself has put in place",
              List.of(Scene.NEXT_CONF, Scene.OLD_RULES),
              List.of("RELOAD daemon.service"),
              "reloading would only read the rejected file again"));

  @ParameterizedTest
  @FieldSource("CASES")
  void takesTheDeclaredBranch(Case one, @TempDir Path directory) throws IOException {
    assertBranch(one, new Scene(directory));
  }

  /** What the case says of the scene that it is about. */
  static void assertBranch(Case one, Scene scene) throws IOException {
    one.given().in(scene);
    ActivationReport report = scene.run(scene.reload());
    StepOutcome outcome = report.outcomes().getFirst();
    String all = outcome + " " + report.notes();
    assertEquals(one.outcome(), outcome.getClass().getSimpleName(), () -> one.because() + all);
    assertTrue(all.contains(one.says()), () -> one.because() + ": " + all);
    assertEquals(one.loaded(), scene.daemon.loaded(), one.because());
    assertEquals(one.jobs(), scene.jobs(), one.because());
    assertEquals(List.of(), report.invalid(), one.because());
  }

  @Test
  void eachCaseHasItsOwnName() {
    Set<String> names = new HashSet<>();
    for (List<Case> cases : List.of(CASES, ReplacedChildrenTest.CASES)) {
      cases.forEach(one -> assertTrue(names.add(one.name()), one.name()));
      cases.forEach(one -> assertFalse(one.because().isBlank(), one.name()));
    }
  }

  @Test
  void undoneLinkAndMountShowTheOldContentAgain(@TempDir Path directory) throws IOException {
    Scene scene = new Scene(directory);
    scene.daemon.complainAbout(Scene.NEXT_CONF, "this was not applied");
    scene.run(scene.reload());
    assertEquals(Scene.OLD_CONF, Files.readSymbolicLink(scene.link));
    assertEquals(
        List.of(Scene.NEXT_RULES, Scene.OLD_RULES),
        scene.systemd.binds().stream().map(bind -> bind.content()).toList(),
        "the host's own file on top, as nothing was mounted before");
  }

  @Test
  void undoneMountShowsThePreviousMountAgain(@TempDir Path directory)
      throws IOException, SystemdException {
    Scene scene = new Scene(directory);
    scene.systemd.bindMount(Scene.DAEMON, Scene.NEXT_CONF, Scene.OLD_RULES);
    scene.daemon.answer("rehearsal", "line 3");
    scene.run(scene.reload());
    assertEquals(
        List.of(Scene.NEXT_CONF, Scene.NEXT_RULES, Scene.NEXT_CONF),
        scene.systemd.binds().stream().map(bind -> bind.content()).toList());
  }

  @Test
  void mountsNothingThatIsSeenAlready(@TempDir Path directory)
      throws IOException, SystemdException {
    Scene scene = new Scene(directory);
    scene.systemd.bindMount(Scene.DAEMON, Scene.NEXT_RULES, Scene.OLD_RULES);
    scene.run(scene.reload());
    assertEquals(1, scene.systemd.binds().size());
  }

  @Test
  void handsOverBackToBack(@TempDir Path directory) throws IOException {
    Scene scene = new Scene(directory);
    scene.handovers = List.of(scene.handovers.get(1), scene.handovers.get(0));
    scene.run(scene.reload());
    int first = scene.effects.indexOf("link " + scene.link + " to " + Scene.NEXT_CONF);
    assertEquals(
        List.of(
            "bind " + Scene.NEXT_RULES + " over " + Scene.OLD_RULES + " in daemon.service",
            "reload daemon.service"),
        scene.effects.subList(first + 1, first + 3));
    Handover last = scene.handovers.getLast();
    assertEquals(Scene.NEXT_RULES, last.content());
  }

  @Test
  void otherUnitsGoOn(@TempDir Path directory) throws IOException {
    Scene scene = new Scene(directory);
    scene.daemon.answer("rehearsal", "line 3");
    ActivationReport report = scene.run(scene.reload(), scene.restartOf("other.service"));
    assertEquals(
        List.of("Undone", "Done"),
        report.outcomes().stream().map(o -> o.getClass().getSimpleName()).toList());
    assertEquals(List.of(JobType.RESTART + " other.service"), scene.jobs());
  }
}
