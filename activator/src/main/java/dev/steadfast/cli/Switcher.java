package dev.steadfast.cli;

import dev.steadfast.activate.ActivationReport;
import dev.steadfast.activate.Announcer;
import dev.steadfast.activate.Checked;
import dev.steadfast.activate.Outside.Replanned;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists.Targets;
import dev.steadfast.plan.Requests;
import dev.steadfast.plan.Rules;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** What the actions have done for them: from a toplevel to a plan, and from that to an outcome. */
interface Switcher {

  /**
   * What is to be activated, and how.
   *
   * @param next toplevel, absolute
   * @param scripts directory of {@code activate}; empty for the toplevel
   * @param policies the operator's policies; empty for the usual place
   * @param job longest time for one job
   * @param run longest time for all jobs
   */
  record Request(
      Path next,
      Optional<Path> scripts,
      Optional<Path> policies,
      Rules rules,
      Targets targets,
      Duration job,
      Duration run) {}

  /** A plan for the running system, which can be asked for more. */
  interface Prepared {
    Plan plan();

    /** The units that differ, as the next generation has them; none by the original's rules. */
    default SortedMap<UnitName, UnitFile> differing() {
      return Collections.emptySortedMap();
    }

    /** The plan if this is asked for besides. */
    Replanned with(Requests asked, When when);

    /** When a script has asked. */
    enum When {
      /** In a dry run. */
      DRY,
      /** The next generation is in place. */
      ACTIVATED
    }
  }

  /**
   * Reads both generations, observes what runs, and plans. Changes nothing.
   *
   * @param interrupted what an interrupted switch still asks for
   * @param reexecute whether the service manager is to execute itself
   */
  Parsed<Prepared> prepare(Request request, Requests interrupted, boolean reexecute);

  /** Looks for what can be known to go wrong with a plan. */
  Checked check(Request request, Prepared prepared);

  /**
   * What the plan does not say of itself, one line each: units that an operator has changed at run
   * time, and what systemd stops or restarts along.
   */
  List<String> foreseen(Prepared prepared);

  /**
   * Shows what would be done with the units of each logged-in user, on this program's outputs.
   *
   * @param lines is told of each user before, and of each problem
   */
  void showUsers(Request request, Prepared prepared, Consumer<String> lines);

  /**
   * Carries a plan out.
   *
   * @return always, also when the bus is lost half-way
   */
  ActivationReport activate(
      Request request, Prepared prepared, Checked checked, Action action, Announcer announcer);
}
