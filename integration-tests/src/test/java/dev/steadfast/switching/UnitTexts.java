package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;
import static dev.steadfast.switching.Unit.T0;

import dev.steadfast.box.World;
import java.util.List;

/** Which differences of two unit files count, and how much. */
final class UnitTexts {
  private static final String UNIT = "test.service";
  private static final Unit START = T0.with("X-StopIfChanged=false");
  private static final Unit TESTED = START.with("X-Test=test");

  private UnitTexts() {}

  static Group group() {
    return Group.of(
        "unit texts",
        List.of(
            Row.step("a service that is restarted in one step", whole(START)),
            restarted(
                "E1", "another file with one more section", split("[X-Test]\nX-Test-Value=a\n")),
            restarted("E2", "another name of the section", split("[X-Test2]\nX-Test-Value=a\n")),
            restarted("E3", "one file without it", whole(START)),
            Row.of("E4", "an install section", split("[Install]\nWantedBy=multi-user.target\n")),
            restarted("E5", "a key", whole(TESTED)),
            restarted("E6", "another value", whole(START.with("X-Test=test2"))),
            restarted("E7", "another key", whole(START.with("X-Test2=test"))),
            restarted("E8", "no key", whole(START)),
            reloaded("E9", "a reload trigger", whole(START.unit("X-Reload-Triggers=@{one}"))),
            reloaded("E10", "another trigger", whole(START.unit("X-Reload-Triggers=@{two}"))),
            restarted("E11", "a key too", whole(TESTED.unit("X-Reload-Triggers=@{two}"))),
            Row.of("E12", "the trigger is gone", whole(TESTED))));
  }

  private static Row restarted(String id, String change, World next) {
    return Row.of(id, change, next).prints("X test.service").dryPrints("X test.service");
  }

  private static Row reloaded(String id, String change, World next) {
    return Row.of(id, change, next).prints("R test.service").dryPrints("R test.service");
  }

  private static World whole(Unit unit) {
    return triggers().unit(UNIT, unit.text(), MULTI_USER);
  }

  /** The service's settings are in a drop-in over a file of other text. */
  private static World split(String file) {
    return triggers()
        .file("base-test.service", file)
        .dropIn(UNIT, START.text())
        .link(UNIT, "@{base-test.service}")
        .link(MULTI_USER + ".wants/" + UNIT, "../" + UNIT);
  }

  private static World triggers() {
    return BASE.file("one", "1\n").file("two", "2\n");
  }
}
