package dev.steadfast.activate;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.process.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What switches have handed over to one process, as far as the process itself cannot tell it.
 *
 * <pre>
 * steadfast-handed-over 1
 * process     BOOT-ID  PID  START-TIME
 * bound       PATH  CONTENT
 * pushed      PATH  CONTENT
 * not-loaded  PATH
 * </pre>
 *
 * <p>One fact a line, fields separated by one tab, sorted; every line ends with a newline. The file
 * is true of that process only: a restarted unit has another one.
 *
 * @param process whom it is about
 * @param bound files that were mounted over a path that the process knows, and that it has loaded
 * @param pushed files that a reload command has given to the process which knows them by that path
 * @param notLoaded paths of files that the process was to load and is not known to have
 */
public record HandedOver(
    Whom process,
    SortedMap<Path, Path> bound,
    SortedMap<Path, Path> pushed,
    SortedSet<Path> notLoaded) {
  static final String FIRST_LINE = "steadfast-handed-over 1";

  public HandedOver {
    bound = Collections.unmodifiableSortedMap(new TreeMap<>(bound));
    pushed = Collections.unmodifiableSortedMap(new TreeMap<>(pushed));
    notLoaded = Collections.unmodifiableSortedSet(new TreeSet<>(notLoaded));
  }

  /** One process of one boot. Source: as {@link Identity}. */
  record Whom(String bootId, long pid, long startTime) {
    static Whom of(Identity identity) {
      return new Whom(identity.bootId(), identity.mainPid(), identity.startTime());
    }
  }

  /** Nothing yet. */
  static HandedOver nothing(Identity identity) {
    return new HandedOver(Whom.of(identity), new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
  }

  /**
   * Reads what is known of a unit's process.
   *
   * @return empty if nothing is, or only of an earlier process; rejected if the file is damaged
   */
  public static Parsed<Optional<HandedOver>> read(Path file, Identity identity) {
    try {
      return HandedOverParser.parse(file, Files.readString(file))
          .map(known -> Optional.of(known).filter(it -> it.process().equals(Whom.of(identity))));
    } catch (NoSuchFileException none) {
      return Parsed.of(Optional.empty());
    } catch (IOException unreadable) {
      return Parsed.rejected(
          Diagnostic.error(Location.of(file), "cannot be read", Why.of(unreadable)));
    }
  }

  HandedOver withBound(Path path, Path content) {
    SortedMap<Path, Path> all = new TreeMap<>(bound);
    all.put(path, content);
    return new HandedOver(process, all, pushed, notLoaded);
  }

  HandedOver withPushed(Path path, Path content) {
    SortedMap<Path, Path> all = new TreeMap<>(pushed);
    all.put(path, content);
    return new HandedOver(process, bound, all, notLoaded);
  }

  HandedOver withNotLoaded(Path path) {
    SortedSet<Path> all = new TreeSet<>(notLoaded);
    all.add(path);
    return new HandedOver(process, bound, pushed, all);
  }

  HandedOver withLoaded(Path path) {
    SortedSet<Path> others = new TreeSet<>(notLoaded);
    others.remove(path);
    return new HandedOver(process, bound, pushed, others);
  }

  /** The file's text. */
  String text() {
    StringBuilder out = new StringBuilder(FIRST_LINE).append('\n');
    line(
        out,
        "process",
        process.bootId(),
        Long.toString(process.pid()),
        Long.toString(process.startTime()));
    bound.forEach((path, content) -> line(out, "bound", path.toString(), content.toString()));
    pushed.forEach((path, content) -> line(out, "pushed", path.toString(), content.toString()));
    notLoaded.forEach(path -> line(out, "not-loaded", path.toString()));
    return out.toString();
  }

  private static void line(StringBuilder out, String... fields) {
    out.append(String.join("\t", fields)).append('\n');
  }
}
