package dev.steadfast.diff;

import java.util.List;

/**
 * Masks what must not be shown.
 *
 * <p>Three things are secret: a value whose key has a secret's name, the value of such a name
 * inside another value ({@code password=…}, {@code "token": …}, {@code --token …}), and the user
 * information of a URL. In doubt more is masked than needed. The work grows linearly with the
 * length of the value.
 */
public final class Secrets {
  /** What stands in place of a secret. */
  public static final String MASK = "(secret)";

  private static final String PRIVATE_KEY = "PRIVATE KEY-----";

  private Secrets() {}

  /**
   * The value as it may be shown.
   *
   * @param key a config key, or a setting such as {@code Service/Environment}
   * @param extraGlobs names that are secret too, matched against the key and against the names
   *     inside the value
   */
  public static String shown(String key, String value, List<String> extraGlobs) {
    SecretNames names = new SecretNames(extraGlobs);
    if (names.hides(key, value) || value.contains(PRIVATE_KEY)) {
      return MASK;
    }
    boolean[] hidden = new boolean[value.length()];
    UserInformation.hide(value, hidden);
    if (!SecretNames.isNameAndPath(key)) {
      new SecretPairs(names, value).hide(hidden);
    }
    return masked(value, hidden);
  }

  private static String masked(String value, boolean[] hidden) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      if (!hidden[i]) {
        out.append(value.charAt(i));
      } else if (i == 0 || !hidden[i - 1]) {
        out.append(MASK);
      }
    }
    return out.toString();
  }
}
