package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;

import dev.steadfast.box.BoxOptions.Extra;
import dev.steadfast.box.World;
import java.util.List;

/** Units of a user's manager that come from the system. */
final class UserUnits {
  private static final String UNIT = "usertest.service";
  private static final Unit U0 = Unit.T0.unwanted().install("WantedBy=default.target");
  private static final String ACTIVE = asUser("systemctl --user is-active " + UNIT);
  private static final String ACTIVATION =
      "^restarting the following user units: nixos-activation\\.service$";

  private UserUnits() {}

  /** A shell command as the user who lingers. */
  static String asUser(String command) {
    return "setpriv --reuid=1001 --regid=1001 --clear-groups env HOME=/home/usertest"
        + " XDG_RUNTIME_DIR=/run/user/1001 bash -c '"
        + command
        + "'";
  }

  static Group group() {
    Unit failing = U0.set("ExecStart", "/bin/false");
    return Group.of(
            "user units",
            List.of(
                row("P1", "a new unit", U0).after(ACTIVE, "^active$"),
                row("P2", "the same system again", U0)
                    .hides("usertest\\.service")
                    .shows(ACTIVATION),
                row("P3", "a setting", U0.with("X-Test=1"))
                    .shows(line("stopping"))
                    .shows(line("starting"))
                    .showingNormally(ACTIVATION)
                    .after(ACTIVE, "^active$"),
                row("P4", "restart in one step", U0.with("X-StopIfChanged=false"))
                    .hides("^stopping the following user")
                    .shows(line("restarting"))
                    .showingNormally(ACTIVATION),
                row("P5", "reload", U0.with("X-ReloadIfChanged=true").with("X-Test=1"))
                    .hides("^stopping the following user")
                    .hides(line("restarting"))
                    .shows(line("reloading"))
                    .showingNormally(ACTIVATION)
                    .after(ACTIVE, "^active$"),
                row("", "without flags", U0),
                row("P6", "a reload trigger", U0.unit("X-Reload-Triggers=@{trigger}"))
                    .shows(line("reloading")),
                row("P7", "it fails", failing)
                    .fails()
                    .shows(line("stopping"))
                    .shows("^Failed to start user unit usertest\\.service")
                    .shows("^warning: the following user units failed: usertest\\.service$")
                    .shows("^warning: user activation for usertest failed$")
                    .showingNormally(
                        line("restarting"),
                        "^Failed to restart user unit usertest\\.service",
                        "^warning: the following user units failed: usertest\\.service$",
                        "^warning: user activation for usertest failed$"),
                row("", "it works again", U0),
                Row.of("P8", "no unit any more", BASE)
                    .prints("*")
                    .shows(line("stopping"))
                    .after(ACTIVE, "^inactive$")))
        .with(Extra.USER);
  }

  /** The system's own lists are not of interest, and a dry run has none of users. */
  private static Row row(String id, String change, Unit unit) {
    World next = BASE.file("trigger", "one\n").userUnit(UNIT, unit.text(), "default.target");
    return Row.of(id, change, next).prints("*");
  }

  private static String line(String verb) {
    return "^" + verb + " the following user units: (.*, )?usertest\\.service(,|$)";
  }
}
