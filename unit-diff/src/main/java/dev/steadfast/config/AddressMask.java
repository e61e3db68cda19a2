package dev.steadfast.config;

import java.util.Optional;

/**
 * Says which bits of an address count; a daemon with an impossible one does not start.
 *
 * <p>Source: parse_hba_line of hba.c and pg_sockaddr_cidr_mask of ip.c, PostgreSQL 15.
 */
final class AddressMask {
  private static final int BITS_OF_VERSION_4 = 32;
  private static final int BITS_OF_VERSION_6 = 128;

  private AddressMask() {}

  /** What is wrong with the bits behind an address; empty if nothing, or if there are none. */
  static Optional<String> problemOf(String address) {
    int slash = address.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String host = address.substring(0, slash);
    if (!IpAddress.isOne(host)) {
      return Optional.of("a host name has no mask");
    }
    int most = isVersion6(host) ? BITS_OF_VERSION_6 : BITS_OF_VERSION_4;
    return isNumberUpTo(most, address.substring(slash + 1))
        ? Optional.empty()
        : Optional.of("the mask behind the address is not a number from 0 to " + most);
  }

  /** What is wrong with a mask in a field of its own. */
  static Optional<String> problemOf(String address, String mask) {
    boolean fits = IpAddress.isOne(mask) && isVersion6(mask) == isVersion6(address);
    return fits ? Optional.empty() : Optional.of("the mask is not an address of the same kind");
  }

  private static boolean isVersion6(String address) {
    return address.indexOf(':') >= 0;
  }

  private static boolean isNumberUpTo(int most, String bits) {
    int number = 0;
    for (int at = 0; at < bits.length(); at++) {
      if (!NumberPrefix.isDigit(bits.charAt(at))) {
        return false;
      }
      number = Math.min(number * 10 + bits.charAt(at) - '0', BITS_OF_VERSION_6 + 1);
    }
    return !bits.isEmpty() && number <= most;
  }
}
