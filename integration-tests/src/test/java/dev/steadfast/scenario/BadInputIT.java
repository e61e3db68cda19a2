package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Result;
import dev.steadfast.box.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is broken or missing is said with its place, before anything is touched. */
class BadInputIT {
  private static final String POLICIES = "/root/broken-policies";

  /**
   * One bad input.
   *
   * @param toplevel to be switched to
   * @param options further arguments
   * @param said parts of the answer, all in the same run
   */
  private record Case(String name, String toplevel, List<String> options, List<String> said) {}

  @Test
  void isAnErrorWithItsPlaceAndNothingChanges() {
    try (Box box = Box.boot(BoxOptions.named("bad-input"))) {
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      writePolicies(box);
      List<Case> cases = cases(box, world);
      Snapshot before = snapshot(box);
      for (Case bad : cases) {
        assertRejected(box, bad, command("switch", "--toplevel", bad));
        assertRejected(box, bad, command("plan --old /run/current-system", "--next", bad));
        assertEquals(List.of(), before.differences(snapshot(box)), bad.name());
      }
    }
  }

  private static Snapshot snapshot(Box box) {
    return box.snapshot(PostgresWorld.PGDATA + "/postgresql.conf", "/nix/var/nix/gcroots");
  }

  private static List<Case> cases(Box box, PostgresWorld world) {
    String good = world.set("work_mem", "9MB").build(box).path();
    String broken = world.and(other -> other.unit("broken.service", BROKEN_UNIT)).build(box).path();
    return List.of(
        new Case(
            "unit file",
            broken,
            List.of(),
            List.of(
                "/broken.service:2: error: section header without ]",
                "/broken.service:5: error: section header without ]")),
        new Case(
            "two policies",
            good,
            List.of("--policies", POLICIES),
            List.of(
                POLICIES + "/a.yaml:3: error: ",
                POLICIES + "/a.yaml:11: error: ",
                POLICIES + "/b.yaml:2: error: ",
                POLICIES + "/b.yaml:3: error: ")),
        new Case(
            "no directory of policies",
            good,
            List.of("--policies", "/root/nowhere"),
            List.of("/root/nowhere: error: ")),
        new Case(
            "policies and toplevel",
            "/nix/store/none",
            List.of("--policies", POLICIES),
            List.of(
                POLICIES + "/a.yaml:3: error: ", "/nix/store/none: error: toplevel is missing")),
        new Case(
            "toplevel without units",
            add(box, "no-units"),
            List.of(),
            List.of("/etc/systemd/system: error: unit directory is missing")),
        new Case(
            "configuration lost from the store",
            without(box, world.set("work_mem", "10MB"), "postgresql.conf"),
            List.of(),
            List.of("-postgresql.conf/postgresql.conf: error: does not exist")),
        new Case(
            "script lost from the store",
            without(box, world.set("work_mem", "11MB"), "unit-script-postgresql-pre-start"),
            List.of(),
            List.of("-unit-script-postgresql-pre-start: error: does not exist")),
        new Case(
            "unit lost from the store",
            without(box, world.set("work_mem", "12MB"), "unit-postgresql.service"),
            List.of(),
            List.of("/postgresql.service: error: unit file is missing")));
  }

  private static final String BROKEN_UNIT =
      """
      [Service]
      [Unit
      ExecStart=/bin/true

      [Install
      """;

  private static void writePolicies(Box box) {
    String rules =
        """
        name: postgresql
        rules:
          - id: no-reason
            artefact: conf
            keys: work_mem
            effect: reload
            source: none
          - id: no-effect
            artefact: conf
            keys: work_mem
            effect: sometimes
            because: none
            source: none
        """;
    box.write(POLICIES + "/a.yaml", rules);
    box.write(POLICIES + "/b.yaml", "name: other\nmode: maybe\ncolour: green\n");
  }

  private static String add(Box box, String name) {
    box.write("/root/" + name + "/activate", "#!/bin/sh\n");
    box.run("chmod", "+x", "/root/" + name + "/activate").orThrow();
    return box.run("nix-store", "--add", "/root/" + name).orThrow().line();
  }

  /** A generation whose closure lacks what was there when it was built. */
  private static String without(Box box, PostgresWorld world, String name) {
    dev.steadfast.box.Toplevel built = world.build(box);
    List<String> paths = built.closure().stream().filter(p -> p.endsWith("-" + name)).toList();
    assertEquals(1, paths.size(), () -> name + " in " + built.closure());
    box.run("rm", "-rf", paths.getFirst()).orThrow();
    return built.path();
  }

  private static List<String> command(String words, String option, Case bad) {
    List<String> arguments = new ArrayList<>(List.of(words.split(" ", -1)));
    arguments.addAll(List.of(option, bad.toplevel()));
    arguments.addAll(bad.options());
    return arguments;
  }

  private static void assertRejected(Box box, Case bad, List<String> arguments) {
    Result result = Steadfast.run(box, arguments.toArray(String[]::new));
    String story = bad.name() + ": " + arguments + "\n" + result.out() + result.err();
    assertEquals(1, result.exit(), story);
    for (String part : bad.said()) {
      assertTrue(result.err().contains(part), part + " in " + story);
    }
  }

  @Test
  void aCommandLineThatIsWrongIsUsage() {
    try (Box box = Box.boot(BoxOptions.named("usage"))) {
      assertEquals(2, Steadfast.run(box, "plan", "--next", "/nix/store/none").exit());
      assertEquals(2, Steadfast.run(box, "diff", "/nix/store/none").exit());
      assertEquals(1, Steadfast.run(box, "diff", "/nix/store/none", "/nix/store/none").exit());
      assertEquals(1, Steadfast.run(box, "switch").exit(), "2 is the activation script's");
    }
  }

  @Test
  void aMissingHelperIsAnErrorBeforeAnythingIsTouched() {
    try (Box box = Box.boot(BoxOptions.named("helpers"))) {
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      String next = world.set("work_mem", "9MB").build(box).path();
      String journalctl = box.store().path("systemd") + "/bin/journalctl";
      String psql = box.store().path("postgresql") + "/bin/psql";
      assertMissing(box, next, "the helper setpriv is in none of", "/usr/bin/setpriv");
      assertMissing(
          box, next, "the helper journalctl is in none of", "/usr/bin/journalctl", journalctl);
      assertMissing(box, next, "/bin/psql cannot be executed", psql);
      assertEquals(0, Steadfast.run(box, "switch", "--toplevel", next).exit());
    }
  }

  /** With each of these programs covered by something that cannot be executed. */
  private static void assertMissing(Box box, String next, String said, String... programs) {
    for (String program : programs) {
      box.run("mount", "--bind", "/dev/null", program).orThrow();
    }
    Snapshot before = snapshot(box);
    Result result = Steadfast.run(box, "switch", "--toplevel", next);
    assertEquals(1, result.exit(), result::err);
    assertTrue(result.err().contains(said), result::err);
    assertEquals(List.of(), before.differences(snapshot(box)));
    for (String program : programs) {
      box.run("umount", program).orThrow();
    }
  }
}
