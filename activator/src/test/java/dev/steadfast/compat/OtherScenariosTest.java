package dev.steadfast.compat;

import static dev.steadfast.compat.Sides.MASK;
import static dev.steadfast.compat.Sides.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.testing.Row;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Sockets, mounts, targets and other types. */
class OtherScenariosTest {
  private static final String SOCKET = "[Socket]\nListenStream=/run/test.sock\n";
  private static final String ONE_STEP = "Service/X-StopIfChanged=false";
  private static final String MOUNT = "[Mount]\nWhat=tmpfs\nType=tmpfs\nOptions=size=1M\n";

  record Case(String name, Sides sides, String expected, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> SOCKETS =
      Row.table(
          new Case(
              "service not running",
              activated(service(), service("Service/X-Test=a")).active("a.socket"),
              "",
              "only running units are looked at"),
          new Case(
              "in one step",
              activated(service(), service(ONE_STEP)).active("a.socket", "a.service"),
              "X: a.service",
              "the socket stays"),
          new Case(
              "stopped with its socket",
              activated(service(ONE_STEP), service()).active("a.socket", "a.service"),
              "S: a.service, a.socket | A: a.socket",
              "left to its socket"),
          new Case(
              "reloaded",
              activated(service(), service("Unit/X-Reload-Triggers=/a"))
                  .active("a.socket", "a.service"),
              "R: a.service",
              "the socket stays"),
          new Case(
              "socket masked, service in one step",
              new Sides()
                  .old("a.socket", SOCKET)
                  .next("a.socket", MASK)
                  .old("a.service", service())
                  .next("a.service", service(ONE_STEP))
                  .active("a.socket", "a.service"),
              "S: a.socket | X: a.service",
              "a masked unit is gone"),
          new Case(
              "socket comes back",
              new Sides()
                  .old("a.socket", MASK)
                  .next("a.socket", SOCKET)
                  .old("a.service", service(ONE_STEP))
                  .next("a.service", service())
                  .active("a.service"),
              "S: a.service",
              "the socket is pulled in, and starts the service"),
          new Case(
              "one instance per connection",
              new Sides()
                  .both("a.socket", SOCKET + "Accept=yes\n")
                  .old("a@.service", service())
                  .next("a@.service", service("Service/X-Test=a"))
                  .active("a.socket", "a@0-1234-0.service"),
              "S: a.socket, a@0-1234-0.service | A: a.socket",
              "the socket of an instance is that of the name before the @"),
          new Case(
              "listens elsewhere",
              new Sides()
                  .old("a.socket", SOCKET)
                  .next("a.socket", SOCKET + "ListenStream=1\n")
                  .both("a.service", service())
                  .active("a.socket", "a.service"),
              "",
              "changed sockets are left alone"),
          new Case(
              "socket file that nobody started",
              activated(service(), service("Service/X-Test=a")).active("a.service"),
              "S: a.service",
              "taken for socket activated"),
          new Case(
              "socket masked, service stopped",
              new Sides()
                  .old("a.socket", SOCKET)
                  .next("a.socket", MASK)
                  .old("a.service", service())
                  .next("a.service", service("Service/X-Test=a"))
                  .active("a.socket", "a.service"),
              "S: a.service, a.socket | A: a.socket",
              "a masked file exists; starting it will fail"),
          new Case(
              "socket gone, service stopped",
              new Sides()
                  .old("a.socket", SOCKET)
                  .old("a.service", service())
                  .next("a.service", service("Service/X-Test=a"))
                  .active("a.socket", "a.service"),
              "S: a.service, a.socket | A: a.service",
              "no socket is left to start it"),
          new Case(
              "two sockets",
              named("b.socket c.socket").active("b.socket", "c.socket", "a.service"),
              "S: a.service, b.socket, c.socket | A: b.socket, c.socket",
              "all of them move along"),
          new Case(
              "two sockets in two lines",
              named("b.socket\nSockets=c.socket").active("b.socket", "c.socket", "a.service"),
              "S: a.service, b.socket, c.socket | A: b.socket, c.socket",
              "all words of all lines"),
          new Case(
              "named socket instead of its own",
              named("b.socket")
                  .both("a.socket", SOCKET)
                  .active("a.socket", "b.socket", "a.service"),
              "S: a.service, b.socket | A: b.socket",
              "its own counts only if none is named"),
          new Case(
              "named socket that is none",
              named("%i").active("a.service"),
              "S: a.service | A: a.service",
              "neither active nor a file"),
          new Case(
              "started all the same",
              activated(service(), service("Service/X-NotSocketActivated=true"))
                  .active("a.socket", "a.service"),
              "S: a.service, a.socket | A: a.service, a.socket",
              "asked for"));

  static final List<Case> TYPES =
      Row.table(
          new Case(
              "mount options",
              unit("a.mount", MOUNT, MOUNT.replace("1M", "10M")),
              "R: a.mount",
              "remounted"),
          new Case(
              "mount source",
              unit("a.mount", MOUNT, MOUNT.replace("tmpfs", "ramfs")),
              "X: a.mount",
              "mounted again"),
          new Case(
              "root mount",
              unit("-.mount", MOUNT, MOUNT.replace("tmpfs", "ramfs")),
              "R: -.mount",
              "cannot be unmounted"),
          new Case(
              "store's file system",
              unit("nix.mount", MOUNT, MOUNT.replace("tmpfs", "ramfs")),
              "R: nix.mount",
              "cannot be unmounted"),
          new Case(
              "mount gone",
              new Sides().old("a.mount", MOUNT).active("a.mount"),
              "S: a.mount",
              "gone"),
          new Case(
              "timer",
              unit("a.timer", "[Timer]\nOnCalendar=a\n", "[Timer]\nOnCalendar=b\n"),
              "X: a.timer",
              "only services are stopped and started apart"),
          new Case(
              "timer gone, sleep target changed",
              unit("hybrid-sleep.target", "[Unit]\n", "[Unit]\nX-Test=true\n")
                  .old("a.timer", "[Timer]\nOnCalendar=a\n")
                  .active("a.timer"),
              "S: a.timer",
              "a target is never compared"),
          new Case(
              "target changed",
              unit("a.target", "[Unit]\n", "[Unit]\nX-Test=true\n"),
              "",
              "started, and not shown"),
          new Case(
              "target stopped",
              unit("a.target", "[Unit]\n", "[Unit]\nX-StopOnReconfiguration=true\n"),
              "",
              "stopped and started, neither shown"),
          new Case(
              "target stopped and not started",
              unit(
                  "a.target",
                  "[Unit]\n",
                  "[Unit]\nX-StopOnReconfiguration=true\nRefuseManualStart=true\n"),
              "S: a.target",
              "shown, as it is not started"),
          new Case(
              "target gone",
              new Sides().old("a.target", "[Unit]\n").active("a.target"),
              "S: a.target",
              "shown"),
          new Case(
              "path",
              unit("a.path", "[Path]\nPathExists=/a\n", "[Path]\nPathExists=/b\n"),
              "",
              "a daemon-reload applies it"),
          new Case(
              "slice",
              unit("a.slice", "[Slice]\nMemoryMax=1\n", "[Slice]\n"),
              "",
              "a daemon-reload applies it"),
          new Case(
              "slice gone",
              new Sides().old("a.slice", "[Slice]\n").active("a.slice"),
              "S: a.slice",
              "as any unit"),
          new Case(
              "generated unit",
              new Sides()
                  .active("a.service")
                  .fragment("a.service", "/run/systemd/generator/a.service"),
              "",
              "no file in /etc"),
          new Case(
              "path that is also in /etc",
              unit("a.service", service(), service("Service/X-Test=a"))
                  .fragment("a.service", "/run/systemd/transient/a.service"),
              "",
              "loaded from elsewhere"));

  @ParameterizedTest
  @FieldSource("SOCKETS")
  @FieldSource("TYPES")
  void unitsAreDecidedAsByTheOriginal(Case row, @TempDir Path directory) {
    assertEquals(row.expected(), Sides.shown(row.sides().decided(directory)), row.because());
  }

  static Sides unit(String name, String old, String next) {
    return new Sides().old(name, old).next(name, next).active(name);
  }

  private static Sides activated(String old, String next) {
    return new Sides().both("a.socket", SOCKET).old("a.service", old).next("a.service", next);
  }

  private static Sides named(String sockets) {
    return new Sides()
        .both("b.socket", SOCKET)
        .both("c.socket", SOCKET)
        .old("a.service", service())
        .next("a.service", service("Service/Sockets=" + sockets));
  }
}
