package dev.steadfast.compat;

import static dev.steadfast.compat.OtherScenariosTest.unit;
import static dev.steadfast.compat.Sides.MASK;
import static dev.steadfast.compat.Sides.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.compat.OtherScenariosTest.Case;
import dev.steadfast.systemd.ActiveState;
import dev.steadfast.testing.Row;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The edges that NixOS's own test leaves out. */
class EdgeScenariosTest {
  private static final String ONE_STEP = "Service/X-StopIfChanged=false";

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
  @FieldSource("EDGES")
  void unitsAreDecidedAsByTheOriginal(Case row, @TempDir Path directory) {
    assertEquals(row.expected(), Sides.shown(row.sides().decided(directory)), row.because());
  }

  private static Case edge(String name, String old, String next, String expected) {
    Sides sides = unit("a.service", service(old), service(next));
    return new Case(name, sides, expected, "left out by NixOS's own test");
  }

  private static Sides template() {
    return new Sides().both("a@.service", service()).active("a@b.service");
  }
}
