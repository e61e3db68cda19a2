package dev.steadfast.cli;

import dev.steadfast.diff.UnitChange;
import dev.steadfast.diff.UnitDiff;
import dev.steadfast.plan.Companion;
import dev.steadfast.plan.FstabEdit;
import dev.steadfast.plan.Neighbours;
import dev.steadfast.policy.PolicySet;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.Fstab;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What two generations say of the units around those that differ. */
final class Surroundings {
  private static final UnitName SYSINIT = new UnitName("sysinit-reactivation.target");
  private static final SettingKey ACCEPT = new SettingKey("Socket", "Accept");
  private static final SettingKey SERVICE = new SettingKey("Socket", "Service");
  private static final SettingKey RECONFIGURED = new SettingKey("Unit", "X-StopOnReconfiguration");
  private static final Path FSTAB = Path.of("etc/fstab");
  private static final List<String> YES = List.of("1", "yes", "true", "on");

  private final SystemRoot root;
  private final PolicySet policies;
  private final Generation old;
  private final Generation next;

  Surroundings(SystemRoot root, PolicySet policies, Generation old, Generation next) {
    this.root = root;
    this.policies = policies;
    this.old = old;
    this.next = next;
  }

  /**
   * What the steps of the changes depend on.
   *
   * @param up all units that are up, and of these the instances
   */
  Neighbours of(List<UnitChange> changes, SortedSet<UnitName> up, SortedSet<UnitName> instances) {
    return new Neighbours(
        perConnection(instances),
        companions(changes),
        listeners(changes),
        next.entry(SYSINIT).isPresent() ? next.wants(SYSINIT) : new TreeSet<>(),
        reconfigured(up));
  }

  /** Whether the next generation has the target through which early services run again. */
  boolean hasReactivation() {
    return isInNext(SYSINIT);
  }

  /** How the next {@code fstab} differs. */
  List<FstabEdit> fstab() throws IOException {
    return FstabEdit.between(fstab(old), fstab(next));
  }

  /** Devices that the next {@code fstab} does not swap to any more. */
  List<String> vanishedSwaps() throws IOException {
    SortedSet<String> devices = new TreeSet<>(fstab(old).swaps().keySet());
    devices.removeAll(fstab(next).swaps().keySet());
    return List.copyOf(devices);
  }

  private Fstab fstab(Generation generation) throws IOException {
    return Fstab.read(root, generation.toplevel().resolve(FSTAB));
  }

  private boolean isInNext(UnitName unit) {
    return next.entry(unit).map(entry -> !entry.masked()).orElse(false);
  }

  private Optional<UnitFile> inNext(UnitName unit) {
    return isInNext(unit)
        ? next.unit(unit).map(Optional::of).orElse(problems -> Optional.empty())
        : Optional.empty();
  }

  /** The files of units that are asked for by name. */
  SortedMap<UnitName, UnitFile> files(SortedSet<UnitName> units) {
    SortedMap<UnitName, UnitFile> files = new TreeMap<>();
    for (UnitName unit : units) {
      inNext(unit).ifPresent(file -> files.put(unit, file));
    }
    return files;
  }

  /** Those of the units that the next generation has. */
  SortedSet<UnitName> known(SortedSet<UnitName> units) {
    SortedSet<UnitName> known = new TreeSet<>(units);
    known.removeIf(unit -> !isInNext(unit));
    return known;
  }

  private SortedSet<UnitName> reconfigured(SortedSet<UnitName> up) {
    SortedSet<UnitName> found = new TreeSet<>();
    for (UnitName unit : up) {
      if (unit.type() == UnitType.TARGET && isYes(inNext(unit), RECONFIGURED)) {
        found.add(unit);
      }
    }
    return found;
  }

  private static boolean isYes(Optional<UnitFile> unit, SettingKey key) {
    List<String> values = unit.map(file -> file.values(key)).orElse(List.of());
    return !values.isEmpty() && YES.contains(values.getLast());
  }

  private SortedMap<UnitName, SortedMap<UnitName, UnitFile>> listeners(List<UnitChange> changes) {
    SortedMap<UnitName, SortedMap<UnitName, UnitFile>> listeners = new TreeMap<>();
    for (UnitChange change : changes) {
      if (change.unit().type() == UnitType.SOCKET) {
        listeners.put(change.unit(), files(servicesOf(change)));
      }
    }
    return listeners;
  }

  /** The services of those of the units that are sockets of the next generation. */
  SortedMap<UnitName, SortedSet<UnitName>> listenersOf(SortedSet<UnitName> units) {
    SortedMap<UnitName, SortedSet<UnitName>> listeners = new TreeMap<>();
    for (UnitName unit : units) {
      Optional<UnitFile> file = unit.type() == UnitType.SOCKET ? inNext(unit) : Optional.empty();
      if (file.isPresent()) {
        listeners.put(unit, servicesOf(unit, List.of(file.get())));
      }
    }
    return listeners;
  }

  /** Of both sides: the service that runs was started by the old one. */
  private static SortedSet<UnitName> servicesOf(UnitChange socket) {
    List<UnitFile> sides =
        switch (socket) {
          case UnitChange.Added added -> List.of(added.after());
          case UnitChange.Modified modified -> List.of(modified.before(), modified.after());
          case UnitChange.Removed removed -> List.of();
        };
    return servicesOf(socket.unit(), sides);
  }

  private static SortedSet<UnitName> servicesOf(UnitName socket, List<UnitFile> sides) {
    SortedSet<UnitName> services = new TreeSet<>();
    for (UnitFile side : sides) {
      if (!isYes(Optional.of(side), ACCEPT)) {
        List<String> named = side.values(SERVICE);
        String sameName = socket.stem() + ".service";
        Optional<UnitName> name = UnitName.parse(named.isEmpty() ? sameName : named.getLast());
        if (name.isPresent()) {
          services.add(name.get());
        }
      }
    }
    return services;
  }

  private SortedMap<UnitName, Companion> companions(List<UnitChange> changes) {
    SortedMap<UnitName, Companion> companions = new TreeMap<>();
    for (UnitChange change : changes) {
      if (change instanceof UnitChange.Modified modified) {
        Companion.targetOf(modified.after())
            .ifPresent(
                target -> companions.put(change.unit(), new Companion(target, isCompared(target))));
      }
    }
    return companions;
  }

  /** Whether a policy finds in a unit all that it knows of. */
  private boolean isCompared(UnitName target) {
    Optional<UnitFile> unit = inNext(target);
    try {
      return unit.isPresent()
          && UnitDiff.locates(next.view(), unit.get(), policies.artefactsOf(unit.get()));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Running instances that a socket with {@code Accept=yes} starts, one per connection. */
  private SortedSet<UnitName> perConnection(SortedSet<UnitName> instances) {
    SortedSet<UnitName> found = new TreeSet<>();
    for (UnitName instance : instances) {
      String stem = instance.stem();
      UnitName socket = new UnitName(stem.substring(0, stem.indexOf('@')) + ".socket");
      Predicate<Generation> accepts = generation -> acceptsConnections(generation, socket);
      if (accepts.test(old) || accepts.test(next)) {
        found.add(instance);
      }
    }
    return found;
  }

  private static boolean acceptsConnections(Generation generation, UnitName socket) {
    return generation.entry(socket).isPresent()
        && isYes(
            generation.unit(socket).map(Optional::of).orElse(problems -> Optional.empty()), ACCEPT);
  }
}
