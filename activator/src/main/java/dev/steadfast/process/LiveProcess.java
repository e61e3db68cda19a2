package dev.steadfast.process;

import dev.steadfast.store.SystemRoot;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The main process of a service, as {@code /proc} shows it at one moment.
 *
 * @param argv {@code /proc/PID/cmdline}; a program may have rewritten it
 * @param environment as at exec
 * @param ownMountNamespace not the one of PID 1
 * @param mounts mount points of its namespace with the number of mounts stacked on each; only those
 *     in the store
 * @param shown for paths that were asked about what the process finds there, by its path on the
 *     host; those without such a path are left out
 * @param mounted files on the host that are mounted in its part of the store, those too over which
 *     others lie
 * @param hidden paths that the next configuration needs and that it does not see, as far as they
 *     were asked about
 * @param strangers processes of its control group that are in another mount namespace
 * @param view its own file system, {@code /proc/PID/root}
 */
public record LiveProcess(
    Identity identity,
    List<String> argv,
    SortedMap<String, String> environment,
    boolean ownMountNamespace,
    SortedMap<Path, Integer> mounts,
    SortedMap<Path, Path> shown,
    SortedSet<Path> mounted,
    SortedSet<Path> hidden,
    List<Long> strangers,
    SystemRoot view) {
  public LiveProcess {
    argv = List.copyOf(argv);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    mounts = Collections.unmodifiableSortedMap(new TreeMap<>(mounts));
    shown = Collections.unmodifiableSortedMap(new TreeMap<>(shown));
    mounted = Collections.unmodifiableSortedSet(new TreeSet<>(mounted));
    hidden = Collections.unmodifiableSortedSet(new TreeSet<>(hidden));
    strangers = List.copyOf(strangers);
  }

  LiveProcess withShown(SortedMap<Path, Path> paths, SortedSet<Path> files) {
    return new LiveProcess(
        identity,
        argv,
        environment,
        ownMountNamespace,
        mounts,
        paths,
        files,
        hidden,
        strangers,
        view);
  }

  LiveProcess withHidden(SortedSet<Path> paths) {
    return new LiveProcess(
        identity,
        argv,
        environment,
        ownMountNamespace,
        mounts,
        shown,
        mounted,
        paths,
        strangers,
        view);
  }

  LiveProcess withStrangers(List<Long> pids) {
    return new LiveProcess(
        identity, argv, environment, ownMountNamespace, mounts, shown, mounted, hidden, pids, view);
  }
}
