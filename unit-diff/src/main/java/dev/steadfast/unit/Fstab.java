package dev.steadfast.unit;

import dev.steadfast.store.ByteText;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mounts and swaps of an {@code fstab}. systemd makes units of them that no generation holds.
 *
 * @param mounts by mount point; of several for one the last
 * @param swaps by device
 */
public record Fstab(SortedMap<String, Entry> mounts, SortedMap<String, Entry> swaps) {
  /** Without any entry. */
  public static final Fstab EMPTY = new Fstab(new TreeMap<>(), new TreeMap<>());

  private static final int DEVICE = 0;
  private static final int POINT = 1;
  private static final int TYPE = 2;
  private static final int OPTIONS = 3;

  public Fstab {
    mounts = Collections.unmodifiableSortedMap(new TreeMap<>(mounts));
    swaps = Collections.unmodifiableSortedMap(new TreeMap<>(swaps));
  }

  /**
   * One line.
   *
   * @param device, with octal escapes decoded
   * @param options words between the commas, in order
   */
  public record Entry(String device, String type, List<String> options) {
    public Entry {
      options = List.copyOf(options);
    }

    /** Whether systemd mounts it when somebody looks, by an automount unit. */
    public boolean isAutomount() {
      return options.contains("x-systemd.automount");
    }

    /**
     * What the kernel and the mount program are told; what begins with {@code x-} is for others.
     */
    public List<String> mountOptions() {
      return options.stream().filter(option -> !isForOthers(option)).toList();
    }

    private static boolean isForOthers(String option) {
      return option.startsWith("x-")
          || option.startsWith("comment=")
          || List.of("auto", "noauto", "nofail", "defaults", "_netdev").contains(option);
    }
  }

  /** Reads the file; an absent one has no entries. */
  public static Fstab read(SystemRoot root, Path file) throws IOException {
    try {
      return parse(root.text(file));
    } catch (NoSuchFileException none) {
      return EMPTY;
    }
  }

  /** Source: fstab(5). Lines with fewer than three fields are no entries. */
  public static Fstab parse(String text) {
    SortedMap<String, Entry> mounts = new TreeMap<>();
    SortedMap<String, Entry> swaps = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.strip().split("[ \t]+", -1);
      if (line.strip().startsWith("#") || fields.length <= TYPE) {
        continue;
      }
      String device = decoded(fields[DEVICE]);
      List<String> options =
          fields.length > OPTIONS ? List.of(decoded(fields[OPTIONS]).split(",", -1)) : List.of();
      Entry entry = new Entry(device, fields[TYPE], options);
      if (entry.type().equals("swap")) {
        swaps.put(device, entry);
      } else {
        mounts.put(normal(decoded(fields[POINT])), entry);
      }
    }
    return new Fstab(mounts, swaps);
  }

  private static String normal(String point) {
    return point.startsWith("/") ? Path.of(point).normalize().toString() : point;
  }

  /** Three octal digits after a backslash are one byte. */
  private static String decoded(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    List<Byte> out = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      boolean isEscape = bytes[i] == '\\' && i + 3 < bytes.length && isOctal(bytes, i + 1);
      if (isEscape) {
        out.add((byte) Integer.parseInt(new String(bytes, i + 1, 3, StandardCharsets.US_ASCII), 8));
        i += 3;
      } else {
        out.add(bytes[i]);
      }
    }
    byte[] all = new byte[out.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = out.get(i);
    }
    return ByteText.decode(all);
  }

  private static boolean isOctal(byte[] bytes, int from) {
    for (int i = from; i < from + 3; i++) {
      if (bytes[i] < '0' || bytes[i] > '7') {
        return false;
      }
    }
    return true;
  }
}
