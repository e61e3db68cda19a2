package dev.steadfast.activate;

import dev.steadfast.activate.Child.Ran;
import dev.steadfast.config.Cell;
import dev.steadfast.config.ConfigContent;
import dev.steadfast.config.ConfigSource;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.ValidationSpec;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Checks the next configuration before anything is touched. */
final class Validations {
  /** A shell's and setpriv's words for "cannot be executed" and "not found". */
  private static final int FIRST_NOT_RUN = 126;

  private static final int LAST_NOT_RUN = 127;
  private final UserCommand commands;
  private final SystemRoot host;
  private final NextEtc etc;

  /**
   * @param etc what the commands see as {@code /etc}
   */
  Validations(UserCommand commands, SystemRoot host, NextEtc etc) {
    this.commands = commands;
    this.host = host;
    this.etc = etc;
  }

  /** What one check found; the texts hold no value of a setting. */
  sealed interface Finding {
    /** The configuration must not be used. */
    record Invalid(String why) implements Finding {}

    /** The check could not be made, which says nothing of the configuration. */
    record NotValidated(String why) implements Finding {}
  }

  /** What the checks of one step find, in their order; empty if all is well. */
  List<Finding> check(Step step) {
    List<Finding> findings = new ArrayList<>();
    for (ValidationSpec spec : of(step)) {
      switch (spec) {
        case ValidationSpec.Command command -> findings.addAll(run(step.unit(), command));
        case ValidationSpec.ColumnIn column -> findings.addAll(read(step.unit(), column));
        case ValidationSpec.QueryEmpty rehearsal -> {}
      }
    }
    return findings;
  }

  static List<ValidationSpec> of(Step step) {
    return switch (step) {
      case Step.Reload reload -> reload.validations();
      case Step.Restart restart -> restart.validations();
      case Step.StopStart stopStart -> stopStart.validations();
      case Step.Keep _, Step.Relisten _, Step.Start _, Step.Stop _ -> List.of();
    };
  }

  private List<Finding> run(UnitName unit, ValidationSpec.Command command) {
    String subject = unit + ": " + command.artefact() + ": ";
    return switch (commands.run(command.argv(), command.runAs(), command.deadline(), etc::around)) {
      case Ran.Exited(int code, Child.Output out, Child.Output err) when code == 0 -> List.of();
      case Ran.Exited(int code, Child.Output out, Child.Output err)
          when isNotRun(code) || err.text().startsWith("unshare: ") ->
          notValidated(subject + "the check cannot be run: " + Masked.firstLine(err.text()));
      case Ran.Exited(int code, Child.Output out, Child.Output err) ->
          List.of(new Finding.Invalid(subject + "error: " + Masked.problem(err.text())));
      case Ran.Expired(var deadline) ->
          notValidated(subject + "the check did not end within " + deadline.toSeconds() + " s");
      case Ran.NotStarted(String why) -> notValidated(subject + "the check cannot be run: " + why);
    };
  }

  private static boolean isNotRun(int code) {
    return code >= FIRST_NOT_RUN && code <= LAST_NOT_RUN;
  }

  private static List<Finding> notValidated(String why) {
    return List.of(new Finding.NotValidated(why));
  }

  private List<Finding> read(UnitName unit, ValidationSpec.ColumnIn spec) {
    try {
      ConfigSource source = new ConfigSource(host, spec.artefact(), host.text(spec.artefact()));
      return switch (spec.dialect()
          .parse(source, Collections.unmodifiableSortedMap(new TreeMap<>()))) {
        case Parsed.Accepted<ConfigContent>(ConfigContent content, List<Diagnostic> warnings) ->
            cells(unit, spec, content);
        case Parsed.Rejected<ConfigContent>(List<Diagnostic> problems) ->
            problems.stream().map(problem -> invalid(unit, problem.render())).toList();
      };
    } catch (IOException unreadable) {
      return List.of(invalid(unit, Why.of(unreadable)));
    }
  }

  private static List<Finding> cells(
      UnitName unit, ValidationSpec.ColumnIn spec, ConfigContent content) {
    List<Finding> findings = new ArrayList<>();
    for (Cell cell : content.column(spec.column())) {
      if (!cell.value().isEmpty() && !spec.values().contains(cell.value())) {
        String problem = ": error: " + spec.column() + " is not one that is known: ";
        findings.add(invalid(unit, cell.location() + problem + spec.because()));
      }
    }
    return findings;
  }

  private static Finding invalid(UnitName unit, String problem) {
    return new Finding.Invalid(unit + ": " + problem);
  }
}
