package dev.steadfast.compat;

import static dev.steadfast.compat.Sides.MASK;
import static dev.steadfast.compat.Sides.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.systemd.ActiveState;
import dev.steadfast.testing.Row;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Sockets, mounts, targets and other types, and the edges that NixOS's own test leaves out. */
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

  static final List<Case> EDGES =
      Row.table(
          edge("dependency", "Unit/After=a", "Unit/After=b", "S: a.service | A: a.service"),
          edge(
              "limit", "Service/MemoryMax=1", "Service/MemoryMax=2", "S: a.service | A: a.service"),
          edge("second command", "Service/A=/bin/a ; /bin/b", "Service/A=/bin/a ; /bin/c", ""),
          edge("not to be stopped", "Unit/A=b", "Unit/RefuseManualStop=true\nA=c", "K: a.service"),
          edge("capital letter", "Service/A=b", "Service/X-RestartIfChanged=False", "K: a.service"),
          edge(
              "reload without a command",
              "Service/A=b",
              "Service/ExecReload=\nX-ReloadIfChanged=true",
              "R: a.service"),
          new Case(
              "timer for manual start",
              unit("a.timer", "[Timer]\nA=b\n", "[Unit]\nX-OnlyManualStart=true\n[Timer]\nA=c\n"),
              "K: a.timer",
              "the flag stands in [Unit]"),
          new Case(
              "masked",
              unit("a.service", service(), MASK),
              "S: a.service",
              "a masked unit is gone"),
          new Case(
              "dangling link",
              unit("a.service", service(), "/nowhere"),
              "S: a.service",
              "as if it were not there"),
          new Case(
              "masked, kept",
              unit("a.service", service("Unit/X-StopOnRemoval=false"), MASK),
              "",
              "the old text decides"),
          new Case(
              "masked before",
              unit("a.service", MASK, service()),
              "S: a.service | A: a.service",
              "reads as empty, so two sections are new"),
          new Case(
              "instance's drop-ins masked",
              template()
                  .old("a@b.service.d/o.conf", "[Service]\n")
                  .next("a@b.service.d/o.conf", MASK),
              "S: a@b.service",
              "managed by drop-ins, and they are gone"),
          new Case(
              "instance's drop-ins gone",
              template().old("a@b.service.d/o.conf", "[Service]\n"),
              "S: a@b.service",
              "managed by drop-ins, and they are gone"),
          new Case("started by hand", template(), "", "its template has not changed"),
          new Case(
              "own file before, template now",
              new Sides()
                  .old("a@b.service", service())
                  .next("a@.service", service())
                  .next("a@b.service.d/o.conf", "[Service]\n")
                  .active("a@b.service"),
              "S: a@b.service",
              "taken for removed"),
          new Case(
              "instance with a dot",
              new Sides()
                  .old("a@.service", service())
                  .next("a@.service", service(ONE_STEP))
                  .active("a@1.2.service"),
              "",
              "its template is not found"),
          new Case(
              "failed",
              unit("a.service", service(), service(ONE_STEP))
                  .state("a.service", ActiveState.FAILED),
              "",
              "not running"),
          new Case(
              "reloading",
              unit("a.service", service(), service(ONE_STEP))
                  .state("a.service", ActiveState.RELOADING),
              "",
              "not looked at"),
          new Case(
              "activating",
              unit("a.service", service(), service(ONE_STEP))
                  .state("a.service", ActiveState.ACTIVATING),
              "X: a.service",
              "as if it were active"),
          new Case(
              "alias",
              new Sides()
                  .both("a.service", "/etc/systemd/system/real.service")
                  .old("real.service", service())
                  .next("real.service", service(ONE_STEP))
                  .next("a.service", "/next/etc/systemd/system/real.service")
                  .active("a.service"),
              "X: a.service",
              "a link is read as a file"),
          new Case(
              "quote",
              unit("a.service", service(), service("Unit/Description='tis")),
              "/next/etc/systemd/system/a.service:2: error: quote that is not closed",
              "the run ends before any stop"),
          new Case(
              "quote of a unit from elsewhere",
              unit("a.service", service(), service("Unit/Description='tis"))
                  .fragment("a.service", "/run/a.service"),
              "",
              "never read"),
          new Case(
              "two unreadable files",
              unit("a.service", "[A]\nb\n", "[A]\nb\n"),
              "/etc/systemd/system/a.service:2: error: last line without = or :"
                  + " | /next/etc/systemd/system/a.service:2: error: last line without = or :",
              "all problems of all files"),
          new Case(
              "dangling drop-in",
              unit("a.service", service(), service()).next("a.service.d/o.conf", "/nowhere"),
              "/next/etc/systemd/system/a.service.d/o.conf: error: cannot be read",
              "the run ends"),
          new Case(
              "masked drop-in",
              unit("a.service", service(), service()).next("a.service.d/o.conf", MASK),
              "",
              "reads as empty"),
          new Case(
              "drop-ins of a type and of a prefix",
              unit("a-b.service", service(), service())
                  .next("service.d/o.conf", "[Service]\nA=b\n")
                  .next("a-.service.d/o.conf", "[Service]\nA=b\n"),
              "",
              "not looked at"),
          new Case(
              "order of drop-ins",
              unit("a.service", service("Service/A=3"), service())
                  .next("a.service.d/2.conf", "[Service]\nA=\nA=3\n")
                  .next("a.service.d/1.conf", "[Service]\nA=4\n")
                  .next("a.service.d/README", "[Service]\nA=5\n"),
              "",
              "by name, an empty value clears, other files do not count"),
          new Case(
              "instance's drop-ins come last",
              template()
                  .both("a@.service.d/z.conf", "[Service]\nA=1\n")
                  .old("a@b.service.d/a.conf", "[Service]\nA=\nA=2\n")
                  .next("a@b.service.d/a.conf", "[Service]\nA=2\n"),
              "S: a@b.service | A: a@b.service",
              "without the clearing line the template's value stays"));

  @ParameterizedTest
  @FieldSource("SOCKETS")
  @FieldSource("TYPES")
  @FieldSource("EDGES")
  void unitsAreDecidedAsByTheOriginal(Case row, @TempDir Path directory) {
    assertEquals(row.expected(), Sides.shown(row.sides().decided(directory)), row.because());
  }

  private static Case edge(String name, String old, String next, String expected) {
    Sides sides = unit("a.service", service(old), service(next));
    return new Case(name, sides, expected, "left out by NixOS's own test");
  }

  private static Sides unit(String name, String old, String next) {
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

  private static Sides template() {
    return new Sides().both("a@.service", service()).active("a@b.service");
  }
}
