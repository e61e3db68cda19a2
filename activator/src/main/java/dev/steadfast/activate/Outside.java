package dev.steadfast.activate;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Requests;
import java.io.IOException;
import java.util.List;

/**
 * What a switch needs of others while it goes on.
 *
 * @param announcer is told what happens
 * @param replanning makes the plan again when the activation script asks for units
 * @param users switches the units of users
 * @param swaps switches swap devices off
 */
public record Outside(Announcer announcer, Replanning replanning, Users users, Swaps swaps) {

  /** Nobody listens, nothing is asked for, no user is logged in, and there is no swap. */
  public static final Outside NOBODY =
      new Outside(
          Announcer.SILENT,
          (plan, asked) -> new Replanned(plan, List.of()),
          announcer -> List.of(),
          device -> {});

  /**
   * A plan that was made again.
   *
   * @param problems what of that which was asked for is not in it, and why
   */
  public record Replanned(Plan plan, List<String> problems) {
    public Replanned {
      problems = List.copyOf(problems);
    }
  }

  /** Answers requests that come in the middle of a switch. */
  public interface Replanning {
    /**
     * The plan with what is asked for besides.
     *
     * @param asked by the activation script
     * @return of units whose turn has passed the same steps as before
     */
    Replanned with(Plan plan, Requests asked);
  }

  /** The users who are logged in. */
  public interface Users {
    /** Switches the units of each of them, one after another; each problem is one line. */
    List<String> switchUnits(Announcer announcer);
  }

  /** The kernel's swap devices. */
  public interface Swaps {
    /** Source: swapoff(2). */
    void off(String device) throws IOException;
  }
}
