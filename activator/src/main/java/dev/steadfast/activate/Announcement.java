package dev.steadfast.activate;

import dev.steadfast.systemd.JobType;
import dev.steadfast.unit.UnitName;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What happens now, or has just happened, in a switch: the moments at which NixOS's own program
 * prints a line.
 */
public sealed interface Announcement {

  /** A swap device is about to be switched off. */
  record SwapOff(String device) implements Announcement {}

  /** A swap device could not be switched off; the switch goes on. */
  record SwapStays(String device, String why) implements Announcement {}

  /** What is done with several units at once. */
  enum Verb {
    STOP,
    /** They differ, and are left as they are. */
    SKIP,
    RELOAD,
    RESTART,
    START
  }

  /** Something is about to be done with units; at least one. */
  record Units(Verb verb, SortedSet<UnitName> units) implements Announcement {
    public Units {
      units = Collections.unmodifiableSortedSet(new TreeSet<>(units));
    }
  }

  /** The activation script is about to run. */
  record Activating() implements Announcement {}

  /** The activation script ended with another code than 0, or was killed. */
  record ScriptFailed() implements Announcement {}

  /** The activation script has asked for units by a list. */
  record ListsFound() implements Announcement {}

  /** The service manager is about to execute itself. */
  record Reexecuting() implements Announcement {}

  /** The target through which early services run again is about to be restarted. */
  record ReactivatingSysinit() implements Announcement {}

  /** A user's units are about to be switched. */
  record UserUnits(String user) implements Announcement {}

  /** A user's units were not switched, or not all of them. */
  record UserFailed(String user) implements Announcement {}

  /** A job of a unit did not succeed. */
  record JobFailed(JobType type, UnitName unit) implements Announcement {}

  /** systemd did not even queue a unit's job. */
  record NotQueued(JobType type, UnitName unit, String why) implements Announcement {}

  /** Units that were not up before the switch and are now; at least one. */
  record Begun(SortedSet<UnitName> units) implements Announcement {
    public Begun {
      units = Collections.unmodifiableSortedSet(new TreeSet<>(units));
    }
  }

  /** Units that are failed at the end; at least one. */
  record Failed(SortedSet<UnitName> units) implements Announcement {
    public Failed {
      units = Collections.unmodifiableSortedSet(new TreeSet<>(units));
    }
  }

  /**
   * Jobs are still under way.
   *
   * @param since how long these have been waited for
   */
  record Waiting(JobType type, SortedSet<UnitName> units, Duration since) implements Announcement {
    public Waiting {
      units = Collections.unmodifiableSortedSet(new TreeSet<>(units));
    }
  }

  /** Nothing is waited for any more. */
  record WaitOver() implements Announcement {}
}
