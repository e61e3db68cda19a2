package dev.steadfast.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A NixOS system as somebody would write it down: texts that name store objects by placeholders.
 *
 * <pre>
 * text   = … @{NAME} …     the path of the store object of that name
 * name   = NAME            two objects of one name are told apart by #1, #2, …
 * #! …                     a script, executable
 * ELF …                    a program, executable
 * </pre>
 *
 * <p>The hash of a store object is made from its name, its content, the hashes of what it names,
 * and whether it is {@link #rebuilt}: equal objects of two systems are one store path. For one
 * test; not a value.
 */
public final class WrittenSystem {
  final SortedMap<String, String> units = new TreeMap<>();
  final SortedMap<String, String> links = new TreeMap<>();
  final SortedMap<String, String> storeLinks = new TreeMap<>();
  final SortedMap<String, String> etc = new TreeMap<>();
  final SortedMap<String, String> store = new TreeMap<>();
  final TreeSet<String> rebuilt = new TreeSet<>();

  /** The same once more, to be changed. */
  public WrittenSystem copy() {
    WrittenSystem copy = new WrittenSystem();
    copy.units.putAll(units);
    copy.links.putAll(links);
    copy.storeLinks.putAll(storeLinks);
    copy.store.putAll(store);
    copy.etc.putAll(etc);
    copy.rebuilt.addAll(rebuilt);
    return copy;
  }

  /** A file of the unit directory: a unit, or a drop-in such as {@code a.service.d/x.conf}. */
  public WrittenSystem unit(String entry, String text) {
    units.put(entry, text);
    return this;
  }

  /** A link of the unit directory, such as an alias, a mask, or an entry of {@code .wants}. */
  public WrittenSystem link(String entry, String target) {
    links.put(entry, target);
    return this;
  }

  /**
   * A store object that is a file, or a file below one that is a directory.
   *
   * @param file such as {@code a.conf} or {@code package/bin/program}
   */
  public WrittenSystem store(String file, String text) {
    store.put(file, text);
    return this;
  }

  /** A link in {@code /etc}, as {@code nginx/nginx.conf}. */
  public WrittenSystem etc(String entry, String target) {
    etc.put(entry, target);
    return this;
  }

  /** A link below a store object that is a directory. */
  public WrittenSystem storeLink(String file, String target) {
    storeLinks.put(file, target);
    return this;
  }

  /** Gives store objects another hash and leaves their texts as they are. */
  public WrittenSystem rebuilt(String... names) {
    rebuilt.addAll(List.of(names));
    return this;
  }

  /** Takes a unit, a link or a store file away, which must be there. */
  public WrittenSystem without(String entry) {
    boolean was = units.remove(entry) != null;
    was |= links.remove(entry) != null;
    was |= store.remove(entry) != null;
    was |= etc.remove(entry) != null;
    if (!was) {
      throw new IllegalArgumentException("nothing to remove: " + entry);
    }
    return this;
  }

  /**
   * Adds what a directory has, over what there is.
   *
   * <pre>
   * units/…      files of the unit directory
   * store/…      store objects
   * links        lines of ENTRY -&gt; TARGET, of the unit directory
   * etc          the same, of {@code /etc}
   * rebuilt      names of store objects, one a line
   * removed      what of that is not there any more, one a line
   * </pre>
   *
   * <p>Anything else is an error.
   */
  public WrittenSystem add(Path directory) {
    Path removed = directory.resolve("removed");
    try (Stream<Path> files = Files.walk(directory)) {
      if (Files.exists(removed)) {
        Files.readString(removed).lines().forEach(this::without);
      }
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(directory.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  private void add(String file, String text) {
    if (file.startsWith("units/")) {
      unit(file.substring("units/".length()), text);
    } else if (file.startsWith("store/")) {
      store(file.substring("store/".length()), text);
    } else {
      switch (file) {
        case "links" -> text.lines().forEach(line -> link(line, links));
        case "etc" -> text.lines().forEach(line -> link(line, etc));
        case "rebuilt" -> text.lines().forEach(this::rebuilt);
        case "removed" -> {}
        default -> throw new IllegalArgumentException("stray file: " + file);
      }
    }
  }

  private static void link(String line, SortedMap<String, String> all) {
    int arrow = line.indexOf(" -> ");
    all.put(line.substring(0, arrow), line.substring(arrow + 4));
  }

  /** Writes the system below the root of a file tree. */
  public BuiltSystem build(FileTree files) {
    return new BuiltSystem(this, files).written();
  }
}
