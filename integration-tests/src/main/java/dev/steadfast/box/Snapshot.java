package dev.steadfast.box;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The state of a box that must be the same before and after an action that touches nothing: state,
 * invocation and main process of every unit, queued jobs, the mounts of systemd and of every main
 * process, all of {@code /etc}, what is in {@code /run}, and the files of given directories. Two
 * snapshots of an idle box are equal.
 *
 * @param facts value of each fact; keys are for people
 */
public record Snapshot(SortedMap<String, String> facts) {
  public Snapshot {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  static Snapshot of(Box box, List<String> directories) {
    List<String> argv =
        Stream.concat(
                Stream.of("bash", "-c", Resource.text("snapshot.sh"), "snapshot.sh"),
                directories.stream())
            .toList();
    SortedMap<String, String> facts = new TreeMap<>();
    for (String line : box.run(Command.of(argv), Box.SOON).orThrow().out().lines().toList()) {
      int tab = line.indexOf('\t');
      facts.put(line.substring(0, tab), line.substring(tab + 1));
    }
    return new Snapshot(facts);
  }

  /** What is different in a later one, one fact a line; empty if and only if they are equal. */
  public List<String> differences(Snapshot later) {
    SortedSet<String> keys = new TreeSet<>(facts.keySet());
    keys.addAll(later.facts.keySet());
    List<String> lines = new ArrayList<>();
    for (String key : keys) {
      String before = facts.getOrDefault(key, "(none)");
      String after = later.facts.getOrDefault(key, "(none)");
      if (!before.equals(after)) {
        lines.add(key + ": " + before + " -> " + after);
      }
    }
    return lines;
  }
}
