package dev.steadfast.plan;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.policy.ChangeDetection;
import dev.steadfast.policy.Policy;
import dev.steadfast.policy.PolicyArtefact;
import dev.steadfast.policy.Reads;
import dev.steadfast.store.StorePath;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Chooses how one changed artefact reaches the process, or says why it cannot. */
final class HandoverChoice {
  private static final Path STATE = Path.of("/run/steadfast");
  private final UnitChange.Modified change;
  private final Policy policy;
  private final ProcessFacts facts;
  private final Names names;

  HandoverChoice(UnitChange.Modified change, Policy policy, ProcessFacts facts, Names names) {
    this.change = change;
    this.policy = policy;
    this.facts = facts;
    this.names = names;
  }

  /** Where the derived copies of a unit are, each named after the store path of its source. */
  static Path copies(UnitName unit) {
    return STATE.resolve(unit.value());
  }

  /** A handover, or what stands in its way and what would remove it. */
  sealed interface Choice {
    record Possible(Handover handover) implements Choice {}

    record Blocked(String why) implements Choice {}
  }

  Choice forArtefact(Artefact artefact) {
    PolicyArtefact rules = policy.artefact(artefact.name()).orElseThrow();
    if (rules.reads() != Reads.ON_RELOAD) {
      return new Choice.Blocked(
          "the daemon may open " + artefact.name() + " at any time, so it cannot be replaced live");
    }
    if (artefact.before().isEmpty() || artefact.after().isEmpty()) {
      return new Choice.Blocked(artefact.name() + " is not in both generations");
    }
    Path next = artefact.after().get();
    return switch (rules.handover()) {
      case STABLE -> stable(rules, artefact, next);
      case BIND -> bind(rules, artefact, next);
      case RELINK -> relink(rules, artefact, next);
      case RELOAD_COMMAND ->
          new Choice.Blocked("this version does not hand over what a reload command reads itself");
    };
  }

  private Choice stable(PolicyArtefact rules, Artefact artefact, Path next) {
    return knownAs(rules, artefact)
        .<Choice>map(path -> new Choice.Possible(new Handover.Stable(path, next)))
        .orElseGet(() -> unknownPath(artefact));
  }

  private Choice bind(PolicyArtefact rules, Artefact artefact, Path next) {
    Optional<Path> known = knownAs(rules, artefact);
    if (known.isEmpty()) {
      return unknownPath(artefact);
    }
    if (rules.changeDetection() != ChangeDetection.CONTENT) {
      return new Choice.Blocked(
          "the daemon does not look at the content of "
              + artefact.name()
              + " to see that it is new, so a mount over it may go unnoticed");
    }
    if (!facts.ownMountNamespace()) {
      return new Choice.Blocked(
          "the process has no mount namespace of its own, so "
              + artefact.name()
              + " cannot be handed over; PrivateTmp=yes or another sandboxing setting gives it one");
    }
    int depth = facts.mounts().getOrDefault(known.get(), 0);
    if (depth >= rules.maxDepth()) {
      return new Choice.Blocked(
          depth
              + " mounts are stacked on "
              + known.get()
              + " already, as many as the policy allows");
    }
    return new Choice.Possible(new Handover.Bind(known.get(), next));
  }

  private Choice relink(PolicyArtefact rules, Artefact artefact, Path next) {
    Optional<Path> known = rules.at().flatMap(names::text).map(Path::of);
    if (known.isEmpty()) {
      return unknownPath(artefact);
    }
    SortedMap<ConfigKey, String> kept = namesThatTheProcessKnows(artefact.name());
    if (kept.isEmpty()) {
      return new Choice.Possible(new Handover.Relink(known.get(), next, Optional.empty()));
    }
    Optional<StorePath> store = StorePath.holding(next);
    if (store.isEmpty()) {
      return new Choice.Blocked(next + " is not in the store");
    }
    Path copy = copies(change.unit()).resolve(store.get().hash() + "-" + next.getFileName());
    Handover.Derived derived = new Handover.Derived(next, rules.spec().dialect(), kept);
    return new Choice.Possible(new Handover.Relink(known.get(), copy, Optional.of(derived)));
  }

  /** Values that name another artefact by a path which the process cannot change while it runs. */
  private SortedMap<ConfigKey, String> namesThatTheProcessKnows(String outer) {
    SortedMap<ConfigKey, String> kept = new TreeMap<>();
    for (Artefact nested : change.artefacts()) {
      Source source = policy.artefact(nested.name()).orElseThrow().spec().source();
      if (source instanceof Source.InArtefact(String in, ConfigKey key)
          && in.equals(outer)
          && nested.before().isPresent()
          && !nested.before().equals(nested.after())) {
        kept.put(key, nested.before().get().toString());
      }
    }
    return kept;
  }

  private Optional<Path> knownAs(PolicyArtefact rules, Artefact artefact) {
    return rules.at().isPresent()
        ? rules.at().flatMap(names::text).map(Path::of)
        : artefact.before();
  }

  private static Choice unknownPath(Artefact artefact) {
    return new Choice.Blocked(
        "it is not known under which path the process has " + artefact.name());
  }
}
