package dev.steadfast.diff;

import dev.steadfast.config.ConfigKey;
import java.util.List;
import java.util.regex.Pattern;

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

  /** A name in brackets at the end, such as that of a header. */
  private static final Pattern LAST_NAME = Pattern.compile("\\[[A-Za-z0-9_$-]+\\](:[a-z0-9_]+)?$");

  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_.-]+");

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

  /**
   * The key as it may be shown: with what tells it apart, unless that could be a secret, as in a
   * condition on a password or a list of tokens. That a key is named after one is none.
   *
   * @param extraGlobs as in {@link #shown}
   */
  public static String shownKey(ConfigKey key, List<String> extraGlobs) {
    SecretNames names = new SecretNames(extraGlobs);
    String rest = LAST_NAME.matcher(key.shown()).replaceFirst("");
    for (String word : NOT_IN_NAMES.split(rest, -1)) {
      if (names.mayHide(word)) {
        return key.shown().equals(key.value()) ? key.value() : key.value() + " " + MASK;
      }
    }
    return key.shown();
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
