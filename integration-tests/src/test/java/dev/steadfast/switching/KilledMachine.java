package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.box.Box;
import dev.steadfast.box.Command;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import dev.steadfast.box.World;
import dev.steadfast.scenario.KilledBefore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A box with a unit for each way in which a switch treats units, and three generations that follow
 * each other in a circle.
 */
final class KilledMachine {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final List<String> SIGNALS = List.of("SIGTERM", "SIGINT", "SIGHUP");
  private static final int CIRCLE = 3;
  private static final int PORT = 7000;

  /** Argument: what processes are started with. A line each of what there is after a switch. */
  private static final String STATE =
      """
      for unit in stopped restarted reloaded only-v0 only-v1 only-v2 listen; do
        unit=$unit.service
        echo "$unit $(systemctl show --value -p ActiveState -p NeedDaemonReload "$unit" | xargs)"
        pid=$(systemctl show --value -p MainPID "$unit")
        [ "$pid" = 0 ] || tr '\\0' '\\n' < "/proc/$pid/environ" | grep '^WHO=' || true
      done
      for unit in listen.socket run-data.mount multi-user.target local-fs.target; do
        echo "$unit $(systemctl show --value -p ActiveState -p NeedDaemonReload "$unit" | xargs)"
      done
      grep ' /run/data ' /proc/mounts
      cat /run/reloaded
      ls -A /run/nixos
      systemctl list-jobs --no-legend
      systemctl list-units --failed --no-legend --plain
      ! [ -e /run/steadfast/switch ]
      readlink /run/current-system
      """;

  private final Box box;
  private final Mode mode;
  private final List<Toplevel> toplevels = new ArrayList<>();
  private int current;

  private KilledMachine(Box box, Mode mode) {
    this.box = box;
    this.mode = mode;
    for (int i = 0; i < CIRCLE; i++) {
      toplevels.add(variant(i).build(box));
    }
  }

  static KilledMachine install(Box box, Mode mode) {
    KilledMachine machine = new KilledMachine(box, mode);
    machine.toplevels.getFirst().install();
    try (TalkClient client = TalkClient.connect(box, PORT)) {
      assertEquals("v0", client.ask("the socket starts its service"));
    }
    return machine;
  }

  /** The script asks but once for the reload, as those that look for a difference do. */
  private static World variant(int number) {
    String who = "v" + number;
    String asking =
        """
        [ "$(cat /run/asked)" = %s ] || {
          echo %s > /run/asked
          echo reloaded.service >> /run/nixos/activation-reload-list
        }
        """
            .formatted(who, who);
    return sockets(who, PORT + number)
        .file("who", who + "\n")
        .etc("who", "@{who}")
        .unit("stopped.service", sleeper(who, "KillSignal=" + SIGNALS.get(number)), MULTI_USER)
        .unit("restarted.service", sleeper(who, "X-StopIfChanged=false"), MULTI_USER)
        .unit(
            "reloaded.service",
            sleeper("all", "ExecReload=/bin/cp /etc/who /run/reloaded"),
            MULTI_USER)
        .unit("only-" + who + ".service", sleeper(who, ""), MULTI_USER)
        .unit("run-data.mount", mount(number + 1), MULTI_USER)
        .activating(asking);
  }

  private static World sockets(String who, int port) {
    String listening = "[Socket]\nListenStream=127.0.0.1:" + port + "\n";
    String talking = "[Service]\nEnvironment=WHO=" + who + "\nExecStart=@{listener}\n";
    return BASE.executable("listener", TalkClient.LISTENER)
        .unit("listen.socket", listening, "sockets.target")
        .unit("listen.service", talking);
  }

  private static String sleeper(String who, String line) {
    return """
        [Service]
        Environment=WHO=%s
        ExecStart=/bin/sleep infinity
        ExecStop=/bin/true %s
        %s
        """
        .formatted(who, who, line);
  }

  private static String mount(int megabytes) {
    return """
        [Mount]
        Options=size=%dM
        Type=tmpfs
        What=tmpfs
        Where=/run/data
        """
        .formatted(megabytes);
  }

  /** The next generation becomes the one to switch to. */
  void next() {
    current = (current + 1) % CIRCLE;
  }

  Result switchKilledBefore(int effect) {
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(effect), "switch"));
    arguments.addAll(List.of("--toplevel", toplevels.get(current).path()));
    arguments.addAll(mode.options());
    return box.run(Command.ofJava(KilledBefore.class.getName(), arguments), DEADLINE);
  }

  /** All that an undisturbed switch leaves, and nothing that it does not. */
  void assertArrived(String story) {
    try (TalkClient client = TalkClient.connect(box, PORT + current)) {
      assertEquals("v" + current, client.ask("hello"), story);
    }
    for (int other = 0; other < CIRCLE; other++) {
      assertEquals(other != current, TalkClient.isRefused(box, PORT + other), story);
    }
    assertEquals(expected(), box.run("bash", "-c", STATE).out(), story);
  }

  private String expected() {
    String who = "WHO=v" + current + "\n";
    StringBuilder lines = new StringBuilder();
    lines.append("stopped.service active no\n").append(who);
    lines.append("restarted.service active no\n").append(who);
    lines.append("reloaded.service active no\nWHO=all\n");
    for (int i = 0; i < CIRCLE; i++) {
      lines.append("only-v").append(i).append(".service ");
      lines.append(i == current ? "active no\n" + who : "inactive no\n");
    }
    lines.append("listen.service active no\n").append(who);
    lines.append("listen.socket active no\nrun-data.mount active no\n");
    lines.append("multi-user.target active no\nlocal-fs.target active no\n");
    lines.append("tmpfs /run/data tmpfs rw,relatime,size=").append((current + 1) * 1024);
    lines.append("k 0 0\nv").append(current).append("\nswitch-to-configuration.lock\n");
    return lines.append(toplevels.get(current).path()).append('\n').toString();
  }
}
