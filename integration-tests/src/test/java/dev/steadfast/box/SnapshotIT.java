package dev.steadfast.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** "Nothing touched" is only worth asserting if every touch shows. */
class SnapshotIT {
  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("snapshot"));
    PostgresWorld.nixosDefault().install(box);
    box.write("/srv/state/file", "before\n");
  }

  @AfterAll
  static void end() {
    box.close();
  }

  @Test
  void anIdleBoxDoesNotChange() {
    Snapshot before = box.snapshot("/srv/state");
    box.systemctl("show", "sleeper.service").orThrow();
    assertEquals(List.of(), before.differences(box.snapshot("/srv/state")));
    assertEquals(before, box.snapshot("/srv/state"));
  }

  record Case(String name, String touch, String shows, String because) {
    @Override
    public String toString() {
      return name + ": " + because;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "restart",
            "systemctl restart sleeper.service",
            "unit sleeper.service: ",
            "a new process has a new InvocationID and PID"),
        new Case(
            "oneshot",
            "systemctl restart greet.service",
            "unit greet.service: ",
            "one without a process has a new InvocationID still"),
        new Case(
            "bind",
            "busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1"
                + " org.freedesktop.systemd1.Manager BindMountUnit sssbb"
                + " postgresql.service /etc/hostname /etc/hosts 1 0",
            "mount of postgresql.service ",
            "a mount in a service's own namespace shows there"),
        new Case(
            "mount",
            "mkdir -p /srv/m && mount -t tmpfs m /srv/m",
            "mount of systemd ",
            "and one on the host shows as systemd's"),
        new Case(
            "remount",
            "umount /srv/m && mount -t tmpfs m /srv/m",
            "unit srv-m.mount: ",
            "the kernel gives a mount's number again, but systemd takes it for a new mount"),
        new Case(
            "etc",
            "ln -sfn /nowhere /etc/static",
            "link /etc/static: ",
            "where a link leads counts"),
        new Case(
            "state", "echo after > /srv/state/file", "file /srv/state/file: ", "content counts"),
        new Case("run", "touch /run/new", "f /run/new: ", "a new file in /run counts"),
        new Case(
            "job",
            "systemctl start --no-block slow.service",
            "job slow.service start: ",
            "a queued job counts"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyTouchShows(Case each) {
    box.write("/run/systemd/system/slow.service", "[Service]\nType=notify\nExecStart=sleep 60\n");
    box.systemctl("daemon-reload").orThrow();
    Snapshot before = box.snapshot("/srv/state");
    box.run("bash", "-euc", each.touch()).orThrow();
    Snapshot after = box.snapshot("/srv/state");
    box.systemctl("stop", "slow.service").orThrow();
    List<String> differences = before.differences(after);
    assertTrue(
        differences.stream().anyMatch(line -> line.startsWith(each.shows())),
        String.join("\n", differences));
    assertFalse(before.equals(after));
  }
}
