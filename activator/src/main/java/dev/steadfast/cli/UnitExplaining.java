package dev.steadfast.cli;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diff.Change;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.plan.ChangedFile;
import dev.steadfast.plan.Explaining;
import dev.steadfast.plan.Explanation;
import dev.steadfast.plan.PlanInput;
import dev.steadfast.policy.Spelling;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.UnitEntry;
import dev.steadfast.unit.UnitName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Explains units of a plan, and says of the others why the plan has no step for them. */
final class UnitExplaining {
  private final Generation old;
  private final Generation next;
  private final PlanInput input;
  private final Explaining explaining;

  UnitExplaining(Generation old, Generation next, PlanInput input) {
    this.old = old;
    this.next = next;
    this.input = input;
    this.explaining = new Explaining(input);
  }

  /** Rejected if neither generation has the unit, with the name that is closest. */
  Parsed<Explanation> explain(UnitName unit) {
    Optional<Explanation> explanation = explaining.of(unit, files(unit));
    if (explanation.isPresent()) {
      return Parsed.of(explanation.get());
    }
    List<UnitEntry> entries =
        Stream.of(next.entry(unit), old.entry(unit)).flatMap(Optional::stream).toList();
    return entries.isEmpty()
        ? Parsed.rejected(unknown(unit))
        : Parsed.of(
            Explanation.withoutStep(unit, input.observed().basis(), sentence(unit, entries)));
  }

  private Map<Change, ChangedFile> files(UnitName unit) {
    for (UnitChange change : input.changes()) {
      if (change.unit().equals(unit) && change instanceof UnitChange.Modified modified) {
        return new ChangedFiles(old, next, input, modified).all();
      }
    }
    return Map.of();
  }

  private Diagnostic unknown(UnitName unit) {
    SortedSet<String> known = new TreeSet<>();
    old.names().forEach(name -> known.add(name.value()));
    next.names().forEach(name -> known.add(name.value()));
    return Diagnostic.error(
        Location.of(next.toplevel()),
        "no unit " + unit + " in this generation, and none in the old one",
        Spelling.closest(unit.value(), known)
            .map(name -> "Did you mean " + name + "?")
            .orElse("steadfast plan shows all units that differ."));
  }

  private String sentence(UnitName unit, List<UnitEntry> entries) {
    Optional<UnitName> alias = entries.getFirst().aliasOf();
    if (alias.isPresent()) {
      return "another name of " + alias.get() + ", which is to be explained in its place";
    }
    if (unit.isTemplate()) {
      return "a template, which never runs itself; " + instances(unit);
    }
    if (entries.stream().allMatch(UnitEntry::masked)) {
      return "masked, so it cannot run in either generation";
    }
    boolean isCompared = old.names().contains(unit) || input.observed().units().containsKey(unit);
    return unit.instance().isPresent() && !isCompared
        ? "an instance that does not run; its next start takes what its template says then"
        : "nothing about it differs, so the plan has no step for it";
  }

  private String instances(UnitName template) {
    List<String> planned =
        explaining.plan().steps().keySet().stream()
            .filter(unit -> unit.template().equals(Optional.of(template)))
            .map(UnitName::value)
            .toList();
    return planned.isEmpty()
        ? "no instance that the plan knows of differs"
        : "its instances in the plan: " + String.join(", ", planned);
  }
}
