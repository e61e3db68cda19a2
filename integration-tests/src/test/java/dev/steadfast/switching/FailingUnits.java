package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;
import static dev.steadfast.switching.Unit.T0;

import dev.steadfast.box.World;
import java.util.List;

/** Units that do not start, or that start again and again. */
final class FailingUnits {
  private static final String AGAIN = "autorestart.service";

  private FailingUnits() {}

  static Group group() {
    Unit test = T0.with("X-Test=true");
    return Group.of(
        "failing units",
        List.of(
            Row.of("D1", "a service", test(test)).prints("*"),
            Row.of("D2", "it fails", test(test.set("ExecStart", "/bin/false")))
                .prints("S test.service; A test.service")
                .dryPrints("S test.service; A test.service")
                .exits(4)
                .shows("^warning: the following units failed: test\\.service$")
                .shows("(?s)units failed: test\\.service$.*Main PID:"),
            Row.of("D3", "a service that waits to start again did not fail", again("/bin/true"))
                .prints("N autorestart.service; S ?")
                .dryPrints("*"),
            Row.of("D4", "it was stopped by hand", again("/bin/true"))
                .before("systemctl stop " + AGAIN)
                .prints("N autorestart.service"),
            Row.of("D5", "now it does fail", again("/bin/false"))
                .before("systemctl stop " + AGAIN)
                .prints("S ?; K ?; R ?; X ?; A ?")
                .fails()
                .shows("^warning: the following units failed: autorestart\\.service$")
                .shows("(?s)units failed: autorestart\\.service$.*Main PID:")));
  }

  private static World test(Unit unit) {
    return BASE.unit("test.service", unit.text(), MULTI_USER);
  }

  private static World again(String program) {
    Unit unit =
        Unit.of("Service")
            .with("ExecStart=" + program)
            .with("Restart=always")
            .with("RestartSec=20y")
            .with("Type=simple");
    return BASE.unit(AGAIN, unit.text(), MULTI_USER);
  }
}
