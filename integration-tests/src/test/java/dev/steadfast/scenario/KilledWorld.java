package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxException;
import dev.steadfast.box.Command;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.PsqlSession;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A box with a server, an open session and plain units, and three generations that follow each
 * other in a circle: what was left over from an earlier round would be found to be another's. The
 * server was started from a fourth one, to which nothing comes back.
 */
final class KilledWorld implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final List<String> SIGNALS = List.of("SIGTERM", "SIGINT", "SIGHUP", "SIGUSR1");
  private static final int CIRCLE = 3;

  /** Arguments: units. A line each: name, state, and the generation that its process runs from. */
  private static final String UNITS =
      """
      for unit; do
        pid=$(systemctl show --value -p MainPID "$unit")
        runs=$([ "$pid" = 0 ] || tr '\\0' '\\n' < "/proc/$pid/environ" | grep '^VARIANT=' || true)
        echo "$unit $(systemctl show --value -p ActiveState "$unit") $runs"
      done
      """;

  private final Box box;
  private final List<Toplevel> toplevels;
  private final PsqlSession session;
  private final long backend;
  private final String server;
  private int current;
  private int depth;

  private KilledWorld(Box box, List<Toplevel> toplevels) {
    this.box = box;
    this.toplevels = List.copyOf(toplevels);
    this.session = PostgresWorld.session(box, "postgres");
    this.backend = session.backend();
    this.server = serverPid();
    this.depth = depth();
  }

  static KilledWorld install(Box box) {
    variant(CIRCLE).install(box);
    List<Toplevel> toplevels = new ArrayList<>();
    for (int i = 0; i < CIRCLE; i++) {
      toplevels.add(variant(i).build(box));
    }
    return new KilledWorld(box, toplevels);
  }

  private static PostgresWorld variant(int number) {
    String method = mayGuestLogIn(number) ? "trust" : "reject";
    PostgresWorld edited =
        PostgresWorld.nixosDefault()
            .set("work_mem", workMem(number))
            .allow("host all variant" + number + " 127.0.0.1/32 reject")
            .allow("host all guest 127.0.0.1/32 " + method);
    String name = "VARIANT=v" + number;
    String signal = "KillSignal=" + SIGNALS.get(number);
    return edited.and(
        other ->
            other
                .unit("sleeper.service", sleeper(name, ""), "multi-user.target")
                .unit("stopped.service", sleeper(name, signal), "multi-user.target")
                .unit(only(number), sleeper(name, ""), "multi-user.target"));
  }

  private static String sleeper(String environment, String setting) {
    return """
        [Service]
        Environment=%s
        ExecStart=@{pkg:coreutils}/bin/sleep infinity
        %s
        """
        .formatted(environment, setting);
  }

  private static String workMem(int number) {
    return 8 + number + "MB";
  }

  private static boolean mayGuestLogIn(int number) {
    return number == 1;
  }

  private static String only(int number) {
    return "only-v" + number + ".service";
  }

  /** The next generation becomes the one to switch to. */
  void next() {
    current = (current + 1) % toplevels.size();
  }

  /** The generation before becomes the one to switch to. */
  void previous() {
    current = (current + toplevels.size() - 1) % toplevels.size();
  }

  Result switchKilledBefore(int effect) {
    List<String> arguments =
        List.of(Integer.toString(effect), "switch", "--toplevel", toplevels.get(current).path());
    return box.run(Command.ofJava(KilledBefore.class.getName(), arguments), DEADLINE);
  }

  /** All that an undisturbed switch leaves, and nothing that it does not. */
  void assertArrived(String story) {
    assertEquals(backend, session.backend(), story);
    assertEquals(server, serverPid(), story);
    assertEquals(
        workMem(current),
        fresh("app", "show work_mem"),
        () -> story + box.journal(PostgresWorld.UNIT));
    assertEquals(mayGuestLogIn(current) ? "1" : "refused", fresh("guest", "select 1"), story);
    String pending = "select count(*) from pg_settings where pending_restart";
    assertEquals("0", session.value(pending), story);
    assertEquals(expectedUnits(), units(), story);
    assertTrue(box.run("test", "-e", "/run/steadfast/switch").exit() != 0, story);
    int stacked = depth();
    assertTrue(stacked <= depth + 2, stacked + " mounts after " + depth + ": " + story);
    depth = stacked;
    assertEquals(toplevels.get(current).path(), box.run("readlink", "/run/current-system").line());
    assertNothingToDo(story);
  }

  private void assertNothingToDo(String story) {
    Result dry = Steadfast.run(box, "dry-activate", "--toplevel", toplevels.get(current).path());
    assertEquals(0, dry.exit(), () -> story + dry.err());
    assertTrue(dry.err().contains("0 reloads, 0 restarts, "), story + dry.err());
    assertTrue(!dry.err().contains("owed") && !dry.err().contains(" start"), story + dry.err());
  }

  private String fresh(String role, String query) {
    try (PsqlSession fresh = PostgresWorld.session(box, role)) {
      return fresh.value(query);
    } catch (BoxException refused) {
      return "refused";
    }
  }

  private String units() {
    List<String> argv = new ArrayList<>(List.of("bash", "-euc", UNITS, "units"));
    argv.addAll(List.of("sleeper.service", "stopped.service"));
    for (int i = 0; i <= CIRCLE; i++) {
      argv.add(only(i));
    }
    return box.run(Command.of(argv), Box.SOON).orThrow().out();
  }

  private String expectedUnits() {
    String runs = " active VARIANT=v" + current + "\n";
    StringBuilder lines = new StringBuilder();
    lines.append("sleeper.service").append(runs).append("stopped.service").append(runs);
    for (int i = 0; i <= CIRCLE; i++) {
      lines.append(only(i)).append(i == current ? runs : " inactive \n");
    }
    return lines.toString();
  }

  /** Mounts on the path under which the server knows its access rules. */
  private int depth() {
    String rules = session.value("show hba_file");
    int count = 0;
    for (String line : box.read("/proc/" + server + "/mountinfo").lines().toList()) {
      count += line.split(" ", 6)[4].equals(rules) ? 1 : 0;
    }
    return count;
  }

  private String serverPid() {
    return box.property(PostgresWorld.UNIT, "MainPID");
  }

  @Override
  public void close() {
    session.close();
  }
}
