package dev.steadfast.report;

import dev.steadfast.activate.Announcement;
import dev.steadfast.activate.Announcement.Verb;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists;
import dev.steadfast.systemd.JobType;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The lines of NixOS's own switch-to-configuration, letter by letter: other programs read them.
 *
 * @param scope whose units they speak of
 */
public record ContractText(Scope scope) {
  /** What is said when an activation script asks for units by a list. */
  private static final String DEPRECATED =
      "WARN: restarting or reloading systemd units from the activation script is deprecated and"
          + " will be removed in NixOS 26.11.";

  private static final Comparator<String> BY_LOWER_CASE =
      Comparator.comparing((String name) -> name.toLowerCase(Locale.ROOT))
          .thenComparing(Comparator.naturalOrder());

  /** Whose units. */
  public enum Scope {
    SYSTEM("", "units", ""),
    USER("", "user units", "user unit "),
    /** Units that changed hands while the user's own activation ran. */
    USER_AFTER_ACTIVATION(" (post-activation)", "user units", "user unit ");

    private final String afterVerb;
    private final String units;
    private final String unit;

    Scope(String afterVerb, String units, String unit) {
      this.afterVerb = afterVerb;
      this.units = units;
      this.unit = unit;
    }
  }

  /** The lines of a moment, without line ends; none if that program says nothing then. */
  public List<String> of(Announcement what) {
    return switch (what) {
      case Announcement.SwapOff(String device) -> List.of("stopping swap device: " + device);
      case Announcement.SwapStays(String device, String why) ->
          List.of("Failed to stop swapping to " + device + ": " + why);
      case Announcement.Units(Verb verb, var units) -> List.of(now(verb) + list(units));
      case Announcement.Activating() -> List.of("activating the configuration...");
      case Announcement.ScriptFailed() -> List.of("Failed to run activate script");
      case Announcement.ListsFound() -> List.of(DEPRECATED);
      case Announcement.Reexecuting() -> List.of("restarting systemd...");
      case Announcement.ReactivatingSysinit() -> List.of("restarting sysinit-reactivation.target");
      case Announcement.UserUnits(String user) ->
          List.of("reloading user units for " + user + "...");
      case Announcement.UserFailed(String user) ->
          List.of("warning: user activation for " + user + " failed");
      case Announcement.JobFailed(JobType type, UnitName unit) -> List.of(failed(type, unit));
      case Announcement.NotQueued(JobType type, UnitName unit, String why) ->
          List.of(failed(type, unit) + ": " + why);
      case Announcement.Begun(var units) ->
          List.of("the following new units were started: " + list(units));
      case Announcement.Failed(var units) -> failed(units);
      case Announcement.Waiting _, Announcement.WaitOver _ -> List.of();
    };
  }

  private String now(Verb verb) {
    String word =
        switch (verb) {
          case STOP -> "stopping";
          case SKIP -> "NOT restarting";
          case RELOAD -> "reloading";
          case RESTART -> "restarting";
          case START -> "starting";
        };
    boolean isChanged = verb == Verb.SKIP && scope == Scope.SYSTEM;
    return word
        + scope.afterVerb
        + " the following "
        + (isChanged ? "changed " : "")
        + scope.units
        + ": ";
  }

  private String failed(JobType type, UnitName unit) {
    return "Failed to " + type.name().toLowerCase(Locale.ROOT) + " " + scope.unit + unit;
  }

  private List<String> failed(Collection<UnitName> units) {
    String line = "warning: the following " + scope.units + " failed: " + list(units);
    return switch (scope) {
      case SYSTEM -> List.of(line);
      case USER, USER_AFTER_ACTIVATION ->
          List.of(
              line,
              "See `systemctl --user status " + list(units).replace(", ", " ") + "` for details.");
    };
  }

  /** The lines of a dry run until the dry activation script has run. */
  public List<String> forecast(Plan plan, PlanLists.Targets targets) {
    PlanLists lists = PlanLists.of(plan, targets);
    List<String> lines = new ArrayList<>();
    plan.manager().swapsOff().forEach(device -> lines.add("would stop swap device: " + device));
    add("would stop the following " + scope.units + ": ", lists.stop(), lines);
    switch (scope) {
      case SYSTEM -> {
        add("would NOT stop the following changed units: ", lists.skip(), lines);
        lines.add("would activate the configuration...");
      }
      case USER, USER_AFTER_ACTIVATION ->
          add("would NOT restart the following user units: ", lists.skip(), lines);
    }
    return lines;
  }

  /**
   * The lines of a dry run after the dry activation script.
   *
   * @param plan with what the script has asked for
   * @param asked whether it has left a list
   */
  public List<String> forecastAfterScript(Plan plan, PlanLists.Targets targets, boolean asked) {
    PlanLists lists = PlanLists.of(plan, targets);
    List<String> lines = new ArrayList<>();
    if (asked) {
      lines.add(DEPRECATED);
    }
    if (plan.manager().reexecute()) {
      lines.add("would restart systemd");
    }
    add("would reload the following " + scope.units + ": ", lists.reload(), lines);
    add("would restart the following " + scope.units + ": ", lists.restart(), lines);
    add("would start the following " + scope.units + ": ", lists.start(), lines);
    return lines;
  }

  private static void add(String words, Collection<UnitName> units, List<String> lines) {
    if (!units.isEmpty()) {
      lines.add(words + list(units));
    }
  }

  private static String list(Collection<UnitName> units) {
    return String.join(", ", units.stream().map(UnitName::value).sorted(BY_LOWER_CASE).toList());
  }
}
