package dev.steadfast.config;

import dev.steadfast.store.ByteText;
import dev.steadfast.store.PathBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of one component of a path, matched byte by byte.
 *
 * <pre>
 * element = "*"                                any bytes, also none
 *         | "?"                                one byte
 *         | "[" ["!" | "^"] {byte ["-" byte]} "]"  one of them, or none of them
 *         | "\" byte | byte                    that byte; a "[" that is not closed is one, too
 * </pre>
 *
 * <p>A dot at the beginning of a name is matched only by a dot. Source: glob(7).
 *
 * @param elements what each stands for; empty for any bytes
 * @param literal the name of a pattern without wildcards
 */
record NamePattern(
    List<Optional<BitSet>> elements, Optional<String> literal, boolean beginsWithDot) {
  private static final int BYTES = 256;

  /**
   * Compiles a component.
   *
   * @throws PatternSyntaxException without the pattern in it, for named classes in brackets
   */
  static NamePattern of(String component) {
    String pattern = asBytes(component);
    List<Optional<BitSet>> elements = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    boolean isLiteral = true;
    int at = 0;
    while (at < pattern.length()) {
      int end = endOfElement(pattern, at);
      String element = pattern.substring(at, end);
      elements.add(meaning(element));
      isLiteral &= !isWildcard(element);
      literal.append(element.charAt(element.length() - 1));
      at = end;
    }
    return new NamePattern(
        List.copyOf(elements),
        isLiteral ? Optional.of(fromBytes(literal.toString())) : Optional.empty(),
        pattern.startsWith(".") || pattern.startsWith("\\."));
  }

  private static int endOfElement(String pattern, int at) {
    boolean isEscape = pattern.charAt(at) == '\\' && at + 1 < pattern.length();
    int close = pattern.charAt(at) == '[' ? closing(pattern, at) : -1;
    return close > 0 ? close + 1 : at + (isEscape ? 2 : 1);
  }

  private static boolean isWildcard(String element) {
    return element.equals("*") || element.equals("?") || isSet(element);
  }

  private static boolean isSet(String element) {
    return element.startsWith("[") && element.length() > 1;
  }

  private static Optional<BitSet> meaning(String element) {
    if (element.equals("*")) {
      return Optional.empty();
    }
    if (element.equals("?")) {
      return Optional.of(all());
    }
    return Optional.of(
        isSet(element)
            ? set(element.substring(1, element.length() - 1))
            : one(element.charAt(element.length() - 1)));
  }

  boolean matches(Path name) {
    String bytes = new String(PathBytes.of(name), StandardCharsets.ISO_8859_1);
    boolean isHidden = bytes.startsWith(".");
    return (!isHidden || beginsWithDot) && matchesBytes(bytes);
  }

  private boolean matchesBytes(String name) {
    int element = 0;
    int at = 0;
    int star = -1;
    int mark = 0;
    while (at < name.length()) {
      if (element < elements.size() && elements.get(element).isEmpty()) {
        star = element++;
        mark = at;
      } else if (element < elements.size() && has(element, name.charAt(at))) {
        element++;
        at++;
      } else if (star >= 0) {
        element = star + 1;
        at = ++mark;
      } else {
        return false;
      }
    }
    return elements.subList(element, elements.size()).stream().allMatch(Optional::isEmpty);
  }

  private boolean has(int element, char c) {
    return elements.get(element).filter(set -> set.get(c)).isPresent();
  }

  /** The end of the brackets that open there, or -1; the first byte in them does not close them. */
  private static int closing(String pattern, int open) {
    int first = open + 1;
    if (pattern.startsWith("!", first) || pattern.startsWith("^", first)) {
      first++;
    }
    return pattern.indexOf(']', first + 1);
  }

  private static BitSet set(String inside) {
    if (inside.contains("[:") || inside.contains("[.") || inside.contains("[=")) {
      throw new PatternSyntaxException("named class in brackets", "", -1);
    }
    boolean isNegated = inside.startsWith("!") || inside.startsWith("^");
    BitSet set = new BitSet(BYTES);
    int at = isNegated ? 1 : 0;
    while (at < inside.length()) {
      at += inside.charAt(at) == '\\' && at + 1 < inside.length() ? 1 : 0;
      char from = inside.charAt(at);
      boolean isRange = inside.startsWith("-", at + 1) && at + 2 < inside.length();
      char to = isRange ? inside.charAt(at + 2) : from;
      if (from <= to) {
        set.set(from, to + 1);
      }
      at += isRange ? 3 : 1;
    }
    if (isNegated) {
      set.flip(0, BYTES);
    }
    return set;
  }

  private static BitSet all() {
    BitSet all = new BitSet(BYTES);
    all.set(0, BYTES);
    return all;
  }

  private static BitSet one(char c) {
    BitSet one = new BitSet(BYTES);
    one.set(c);
    return one;
  }

  /** One character a byte. */
  private static String asBytes(String name) {
    return new String(ByteText.encode(name), StandardCharsets.ISO_8859_1);
  }

  private static String fromBytes(String bytes) {
    return ByteText.decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
