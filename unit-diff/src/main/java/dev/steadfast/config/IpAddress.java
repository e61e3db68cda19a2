package dev.steadfast.config;

/** Tells an IP address from a host name by its form alone. */
final class IpAddress {
  private static final int MAX_PARTS = 4;

  private IpAddress() {}

  /**
   * Whether the text is an address without a mask behind it.
   *
   * <p>Of four numbers or fewer, the last one stands for all bytes that are left, and each may be
   * hexadecimal or octal. Source: inet_aton(3), which getaddrinfo(3) uses.
   */
  static boolean isOne(String text) {
    return text.indexOf(':') >= 0 ? isVersion6(text) : isVersion4(text);
  }

  private static boolean isVersion6(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    for (int at = 0; at < address.length(); at++) {
      if ("0123456789abcdefABCDEF:.".indexOf(address.charAt(at)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVersion4(String text) {
    int start = 0;
    for (int part = 1; part <= MAX_PARTS; part++) {
      int point = text.indexOf('.', start);
      int end = point < 0 ? text.length() : point;
      long limit = point < 0 ? 1L << (8 * (MAX_PARTS + 1 - part)) : 1L << 8;
      if (!isNumberBelow(limit, text, start, end)) {
        return false;
      }
      if (point < 0) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static boolean isNumberBelow(long limit, String text, int start, int end) {
    if (start == end || !NumberPrefix.isDigit(text.charAt(start))) {
      return false;
    }
    return NumberPrefix.integer(text.substring(start, end), 0)
        .filter(number -> number.end() == end - start && number.value() < limit)
        .isPresent();
  }
}
