package dev.steadfast.activate;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Waits until units have come to rest, and looks at what there is then. */
final class Settling {
  private static final Duration QUIET = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final String AUTO_RESTART = "auto-restart";
  private final Plan plan;
  private final Reach reach;
  private final SortedMap<UnitName, ObservedUnit> before;
  private final List<String> notes = new ArrayList<>();

  /**
   * @param before the units as they were when the switch began
   */
  Settling(Plan plan, Reach reach, SortedMap<UnitName, ObservedUnit> before) {
    this.plan = plan;
    this.reach = reach;
    this.before = before;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * What the switch has left behind.
   *
   * @param moved whether any job was queued: without one there is nothing to wait for
   */
  Aftermath aftermath(boolean moved, List<String> troubles) {
    try {
      SortedMap<UnitName, ObservedUnit> now = moved ? atRest() : reach.machine().systemd().units();
      return new Aftermath(begun(now), failed(now), down(now), troubles);
    } catch (SystemdException unknown) {
      notes.add("which units have failed is not known: " + Why.of(unknown));
      List<String> all = new ArrayList<>(troubles);
      all.add("the units could not be looked at after the switch");
      return new Aftermath(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), all);
    }
  }

  /** As soon as no unit has changed for a while. Source: NixOS's own program waits as long. */
  private SortedMap<UnitName, ObservedUnit> atRest() throws SystemdException {
    long start = reach.ticker().nanos();
    SortedMap<UnitName, ObservedUnit> last = reach.machine().systemd().units();
    while (reach.ticker().since(start).compareTo(LONGEST) < 0) {
      long pause = reach.ticker().nanos();
      while (reach.ticker().since(pause).compareTo(QUIET) < 0) {
        reach.ticker().park(QUIET.minus(reach.ticker().since(pause)));
      }
      SortedMap<UnitName, ObservedUnit> now = reach.machine().systemd().units();
      if (now.equals(last)) {
        return now;
      }
      last = now;
    }
    return last;
  }

  private SortedSet<UnitName> begun(SortedMap<UnitName, ObservedUnit> now) throws SystemdException {
    SortedSet<UnitName> begun = new TreeSet<>();
    for (ObservedUnit unit : now.values()) {
      boolean isNew = isCounted(unit) && !isCounted(before.get(unit.name()));
      if (isNew && unit.name().type() != UnitType.SCOPE && !isFailed(unit)) {
        begun.add(unit.name());
      }
    }
    return begun;
  }

  /** A follower is another name of a device; it says nothing of its own. */
  private static boolean isCounted(@org.jspecify.annotations.Nullable ObservedUnit unit) {
    return unit != null && unit.activeState() != ActiveState.INACTIVE && unit.following().isEmpty();
  }

  private SortedSet<UnitName> failed(SortedMap<UnitName, ObservedUnit> now)
      throws SystemdException {
    SortedSet<UnitName> failed = new TreeSet<>();
    for (ObservedUnit unit : now.values()) {
      if (isCounted(unit) && isFailed(unit)) {
        failed.add(unit.name());
      }
    }
    return failed;
  }

  /** A service that systemd restarts by itself has failed if its process did. */
  private boolean isFailed(ObservedUnit unit) throws SystemdException {
    if (unit.activeState() == ActiveState.FAILED) {
      return true;
    }
    return unit.name().type() == UnitType.SERVICE
        && unit.subState().equals(AUTO_RESTART)
        && reach.machine().systemd().service(unit.name()).execMainStatus() != 0;
  }

  private SortedSet<UnitName> down(SortedMap<UnitName, ObservedUnit> now) {
    SortedMap<UnitName, ObservedUnit> gone = new TreeMap<>(before);
    gone.keySet().removeIf(unit -> JobPhases.isUp(now, unit) || !JobPhases.isUp(before, unit));
    gone.keySet().removeIf(unit -> !isOurs(unit) || isStopped(unit) || isEphemeral(unit));
    return new TreeSet<>(gone.keySet());
  }

  /** Of what comes and goes by itself nobody is told. */
  private static boolean isOurs(UnitName unit) {
    return switch (unit.type()) {
      case SERVICE, SOCKET, TIMER, PATH, MOUNT, AUTOMOUNT, SWAP, TARGET, SLICE -> true;
      case DEVICE, SCOPE -> false;
    };
  }

  private boolean isStopped(UnitName unit) {
    return plan.steps().get(unit) instanceof Step.Stop;
  }

  /** It was doing its work when the switch began, and has done it. */
  private boolean isEphemeral(UnitName unit) {
    ObservedUnit then = before.get(unit);
    return then != null && then.activeState() == ActiveState.ACTIVATING;
  }
}
