package dev.steadfast.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The path of a store object, {@code /nix/store/<hash>-<name>}: nothing below it.
 *
 * <p>Source: Nix manual, "Store Path": the hash is 32 characters of Nix's base 32, the name at most
 * 211 of {@code [A-Za-z0-9+-._?=]}.
 */
public record StorePath(String value) implements Comparable<StorePath> {
  /** The only store prefix that is understood. */
  public static final String PREFIX = "/nix/store/";

  static final int HASH_LENGTH = 32;
  private static final int MAX_NAME_LENGTH = 211;
  private static final String HASH_ALPHABET = "0123456789abcdfghijklmnpqrsvwxyz";

  public StorePath {
    if (endOf(value, 0) != value.length()) {
      throw new IllegalArgumentException("not a store path: " + value);
    }
  }

  /** The store path, if the text is exactly one. */
  public static Optional<StorePath> parse(String text) {
    return endOf(text, 0) == text.length() ? Optional.of(new StorePath(text)) : Optional.empty();
  }

  /** The store object that holds a path, if it lies in the store. */
  public static Optional<StorePath> holding(Path path) {
    String text = path.toString();
    int end = endOf(text, 0);
    boolean whole = end == text.length() || (end > 0 && text.charAt(end) == '/');
    return whole && end > 0 ? Optional.of(new StorePath(text.substring(0, end))) : Optional.empty();
  }

  /** Where a store path that begins at {@code start} ends, or -1. */
  static int endOf(String text, int start) {
    int nameStart = start + PREFIX.length() + HASH_LENGTH + 1;
    if (!text.startsWith(PREFIX, start) || nameStart >= text.length()) {
      return -1;
    }
    for (int i = start + PREFIX.length(); i < nameStart - 1; i++) {
      if (HASH_ALPHABET.indexOf(text.charAt(i)) < 0) {
        return -1;
      }
    }
    if (text.charAt(nameStart - 1) != '-') {
      return -1;
    }
    int end = nameStart;
    while (end < text.length() && isNameCharacter(text.charAt(end))) {
      end++;
    }
    return end == nameStart || end - nameStart > MAX_NAME_LENGTH ? -1 : end;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "+-._?=".indexOf(c) >= 0;
  }

  /** The 32 characters between the prefix and the name. */
  public String hash() {
    return value.substring(PREFIX.length(), PREFIX.length() + HASH_LENGTH);
  }

  /** What follows the hash; two versions of one thing usually share it. */
  public String name() {
    return value.substring(PREFIX.length() + HASH_LENGTH + 1);
  }

  /** The same as a path. */
  public Path path() {
    return Path.of(value);
  }

  @Override
  public int compareTo(StorePath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
