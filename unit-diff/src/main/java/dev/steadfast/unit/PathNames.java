package dev.steadfast.unit;

import dev.steadfast.store.ByteText;
import java.util.Locale;
import java.util.Optional;

/** Names of units that stand for a path. Source: systemd.unit(5), systemd-escape(1). */
public final class PathNames {
  private PathNames() {}

  /**
   * The unit of a path, such as {@code var-lib.mount} for {@code /var/lib}; that of {@code /} is
   * {@code -.mount}.
   *
   * @return empty if the name would be too long
   */
  public static Optional<UnitName> of(String path, UnitType type) {
    StringBuilder stem = new StringBuilder();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        stem.append(stem.isEmpty() ? "" : "-").append(escaped(part, stem.isEmpty()));
      }
    }
    return UnitName.parse((stem.isEmpty() ? "-" : stem) + "." + type.suffix());
  }

  private static String escaped(String part, boolean isFirst) {
    StringBuilder out = new StringBuilder();
    for (byte b : ByteText.encode(part)) {
      char c = (char) (b & 0xff);
      boolean isLeadingDot = c == '.' && isFirst && out.isEmpty();
      out.append(isKept(c) && !isLeadingDot ? String.valueOf(c) : hex(b));
    }
    return out.toString();
  }

  private static boolean isKept(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || ":_.".indexOf(c) >= 0;
  }

  private static String hex(byte b) {
    return String.format(Locale.ROOT, "\\x%02x", b);
  }
}
