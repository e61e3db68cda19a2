package dev.steadfast.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A store path that stands in a text, with what follows it there.
 *
 * @param store the store object
 * @param inner the rest of the path as written, empty or beginning with {@code /}
 * @param start index of its first character in the text
 */
public record StoreReference(StorePath store, String inner, int start) {

  /** Index behind its last character in the text. */
  public int end() {
    return start + store.value().length() + inner.length();
  }

  public Path path() {
    return PathBytes.path(store.value() + inner);
  }

  /** The path without prefix and hash: what two generations of one reference have in common. */
  public String nameInStore() {
    return store.name() + inner;
  }

  /**
   * Every reference in a text, in the order of the text.
   *
   * <p>A bare hash without the store prefix is data, not a reference. A trailing dot or a trailing
   * slash belongs to the sentence around, not to the path.
   */
  public static List<StoreReference> in(String text) {
    List<StoreReference> found = new ArrayList<>();
    int at = text.indexOf(StorePath.PREFIX);
    while (at >= 0) {
      int end = StorePath.endOf(text, at);
      if (end < 0) {
        at = text.indexOf(StorePath.PREFIX, at + 1);
        continue;
      }
      int innerEnd = innerEnd(text, end);
      if (innerEnd == end) {
        end = withoutFullStops(text, at, end);
        innerEnd = end;
      }
      StorePath store = new StorePath(text.substring(at, end));
      found.add(new StoreReference(store, text.substring(end, innerEnd), at));
      at = text.indexOf(StorePath.PREFIX, innerEnd);
    }
    return List.copyOf(found);
  }

  /** A name that is nothing but dots keeps them. */
  private static int withoutFullStops(String text, int start, int end) {
    int nameStart = start + StorePath.PREFIX.length() + StorePath.HASH_LENGTH + 1;
    int trimmed = end;
    while (trimmed > nameStart && text.charAt(trimmed - 1) == '.') {
      trimmed--;
    }
    return trimmed == nameStart ? end : trimmed;
  }

  private static int innerEnd(String text, int start) {
    int end = start;
    if (end < text.length() && text.charAt(end) == '/') {
      while (end < text.length() && isInnerCharacter(text.charAt(end))) {
        end++;
      }
      while (end > start && isPunctuation(text, end)) {
        end--;
      }
    }
    return end;
  }

  /** Whether the last character before {@code end} is a slash or full stop that means nothing. */
  private static boolean isPunctuation(String text, int end) {
    char last = text.charAt(end - 1);
    return last == '/' || (last == '.' && !text.startsWith("/..", end - 3));
  }

  private static boolean isInnerCharacter(char c) {
    return c > ' ' && "\"'`:;,()[]{}<>|&*\\$".indexOf(c) < 0;
  }
}
