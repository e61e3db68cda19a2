package dev.steadfast.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Copies of store paths outside their box. */
final class Exports {
  private Exports() {}

  static void copy(Box box, SortedSet<String> paths, Path prefix) {
    Path store = prefix.resolve("nix/store");
    List<String> argv = new ArrayList<>(List.of("cp", "-a", "--no-clobber"));
    for (String path : paths) {
      argv.add("/proc/%d/root%s".formatted(box.pid1(), path));
    }
    argv.add(store.toString());
    try {
      Files.createDirectories(store);
      RunningCommand copying = new RunningCommand(argv, new ProcessBuilder(argv).start());
      copying.await(Box.SOON).orThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy to " + store, e);
    }
  }
}
