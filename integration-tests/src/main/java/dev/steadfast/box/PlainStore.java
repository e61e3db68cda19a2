package dev.steadfast.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the closure of a world without Nix and without root. Its shape is what Nix builds; its
 * hashes are other ones, but as there a changed text changes the paths of everything that names it.
 * Programs are empty executable files, the files that they bring to be included are empty too, and
 * upstream units have but a name.
 */
final class PlainStore {
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "@\\{(pkg:)?([^}]+)\\}((?:/bin|/conf|/example/systemd/system)/[A-Za-z0-9._-]+)?");
  private static final String ALPHABET = "0123456789abcdfghijklmnpqrsvwxyz";

  private final World world;
  private final Path prefix;
  private final SortedMap<String, String> written = new TreeMap<>();

  private PlainStore(World world, Path prefix) {
    this.world = world;
    this.prefix = prefix;
  }

  /**
   * Writes all of it.
   *
   * @param prefix an existing directory; paths that are there already stay as they are
   * @return the toplevel's store path
   */
  static String write(World world, Path prefix) {
    PlainStore store = new PlainStore(world, prefix);
    try {
      return store.toplevel();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write below " + prefix, e);
    }
  }

  private String toplevel() throws IOException {
    SortedMap<String, String> links = new TreeMap<>();
    for (var link : world.etc().entrySet()) {
      links.put("etc/" + link.getKey(), link.getValue());
    }
    links.put("etc/systemd/system", farm("system-units", world.units()));
    links.put("etc/systemd/user", farm("user-units", world.userUnits()));
    String etc = farm("etc", links);
    return farm("nixos-system-box-25.05", new TreeMap<>(Map.of("etc", etc + "/etc")));
  }

  /** A store path with links in it: path below it, target with placeholders. */
  private String farm(String name, SortedMap<String, String> links) throws IOException {
    SortedMap<String, String> resolved = new TreeMap<>();
    for (var link : links.entrySet()) {
      resolved.put(link.getKey(), resolved(link.getValue()));
    }
    String path = storePath(name, resolved.toString());
    for (var link : resolved.entrySet()) {
      link(path + "/" + link.getKey(), link.getValue());
    }
    return path;
  }

  /** What {@code @{name}} stands for, written now if it is not there. */
  private String entry(String name) throws IOException {
    String known = written.get(name);
    if (known != null) {
      return known;
    }
    Entry entry = world.entry(name);
    String text = resolved(entry.text());
    String inside = entry.inside();
    String path = storePath(entry.derivationName(), entry.mode() + inside + text) + inside;
    switch (entry.shape()) {
      case FILE, DIRECTORY, EXECUTABLE, JOB_SCRIPT, UNIT -> file(path, text, entry.mode());
      case DISABLED_UNIT -> link(path, "/dev/null");
    }
    written.put(name, path);
    return path;
  }

  private String resolved(String text) throws IOException {
    StringBuilder out = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(2);
      String inside = matcher.group(3) == null ? "" : matcher.group(3);
      String path = matcher.group(1) == null ? entry(name) + inside : program(name, inside);
      matcher.appendReplacement(out, Matcher.quoteReplacement(path));
    }
    return matcher.appendTail(out).toString();
  }

  private String program(String key, String inside) throws IOException {
    String path = storePath(key, "") + inside;
    if (inside.startsWith("/example/")) {
      file(path, "[Unit]\nDescription=" + inside + "\n", "444");
    } else if (!inside.isEmpty()) {
      file(path, "", inside.startsWith("/conf/") ? "444" : "555");
    }
    return path;
  }

  private String storePath(String name, String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (name + "\n" + content + "\n" + world.salt()).getBytes(StandardCharsets.UTF_8));
      StringBuilder path = new StringBuilder("/nix/store/");
      for (byte each : digest) {
        path.append(ALPHABET.charAt(each & 31));
      }
      return path.append('-').append(name).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new BoxException("no SHA-256", e);
    }
  }

  private void file(String path, String text, String mode) throws IOException {
    Path file = below(path);
    if (!Files.exists(file)) {
      Files.writeString(file, text);
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(mode.equals("555") ? "r-xr-xr-x" : "r--r--r--"));
    }
  }

  private void link(String path, String target) throws IOException {
    Path link = below(path);
    if (!Files.isSymbolicLink(link)) {
      Files.createSymbolicLink(link, Path.of(target));
    }
  }

  private Path below(String path) throws IOException {
    Path file = prefix.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    return file;
  }
}
