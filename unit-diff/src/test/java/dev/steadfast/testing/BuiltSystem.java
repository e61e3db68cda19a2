package dev.steadfast.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link WrittenSystem} with its store objects below a root. */
public final class BuiltSystem {
  private static final String ALPHABET = "0123456789abcdfghijklmnpqrsvwxyz";
  private static final String PLACEHOLDER = "@{";
  private final WrittenSystem system;
  private final FileTree files;
  private final SortedMap<String, String> hashes = new TreeMap<>();

  BuiltSystem(WrittenSystem system, FileTree files) {
    this.system = system;
    this.files = files;
  }

  BuiltSystem written() {
    system.store.forEach((file, text) -> write(path(objectOf(file)) + innerOf(file), filled(text)));
    system.storeLinks.forEach(
        (file, target) -> link(path(objectOf(file)) + innerOf(file), filled(target)));
    files.directory(farm());
    system.units.forEach(this::writeUnit);
    system.links.forEach((entry, target) -> link(farm() + "/" + entry, filled(target)));
    link(toplevel() + "/etc", built("etc", whole()) + "/etc");
    link(built("etc", whole()) + "/etc/systemd/system", farm());
    system.etc.forEach(
        (entry, target) -> link(built("etc", whole()) + "/etc/" + entry, filled(target)));
    return this;
  }

  /** NixOS builds every unit, and every drop-in, as a store object of its own. */
  private void writeUnit(String entry, String text) {
    String filled = filled(text);
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    String file = built("unit-" + name.replace('@', '-'), entry + filled) + "/" + name;
    write(file, filled);
    link(farm() + "/" + entry, file);
  }

  public Path toplevel() {
    return Path.of(built("nixos-system", whole()));
  }

  private String farm() {
    return built("system-units", whole());
  }

  private String whole() {
    StringBuilder all = new StringBuilder();
    system.units.forEach((name, text) -> all.append(name).append('\n').append(filled(text)));
    system.links.forEach((name, target) -> all.append(name).append('\n').append(filled(target)));
    system.etc.forEach((name, target) -> all.append(name).append('\n').append(filled(target)));
    return all.toString();
  }

  /** Where a store object is. */
  public String path(String object) {
    int number = object.indexOf('#');
    String name = number < 0 ? object : object.substring(0, number);
    return "/nix/store/" + hashOf(object) + "-" + name;
  }

  /** The text with every placeholder replaced. */
  public String filled(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    int next = text.indexOf(PLACEHOLDER);
    while (next >= 0) {
      int end = text.indexOf('}', next);
      out.append(text, at, next).append(path(text.substring(next + PLACEHOLDER.length(), end)));
      at = end + 1;
      next = text.indexOf(PLACEHOLDER, at);
    }
    return out.append(text.substring(at)).toString();
  }

  /** What stands behind the placeholders that were used: hashes by name. */
  public SortedMap<String, String> hashes() {
    return hashes;
  }

  /** Objects may name each other: one that is being hashed counts by its name. */
  private String hashOf(String object) {
    String known = hashes.get(object);
    if (known != null) {
      return known;
    }
    hashes.put(object, hash("unfinished " + object));
    StringBuilder content = new StringBuilder(object);
    content.append(system.rebuilt.contains(object) ? " rebuilt" : "");
    boolean exists = false;
    for (SortedMap<String, String> all : List.of(system.store, system.storeLinks)) {
      for (var entry : all.entrySet()) {
        if (objectOf(entry.getKey()).equals(object)) {
          exists = true;
          content.append('\n').append(entry.getKey()).append('\n').append(filled(entry.getValue()));
        }
      }
    }
    if (!exists) {
      throw new IllegalArgumentException("no store object is called " + object);
    }
    hashes.put(object, hash(content.toString()));
    return hash(content.toString());
  }

  private static String built(String name, String content) {
    return "/nix/store/" + hash(name + "\n" + content) + "-" + name;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder hash = new StringBuilder();
      for (byte each : digest) {
        hash.append(ALPHABET.charAt(each & 31));
      }
      return hash.toString();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static String objectOf(String file) {
    int slash = file.indexOf('/');
    return slash < 0 ? file : file.substring(0, slash);
  }

  private static String innerOf(String file) {
    return file.substring(objectOf(file).length());
  }

  private void write(String path, String text) {
    Path file = files.prefix().resolve(path.substring(1));
    if (Files.exists(file)) {
      return;
    }
    boolean isProgram = text.startsWith("ELF");
    files.bytes(path, (isProgram ? "\u007f" + text : text).getBytes(StandardCharsets.UTF_8));
    if ((isProgram || text.startsWith("#!")) && !file.toFile().setExecutable(true)) {
      throw new UncheckedIOException(new IOException("cannot be made executable: " + file));
    }
  }

  private void link(String path, String target) {
    if (!Files.isSymbolicLink(files.prefix().resolve(path.substring(1)))) {
      files.link(path, target);
    }
  }
}
