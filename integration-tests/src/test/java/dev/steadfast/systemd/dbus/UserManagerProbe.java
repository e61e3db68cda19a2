package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.time.Duration;
import java.util.List;

/**
 * Runs inside a box, as the user whose bus it is: runs jobs of {@code probe.service}, and has the
 * manager executed anew between them.
 *
 * <p>Argument: address of the bus. Prints one fact a line.
 */
final class UserManagerProbe {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final UnitName UNIT = new UnitName("probe.service");

  private UserManagerProbe() {}

  public static void main(String[] args) throws SystemdException {
    try (DbusSystemd systemd = DbusSystemd.connect(args[0])) {
      systemd.daemonReload();
      job(systemd, JobType.START);
      ObservedService started = systemd.service(UNIT);
      systemd.reexecute();
      systemd.resetFailed();
      job(systemd, JobType.RELOAD);
      System.out.println("same process: " + started.equals(systemd.service(UNIT)));
      job(systemd, JobType.RESTART);
      System.out.println("same process: " + started.equals(systemd.service(UNIT)));
      System.out.println("loaded from " + systemd.sources(UNIT).fragment().orElseThrow());
      systemd.run(JobType.STOP, List.of(UNIT), AMPLE);
    }
  }

  private static void job(DbusSystemd systemd, JobType type) throws SystemdException {
    System.out.println(type + " " + systemd.run(type, List.of(UNIT), AMPLE));
  }
}
