package dev.steadfast.cli;

import dev.steadfast.plan.Requests;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The NixOS machine as the five actions need it, besides what systemd runs there. What goes wrong
 * is one line for the operator.
 */
interface Host {

  /**
   * Makes sure that this is a NixOS machine, that we are root, and that no other switch is under
   * way until this program ends. Source: the preconditions of NixOS's own program, in its order.
   */
  Optional<String> enter() throws IOException;

  /** Runs the checks that the system's author wants run before a switch. */
  Optional<String> preSwitchChecks(Action action);

  /**
   * Why there is nothing that a plan could be made for: {@code boot} is also done in a system that
   * does not run, such as one that is being installed.
   */
  Optional<String> cannotPlan(Action action);

  /** What a refusal does not undo: the profile points to the refused toplevel already. */
  Optional<String> profileHint(Action action);

  /** Makes the toplevel the one that is booted next. */
  Optional<String> installBootLoader(Action action);

  /** Writes what the store has in memory to its disk; a failure stops nothing. */
  Optional<String> syncStore();

  /** Why the running system's init cannot go on with the next one's units; empty if it can. */
  List<String> incompatibleInit() throws IOException;

  /** Whether the service manager is to execute itself: its program or its settings are others. */
  boolean mustReexecute() throws IOException;

  /** What an interrupted switch, of any configuration, still asks for. */
  Requests interrupted();

  /** Runs the script that tells what activation would do. */
  void dryActivate(Action action);

  /** What that script asks for, taken away; empty if it has left no list. */
  Optional<Requests> dryRequests();

  /** Prints what systemd says of units. */
  void showStatus(SortedSet<UnitName> units);

  /** Tells the system's log; {@link Stage} has the texts. */
  void log(Stage stage, int exit);

  /** What is logged of an activation. */
  enum Stage {
    BEGUN,
    ENDED
  }
}
