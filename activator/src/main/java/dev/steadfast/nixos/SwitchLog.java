package dev.steadfast.nixos;

import dev.steadfast.kernel.SystemLog;
import dev.steadfast.kernel.SystemLog.Priority;
import java.nio.file.Path;

/** What the system's log is told of the switch to one toplevel. */
public record SwitchLog(Path toplevel) {

  /** One line of the log. */
  record Line(Priority priority, String text) {}

  /** Before the first unit is stopped. */
  public void begun() {
    write(begin());
  }

  /**
   * At the end of a switch that had begun.
   *
   * @param status what the program ends with
   */
  public void ended(int status) {
    write(end(status));
  }

  Line begin() {
    return new Line(Priority.INFO, "switching to system configuration " + toplevel);
  }

  Line end(int status) {
    return status == 0
        ? new Line(Priority.INFO, "finished switching to system configuration " + toplevel)
        : new Line(
            Priority.ERROR,
            "switching to system configuration " + toplevel + " failed (status " + status + ")");
  }

  private static void write(Line line) {
    SystemLog.write(line.priority(), line.text());
  }
}
