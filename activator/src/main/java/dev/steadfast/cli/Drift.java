package dev.steadfast.cli;

import dev.steadfast.activate.HandedOver;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diff.Baseline;
import dev.steadfast.process.LiveProcess;
import dev.steadfast.process.ProcFs;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How what a process finds under its paths differs from what it has loaded. */
final class Drift {
  private final SystemRoot host;
  private final SortedMap<Path, Path> loaded = new TreeMap<>();
  private final SortedMap<Path, Path> pushed = new TreeMap<>();
  private final SortedSet<Path> lost = new TreeSet<>();
  private final SortedSet<Path> notLoaded = new TreeSet<>();
  private final List<String> unknown = new ArrayList<>();

  private Drift(SystemRoot host) {
    this.host = host;
  }

  /** By what earlier switches have written down of the process. */
  static Drift of(
      SystemRoot host, LiveProcess process, ProcFs processes, Parsed<Optional<HandedOver>> record)
      throws IOException {
    Drift drift = new Drift(host);
    switch (record) {
      case Parsed.Rejected<Optional<HandedOver>>(List<Diagnostic> problems) ->
          drift.unknown.add(
              "what was handed over to the process is not known: "
                  + problems.getFirst().render().lines().findFirst().orElse(""));
      case Parsed.Accepted<Optional<HandedOver>>(Optional<HandedOver> known, var warnings) -> {
        if (known.isPresent()) {
          drift.add(process, processes, known.get());
        }
      }
    }
    return drift;
  }

  private void add(LiveProcess process, ProcFs processes, HandedOver record) throws IOException {
    notLoaded.addAll(record.notLoaded());
    for (Map.Entry<Path, Path> each : record.pushed().entrySet()) {
      put(each.getKey(), each.getValue(), pushed);
    }
    for (Map.Entry<Path, Path> bound : record.bound().entrySet()) {
      boolean isMounted = process.mounts().containsKey(bound.getKey());
      boolean isThere = host.exists(bound.getValue());
      boolean shows = processes.shows(process, bound.getKey(), host, bound.getValue());
      if (isThere ? !shows : !isMounted) {
        lost.add(bound.getKey());
        put(bound.getKey(), bound.getValue(), loaded);
      }
    }
  }

  private void put(Path path, Path content, SortedMap<Path, Path> known) throws IOException {
    if (host.exists(content)) {
      known.put(path, content);
    } else {
      unknown.add("what the process has loaded as " + path + " was " + content + ", which is gone");
    }
  }

  /**
   * An interrupted switch handed files over and may not have told the process of them.
   *
   * @param before what paths showed before that switch
   * @param artefacts paths that stand for their content alone; the others are included by these
   */
  void interrupted(SortedMap<Path, Path> before, Collection<Path> artefacts) {
    for (Map.Entry<Path, Path> each : before.entrySet()) {
      if (artefacts.contains(each.getKey())) {
        loaded.put(each.getKey(), each.getValue());
      } else {
        notLoaded.addAll(artefacts);
      }
    }
  }

  Baseline.Drifted drifted() {
    return new Baseline.Drifted(loaded, pushed, lost, notLoaded);
  }

  List<String> unknown() {
    return unknown;
  }
}
