package dev.steadfast.compat;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file system table as the original reads it: a line with a {@code #} anywhere is skipped, octal
 * escapes stay as they are, and the last line of a mount point or a device wins.
 *
 * @param mounts by mount point
 * @param swaps options by device
 */
record Fstab(SortedMap<String, Mount> mounts, SortedMap<String, String> swaps) {
  private static final int NEEDED_FIELDS = 3;

  Fstab {
    mounts = Collections.unmodifiableSortedMap(new TreeMap<>(mounts));
    swaps = Collections.unmodifiableSortedMap(new TreeMap<>(swaps));
  }

  /** What is mounted, without its mount point. */
  record Mount(Source source, String options) {}

  /** What is mounted, without how. */
  record Source(String device, String type) {}

  static Fstab empty() {
    return new Fstab(new TreeMap<>(), new TreeMap<>());
  }

  static Fstab parse(String text) {
    TreeMap<String, Mount> mounts = new TreeMap<>();
    TreeMap<String, String> swaps = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      List<String> fields = WhiteSpace.words(line);
      if (line.indexOf('#') >= 0 || fields.size() < NEEDED_FIELDS) {
        continue;
      }
      String options = fields.size() > NEEDED_FIELDS ? fields.get(NEEDED_FIELDS) : "";
      if (fields.get(2).equals("swap")) {
        swaps.put(fields.get(0), options);
      } else {
        Source source = new Source(fields.get(0), fields.get(2));
        mounts.put(fields.get(1), new Mount(source, options));
      }
    }
    return new Fstab(mounts, swaps);
  }
}
