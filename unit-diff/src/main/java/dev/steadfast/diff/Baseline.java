package dev.steadfast.diff;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.store.SystemRoot;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one unit's process really runs from, as read from the live process; takes the place of the
 * old generation wherever it says something.
 *
 * @param view the process's own file system, {@code /proc/PID/root}
 * @param artefacts path of each artefact as the process knows it; read through {@code view}
 * @param drifted where what the process finds is not what it has loaded
 * @param running per artefact the values that the process runs with where it says that they differ
 *     from its file (settings that wait for a restart)
 * @param program the main process's executable, empty if it could not be read
 * @param environment what the main process was started with, empty if it could not be read
 * @param unknown what could not be found out, for people
 */
public record Baseline(
    SystemRoot view,
    SortedMap<String, Path> artefacts,
    Drifted drifted,
    SortedMap<String, SortedMap<ConfigKey, RunningValue>> running,
    Optional<Path> program,
    SortedMap<String, String> environment,
    List<String> unknown) {
  public Baseline {
    artefacts = Collections.unmodifiableSortedMap(new TreeMap<>(artefacts));
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    unknown = List.copyOf(unknown);
    running = Collections.unmodifiableSortedMap(new TreeMap<>(running));
  }

  /**
   * Paths of artefacts under which the process finds something else than it has loaded.
   *
   * @param loaded the file on the host whose content it has loaded, where that is known: an
   *     interrupted switch handed over what it never told the process to read, or a mount was lost
   * @param pushed the file on the host that a reload command has given to the process, which does
   *     not read the path itself
   * @param lost paths over which a mount lay that showed what the process has loaded, and which
   *     show something else now; the next reload by anyone would load that
   * @param notLoaded paths whose file the process was told to load and is not known to have
   */
  public record Drifted(
      SortedMap<Path, Path> loaded,
      SortedMap<Path, Path> pushed,
      SortedSet<Path> lost,
      SortedSet<Path> notLoaded) {
    public Drifted {
      pushed = Collections.unmodifiableSortedMap(new TreeMap<>(pushed));
      loaded = Collections.unmodifiableSortedMap(new TreeMap<>(loaded));
      lost = Collections.unmodifiableSortedSet(new TreeSet<>(lost));
      notLoaded = Collections.unmodifiableSortedSet(new TreeSet<>(notLoaded));
    }

    /** The process has loaded what it finds. */
    public static Drifted none() {
      return new Drifted(new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    }
  }
}
