package dev.steadfast.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Nix store with this machine's programs in it, made once per build and laid under the {@code
 * /nix} of every box.
 *
 * @param directory has {@code nix}, {@code template} and {@code packages}, as {@code base-store.sh}
 *     makes them
 * @param packages store path of each program, by key
 */
public record BaseStore(Path directory, SortedMap<String, String> packages) {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  /** What the content is copied from: another size or time of one of them makes another store. */
  private static final List<String> SOURCES =
      List.of(
          "/usr/bin/nix",
          "/usr/bin/bash",
          "/usr/bin/cp",
          "/usr/bin/systemctl",
          "/usr/bin/caddy",
          "/usr/bin/curl",
          "/usr/sbin/nginx",
          "/usr/lib/postgresql/15/bin/postgres");

  public BaseStore {
    packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
  }

  /** The store path of a program's package. */
  public String path(String key) {
    String path = packages.get(key);
    if (path == null) {
      throw new BoxException("no package " + key + " in the store, only " + packages.keySet());
    }
    return path;
  }

  /** The one beside this program's classes, made now if it does not exist. */
  public static BaseStore ofThisBuild() {
    try {
      Path classes =
          Path.of(BaseStore.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return in(classes.resolveSibling("base-store"));
    } catch (URISyntaxException e) {
      throw new BoxException("not run from files", e);
    }
  }

  /**
   * The current one below {@code cache}, made now if it does not exist; two JVMs do not make it
   * twice.
   */
  public static synchronized BaseStore in(Path cache) {
    String script = Resource.text("base-store.sh");
    Path directory = cache.resolve(key(script));
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        if (!Files.exists(directory.resolve("packages"))) {
          make(script, directory);
        }
      }
      return new BaseStore(directory, readPackages(directory.resolve("packages")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory, e);
    }
  }

  private static void make(String script, Path directory) throws IOException {
    String fresh = "rm -rf \"$1\"; mkdir \"$1\"\n" + script;
    List<String> argv =
        List.of("unshare", "--mount", "bash", "-c", fresh, "base-store.sh", directory.toString());
    Process process = new ProcessBuilder(argv).start();
    RunningCommand making = new RunningCommand(List.of("base-store.sh"), process);
    making.closeInput();
    making.await(DEADLINE).orThrow();
  }

  private static SortedMap<String, String> readPackages(Path file) throws IOException {
    SortedMap<String, String> packages = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      packages.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return packages;
  }

  private static String key(String script) {
    StringBuilder inputs = new StringBuilder(script);
    for (String source : SOURCES) {
      Path path = Path.of(source);
      try {
        inputs.append(source).append(' ').append(Files.size(path)).append(' ');
        inputs.append(Files.getLastModifiedTime(path).toMillis()).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException("a box needs " + source, e);
      }
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(inputs.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new BoxException("no SHA-256", e);
    }
  }
}
