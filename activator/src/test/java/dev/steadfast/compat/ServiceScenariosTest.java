package dev.steadfast.compat;

import static dev.steadfast.compat.Sides.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.testing.Row;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What NixOS's own test of the original says of services, as far as it is decided in advance. */
class ServiceScenariosTest {
  private static final String TEST = "test.service";
  private static final String ESCAPED = "escaped\\x2ddash.service";
  private static final String ONE_STEP = "Service/X-StopIfChanged=false";
  private static final String TRIGGER = "Unit/X-Reload-Triggers=/nix/store/a";

  record Case(String name, Sides sides, String expected, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      Row.table(
          new Case("same", changed(service(), service()), "", "nothing differs"),
          new Case("new", new Sides().next(TEST, service()), "", "a target pulls it in"),
          new Case(
              "description",
              changed(service(), service("Unit/Description=Test unit")),
              "",
              "ignored"),
          new Case(
              "key added",
              changed(service("Unit/Description=Test unit"), service("Service/X-Test=true")),
              "S: test.service | A: test.service",
              "a service is stopped and started"),
          new Case(
              "in one step",
              changed(service("Service/X-Test=true"), service(ONE_STEP)),
              "X: test.service",
              "the new flags count"),
          new Case(
              "reload if changed",
              changed(service(ONE_STEP), service("Service/X-ReloadIfChanged=true")),
              "R: test.service",
              "whatever changed"),
          new Case(
              "no restart",
              changed(
                  service("Service/X-ReloadIfChanged=true"),
                  service("Service/X-RestartIfChanged=false")),
              "K: test.service",
              "reported, not restarted"),
          new Case(
              "flag gone",
              changed(service("Service/X-RestartIfChanged=false"), service()),
              "S: test.service | A: test.service",
              "the old flag counts no more"),
          new Case(
              "gone", new Sides().old(TEST, service()).active(TEST), "S: test.service", "gone"),
          new Case(
              "gone without restart",
              new Sides().old(TEST, service("Service/X-RestartIfChanged=false")).active(TEST),
              "S: test.service",
              "the flag is about changes"),
          new Case(
              "continued command",
              changed(
                  service(),
                  """
                  [Service]
                  ExecStart=/bin/true \\
                  # ignored
                  ; ignored
                  blah blah
                  RemainAfterExit=true
                  Type=oneshot
                  """),
              "S: test.service | A: test.service",
              "comments within a continuation do no harm"),
          new Case(
              "escaped name",
              new Sides()
                  .old(ESCAPED, service())
                  .next(ESCAPED, service("Service/X-Test=test"))
                  .active(ESCAPED),
              "S: " + ESCAPED + " | A: " + ESCAPED,
              "names are used as they stand"),
          new Case(
              "escaped name gone",
              new Sides().old(ESCAPED, service()).next("-.service", service()).active(ESCAPED),
              "S: " + ESCAPED,
              "what is new is pulled in"),
          new Case(
              "a dash for a name",
              new Sides()
                  .old("-.service", service())
                  .next("-.service", service("Service/X-ReloadIfChanged=true"))
                  .active("-.service"),
              "R: -.service",
              "only -.mount is special"),
          new Case(
              "requirement restarted, requiring unit reloaded",
              new Sides()
                  .old("required.service", service())
                  .next("required.service", service("Service/X-Test=test"))
                  .old(TEST, service("Unit/Requires=required.service"))
                  .next(TEST, service("Unit/Requires=required.service", TRIGGER))
                  .active("required.service", TEST),
              "S: required.service | R: test.service | A: required.service",
              "that the reload finds it inactive is seen later"),
          new Case(
              "trigger gone, not to be started by name",
              new Sides()
                  .old(TEST, service(TRIGGER))
                  .next(TEST, service("Unit/RefuseManualStart=true"))
                  .active(TEST),
              "",
              "both are ignored"),
          new Case(
              "template changed",
              instances(service("Service/X-Test=test")),
              "S: foo@one.service, foo@two.service | A: foo@one.service, foo@two.service",
              "instances follow their template"),
          new Case("template kept", instances(service()), "", "nothing differs"),
          new Case(
              "base file renamed to a drop-in",
              changed(service(ONE_STEP), "[X-Test]\nX-Test-Value=a\n")
                  .next("test.service.d/overrides.conf", service(ONE_STEP)),
              "X: test.service",
              "a new section"),
          new Case(
              "other section name",
              changed("[X-Test]\nX-Test-Value=a\n", "[X-Test2]\nX-Test-Value=a\n")
                  .both("test.service.d/overrides.conf", service(ONE_STEP)),
              "X: test.service",
              "one section for another"),
          new Case(
              "drop-in becomes the base file",
              changed("[X-Test2]\nX-Test-Value=a\n", service(ONE_STEP))
                  .old("test.service.d/overrides.conf", service(ONE_STEP)),
              "X: test.service",
              "a section is gone"),
          new Case(
              "base file with install section only",
              changed(service(ONE_STEP), "[Install]\nWantedBy=multi-user.target\n")
                  .next("test.service.d/overrides.conf", service(ONE_STEP)),
              "",
              "merged it is the same"),
          new Case(
              "other value",
              changed(service(ONE_STEP, "Service/X-Test=a"), service(ONE_STEP, "Service/X-Test=b")),
              "X: test.service",
              "values count"),
          new Case(
              "other key",
              changed(service(ONE_STEP, "Service/X-Test=a"), service(ONE_STEP, "Service/X-Tes=a")),
              "X: test.service",
              "names count"),
          new Case(
              "key gone",
              changed(service(ONE_STEP, "Service/X-Test=a"), service(ONE_STEP)),
              "X: test.service",
              "removal counts"),
          new Case(
              "trigger added",
              changed(service(ONE_STEP), service(ONE_STEP, TRIGGER)),
              "R: test.service",
              "a reload"),
          new Case(
              "trigger changed",
              changed(service(ONE_STEP, TRIGGER), service(ONE_STEP, TRIGGER + "2")),
              "R: test.service",
              "a reload"),
          new Case(
              "trigger kept, key added",
              changed(service(ONE_STEP, TRIGGER), service(ONE_STEP, TRIGGER, "Service/X-Test=a")),
              "X: test.service",
              "the key counts"),
          new Case(
              "trigger gone, key kept",
              changed(
                  service(ONE_STEP, TRIGGER, "Service/X-Test=a"),
                  service(ONE_STEP, "Service/X-Test=a")),
              "",
              "nobody needs to load what is not there"),
          new Case(
              "left in the start list",
              changed(service(), service()).seeds(new Seeds(units(TEST), units(), units())),
              "A: test.service",
              "an interrupted switch is made up for"),
          new Case(
              "left in the reload list, changed",
              changed(service(), service("Service/X-Test=a"))
                  .seeds(new Seeds(units(), units(), units(TEST))),
              "S: test.service | A: test.service",
              "promoted out of the reload set"),
          new Case(
              "left in the reload list, to be restarted",
              changed(service(), service(ONE_STEP)).seeds(new Seeds(units(), units(), units(TEST))),
              "X: test.service",
              "promoted out of the reload set"),
          new Case(
              "left in the restart list, trigger changed",
              changed(service(TRIGGER), service(TRIGGER + "2"))
                  .seeds(new Seeds(units(), units(TEST), units())),
              "X: test.service",
              "the restart loads it too"),
          new Case(
              "left in the restart list, reload if changed",
              changed(service(), service("Service/X-ReloadIfChanged=true"))
                  .seeds(new Seeds(units(), units(TEST), units())),
              "S: test.service | X: test.service | A: test.service",
              "a unit to be restarted falls through to the rules after the reload"));

  @ParameterizedTest
  @FieldSource("CASES")
  void servicesAreDecidedAsByTheOriginal(Case row, @TempDir Path directory) {
    assertEquals(row.expected(), Sides.shown(row.sides().decided(directory)), row.because());
  }

  private static Sides changed(String old, String next) {
    return new Sides().old(TEST, old).next(TEST, next).active(TEST);
  }

  private static Sides instances(String next) {
    return new Sides()
        .old("foo@.service", service())
        .next("foo@.service", next)
        .both("foo@one.service.d/overrides.conf", "[Unit]\n[Service]\n")
        .both("foo@two.service.d/overrides.conf", "[Unit]\n[Service]\n")
        .active("foo@one.service", "foo@two.service");
  }

  private static SortedSet<UnitName> units(String... names) {
    SortedSet<UnitName> units = new TreeSet<>();
    for (String name : names) {
      units.add(new UnitName(name));
    }
    return units;
  }
}
