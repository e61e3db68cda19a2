package dev.steadfast.diff;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.store.SystemRoot;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one unit's process really runs from, as read from the live process; takes the place of the
 * old generation wherever it says something.
 *
 * @param view the process's own file system, {@code /proc/PID/root}
 * @param artefacts path of each artefact as the process knows it; read through {@code view}
 * @param loaded for a path of an artefact the file on the host whose content the process has
 *     loaded, where that is known to be another one than what the path shows now: an interrupted
 *     switch handed over what it never told the process to read
 * @param running per artefact the values that the process runs with where it says that they differ
 *     from its file (settings that wait for a restart)
 * @param program the main process's executable, empty if it could not be read
 * @param environment what the main process was started with, empty if it could not be read
 * @param unknown what could not be found out, for people
 */
public record Baseline(
    SystemRoot view,
    SortedMap<String, Path> artefacts,
    SortedMap<Path, Path> loaded,
    SortedMap<String, SortedMap<ConfigKey, RunningValue>> running,
    Optional<Path> program,
    SortedMap<String, String> environment,
    List<String> unknown) {
  public Baseline {
    artefacts = Collections.unmodifiableSortedMap(new TreeMap<>(artefacts));
    loaded = Collections.unmodifiableSortedMap(new TreeMap<>(loaded));
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    unknown = List.copyOf(unknown);
    running = Collections.unmodifiableSortedMap(new TreeMap<>(running));
  }
}
