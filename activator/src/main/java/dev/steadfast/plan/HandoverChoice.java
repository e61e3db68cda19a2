package dev.steadfast.plan;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.Artefact.NextFile;
import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.policy.Policy;
import dev.steadfast.policy.PolicyArtefact;
import dev.steadfast.policy.Reads;
import dev.steadfast.store.StorePath;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Chooses how one changed artefact reaches the process, or says why it cannot. */
final class HandoverChoice {
  private static final Path STATE = Path.of("/run/steadfast");
  private static final Path ETC = Path.of("/etc");
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

  /** Handovers, or what stands in their way and what would remove it. */
  sealed interface Choice {
    /** Those of the artefact itself, then of what it includes. */
    record Possible(List<Handover> handovers) implements Choice {
      public Possible {
        handovers = List.copyOf(handovers);
      }
    }

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
    Optional<String> hidden = hidden(artefact);
    if (hidden.isPresent()) {
      return new Choice.Blocked(hidden.get());
    }
    Path next = artefact.after().get();
    return switch (rules.handover()) {
      case STABLE -> stable(rules, artefact, next);
      case BIND -> bind(rules, artefact, next);
      case RELINK -> relink(rules, artefact, next);
      case RELOAD_COMMAND -> byCommand(artefact, next);
    };
  }

  private Choice stable(PolicyArtefact rules, Artefact artefact, Path next) {
    Optional<Path> known = knownAs(rules, artefact);
    if (known.isEmpty()) {
      return unknownPath(artefact);
    }
    if (!next.equals(known.get()) && rules.at().isEmpty()) {
      return new Choice.Blocked(
          "the process has "
              + artefact.name()
              + " as "
              + known.get()
              + ", and the next unit names "
              + next);
    }
    Path file = artefact.next().isEmpty() ? next : artefact.next().getFirst().file();
    return possible(new Handover.Stable(known.get(), file), artefact);
  }

  /** A path that activation re-points needs no mount. */
  private Choice bind(PolicyArtefact rules, Artefact artefact, Path next) {
    Optional<Path> known = knownAs(rules, artefact);
    if (known.isEmpty()) {
      return unknownPath(artefact);
    }
    if (known.get().startsWith(ETC)) {
      return stable(rules, artefact, next);
    }
    return new BindObstacles(change, rules, facts)
        .of(artefact, known.get())
        .<Choice>map(Choice.Blocked::new)
        .orElseGet(() -> possible(new Handover.Bind(known.get(), next), artefact));
  }

  private Choice byCommand(Artefact artefact, Path next) {
    SortedSet<Path> named = artefact.namedByReload();
    if (!named.equals(new TreeSet<>(List.of(next)))) {
      return new Choice.Blocked(
          named.isEmpty()
              ? "the next ExecReload= does not name "
                  + artefact.name()
                  + ", so which file it would give to the process is not known"
              : "the next ExecReload= names " + named.first() + " and not " + next);
    }
    return possible(new Handover.ByCommand(artefact.before().orElseThrow(), next), artefact);
  }

  private Choice relink(PolicyArtefact rules, Artefact artefact, Path next) {
    Optional<Path> known = rules.at().flatMap(names::text).map(Path::of);
    if (known.isEmpty()) {
      return unknownPath(artefact);
    }
    SortedMap<ConfigKey, String> kept = namesThatTheProcessKnows(artefact.name());
    if (kept.isEmpty()) {
      return possible(new Handover.Relink(known.get(), next, Optional.empty()), artefact);
    }
    Optional<StorePath> store = StorePath.holding(next);
    if (store.isEmpty()) {
      return new Choice.Blocked(next + " is not in the store");
    }
    Path copy = copies(change.unit()).resolve(store.get().hash() + "-" + next.getFileName());
    Handover.Derived derived = new Handover.Derived(next, rules.spec().dialect(), kept);
    return possible(new Handover.Relink(known.get(), copy, Optional.of(derived)), artefact);
  }

  /** With what the content includes: that activation re-points, or that has a path of its own. */
  private static Choice possible(Handover handover, Artefact artefact) {
    List<Handover> all = new ArrayList<>(List.of(handover));
    for (NextFile included : artefact.next().stream().skip(1).toList()) {
      boolean isRepointed =
          included.path().startsWith(ETC) && StorePath.holding(included.file()).isPresent();
      all.add(
          isRepointed
              ? new Handover.Stable(included.path(), included.file())
              : new Handover.Named(included.path()));
    }
    return new Choice.Possible(all);
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

  /** A sandbox that shows the process less than the host has. */
  private Optional<String> hidden(Artefact artefact) {
    if (facts.hidden().isEmpty()) {
      return Optional.empty();
    }
    Path first = facts.hidden().first();
    return Optional.of(
        artefact.before().equals(Optional.of(first))
            ? "the process does not find " + first + " any more; only a restart names another path"
            : "the process does not see "
                + first
                + ", which the next configuration needs; without TemporaryFileSystem=,"
                + " RootDirectory= and InaccessiblePaths= over it, or with"
                + " BindReadOnlyPaths=/nix/store, it would");
  }

  /** The path under which the process has an artefact; empty if it is not known. */
  Optional<Path> knownAs(PolicyArtefact rules, Artefact artefact) {
    return rules.at().isPresent()
        ? rules.at().flatMap(names::text).map(Path::of)
        : artefact.before();
  }

  private static Choice unknownPath(Artefact artefact) {
    return new Choice.Blocked(
        "it is not known under which path the process has " + artefact.name());
  }
}
