package dev.steadfast.activate;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The switch under way, or one that was interrupted.
 *
 * <pre>
 * steadfast-switch 1
 * from      TOPLEVEL
 * to        TOPLEVEL
 * done      UNIT  TOPLEVEL
 * starting  UNIT
 * perhaps   UNIT  TOPLEVEL
 * before    UNIT  PATH  CONTENT
 * </pre>
 *
 * <p>One fact a line, fields separated by one tab, sorted; every line ends with a newline.
 *
 * @param from toplevel whose units ran before the switch
 * @param to toplevel that was being activated
 * @param done units that run from another toplevel than {@code from} by now, and from which
 * @param starting units that the switch has stopped, or may have, and has not started yet
 * @param perhaps units whose job was about to be queued and is not known to be done: each runs from
 *     what {@link #oldOf} says, or from one of these
 * @param before what a path showed to a unit's process before the switch handed it new content
 */
public record SwitchRecord(
    Path from,
    Path to,
    SortedMap<UnitName, Path> done,
    SortedSet<UnitName> starting,
    SortedMap<UnitName, SortedSet<Path>> perhaps,
    SortedMap<UnitName, SortedMap<Path, Path>> before) {
  static final String FIRST_LINE = "steadfast-switch 1";

  public SwitchRecord {
    done = Collections.unmodifiableSortedMap(new TreeMap<>(done));
    starting = Collections.unmodifiableSortedSet(new TreeSet<>(starting));
    perhaps = Collections.unmodifiableSortedMap(new TreeMap<>(perhaps));
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
  }

  /** The toplevel whose definition a unit runs from, as far as this switch knows. */
  public Path oldOf(UnitName unit) {
    return done.getOrDefault(unit, from);
  }

  /**
   * Reads the record of a switch that did not come to its end.
   *
   * @return empty if there is none; rejected if it is damaged: then it is not known what runs
   */
  public static Parsed<Optional<SwitchRecord>> read(Path file) {
    try {
      return SwitchRecordParser.parse(file, Files.readString(file)).map(Optional::of);
    } catch (NoSuchFileException none) {
      return Parsed.of(Optional.empty());
    } catch (IOException unreadable) {
      return Parsed.rejected(
          Diagnostic.error(
              Location.of(file),
              "the record of an interrupted switch cannot be read",
              Why.of(unreadable)));
    }
  }

  /** A first record, before anything of the switch was done. */
  static SwitchRecord begin(Path from, Path to) {
    return new SwitchRecord(
        from, to, new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** The same state of the units, on the way to another toplevel. */
  SwitchRecord towards(Path next) {
    return new SwitchRecord(from, next, done, starting, perhaps, before);
  }

  /** A unit that will be stopped before activation and started after it. */
  SwitchRecord withStarting(UnitName unit) {
    SortedSet<UnitName> all = new TreeSet<>(starting);
    all.add(unit);
    return new SwitchRecord(from, to, done, all, perhaps, before);
  }

  /** A unit that runs from {@code to} now. */
  SwitchRecord withDone(UnitName unit) {
    SortedMap<UnitName, Path> units = new TreeMap<>(done);
    units.put(unit, to);
    SortedSet<UnitName> open = new TreeSet<>(starting);
    open.remove(unit);
    return new SwitchRecord(from, to, units, open, without(unit, perhaps), without(unit, before));
  }

  /** A unit that has what it had before the switch. */
  SwitchRecord withUndone(UnitName unit) {
    return new SwitchRecord(from, to, done, starting, perhaps, without(unit, before));
  }

  private static <T> SortedMap<UnitName, T> without(UnitName unit, SortedMap<UnitName, T> all) {
    SortedMap<UnitName, T> rest = new TreeMap<>(all);
    rest.remove(unit);
    return rest;
  }

  /** Units whose jobs are about to be queued: they may run from {@code to} already. */
  SwitchRecord withPerhaps(Collection<UnitName> units) {
    SwitchRecord all = this;
    for (UnitName unit : units) {
      all = all.withPerhaps(unit, to);
    }
    return all;
  }

  SwitchRecord withPerhaps(UnitName unit, Path toplevel) {
    SortedMap<UnitName, SortedSet<Path>> all = new TreeMap<>(perhaps);
    SortedSet<Path> toplevels = new TreeSet<>(all.getOrDefault(unit, new TreeSet<>()));
    toplevels.add(toplevel);
    all.put(unit, Collections.unmodifiableSortedSet(toplevels));
    return new SwitchRecord(from, to, done, starting, all, before);
  }

  /** What a path shows before it gets other content; an entry that is there stays. */
  SwitchRecord withBefore(UnitName unit, Path path, Path content) {
    SortedMap<UnitName, SortedMap<Path, Path>> all = new TreeMap<>(before);
    SortedMap<Path, Path> paths = new TreeMap<>(all.getOrDefault(unit, new TreeMap<>()));
    paths.putIfAbsent(path, content);
    all.put(unit, Collections.unmodifiableSortedMap(paths));
    return new SwitchRecord(from, to, done, starting, perhaps, all);
  }

  Optional<Path> before(UnitName unit, Path path) {
    return Optional.ofNullable(before.getOrDefault(unit, new TreeMap<>()).get(path));
  }

  /** The file's text. */
  String text() {
    StringBuilder out = new StringBuilder(FIRST_LINE).append('\n');
    out.append("from\t").append(from).append("\nto\t").append(to).append('\n');
    done.forEach((unit, toplevel) -> line(out, "done", unit.value(), toplevel.toString()));
    starting.forEach(unit -> line(out, "starting", unit.value()));
    perhaps.forEach(
        (unit, toplevels) ->
            toplevels.forEach(path -> line(out, "perhaps", unit.value(), path.toString())));
    before.forEach(
        (unit, paths) ->
            paths.forEach(
                (path, content) ->
                    line(out, "before", unit.value(), path.toString(), content.toString())));
    return out.toString();
  }

  private static void line(StringBuilder out, String... fields) {
    out.append(String.join("\t", fields)).append('\n');
  }
}
