package dev.steadfast.policy;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads all policies of one run: the shipped ones, and the operator's laid over those of the same
 * name, row by row.
 */
public final class PolicySetReader {
  private final PolicyFiles shipped;
  private final PolicyFiles operator;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private PolicySetReader(PolicyFiles shipped, PolicyFiles operator) {
    this.shipped = shipped;
    this.operator = operator;
  }

  /**
   * The policies in order of their names; rejected with all problems of all files if there is one.
   */
  public static Parsed<PolicySet> read(PolicyFiles shipped, PolicyFiles operator) {
    return layers(shipped, operator)
        .map(all -> new PolicySet(all.stream().map(Layers::policy).toList()));
  }

  /** The policies with the files that each was made of. */
  static Parsed<List<Layers>> layers(PolicyFiles shipped, PolicyFiles operator) {
    return new PolicySetReader(shipped, operator).layers();
  }

  private Parsed<List<Layers>> layers() {
    SortedMap<String, SourceText> tables = new TreeMap<>(shipped.tables());
    SortedMap<String, PolicyDraft> below = drafts(shipped, new Tables(tables));
    boolean shippedIsWhole = !hasErrors();
    tables.putAll(operator.tables());
    SortedMap<String, PolicyDraft> above = drafts(operator, new Tables(tables));
    List<Layers> policies = shippedIsWhole ? assemble(below, above) : List.of();
    return hasErrors()
        ? new Parsed.Rejected<>(diagnostics)
        : new Parsed.Accepted<>(policies, diagnostics);
  }

  private boolean hasErrors() {
    return diagnostics.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  private SortedMap<String, PolicyDraft> drafts(PolicyFiles files, Tables tables) {
    diagnostics.addAll(files.diagnostics());
    SortedMap<String, PolicyDraft> drafts = new TreeMap<>();
    for (SourceText source : files.policies()) {
      switch (PolicyFileParser.parse(source, tables)) {
        case Parsed.Accepted<PolicyDraft>(PolicyDraft draft, List<Diagnostic> _) ->
            put(drafts, draft);
        case Parsed.Rejected<PolicyDraft>(List<Diagnostic> problems) ->
            diagnostics.addAll(problems);
      }
    }
    diagnostics.addAll(tables.diagnostics());
    return drafts;
  }

  private void put(SortedMap<String, PolicyDraft> drafts, PolicyDraft draft) {
    PolicyDraft other = drafts.putIfAbsent(draft.name(), draft);
    if (other != null) {
      String summary = "a second policy '" + draft.name() + "'";
      String detail = "The first is " + other.place().source().file() + ": join the two.";
      diagnostics.add(draft.place().error(summary, detail));
    }
  }

  private List<Layers> assemble(
      SortedMap<String, PolicyDraft> below, SortedMap<String, PolicyDraft> above) {
    List<Layers> policies = new ArrayList<>();
    List<String> shippedNames = List.copyOf(below.keySet());
    SortedSet<String> names = new TreeSet<>(below.keySet());
    names.addAll(above.keySet());
    for (String name : names) {
      Optional<PolicyDraft> lower = Optional.ofNullable(below.get(name));
      Optional<PolicyDraft> upper = Optional.ofNullable(above.get(name));
      switch (PolicyAssembly.of(lower, upper, shippedNames)) {
        case Parsed.Accepted<Policy>(Policy policy, List<Diagnostic> _) ->
            policies.add(new Layers(policy, lower, upper));
        case Parsed.Rejected<Policy>(List<Diagnostic> problems) -> diagnostics.addAll(problems);
      }
    }
    return policies;
  }
}
