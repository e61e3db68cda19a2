package dev.steadfast.compat;

import java.nio.charset.StandardCharsets;

/** A path as the stem of a unit's name. Source: systemd.unit(5), "String Escaping". */
final class PathEscaping {
  private PathEscaping() {}

  static String escaped(String path) {
    String inner = path.replaceAll("/+", "/").replaceAll("^/|/$", "");
    if (inner.isEmpty()) {
      return "-";
    }
    StringBuilder out = new StringBuilder();
    for (byte each : inner.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) Byte.toUnsignedInt(each);
      if (c == '/') {
        out.append('-');
      } else if (isPlain(c) || (c == '.' && !out.isEmpty())) {
        out.append(c);
      } else {
        out.append(String.format("\\x%02x", (int) c));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == ':'
        || c == '_';
  }
}
