package dev.steadfast.diff;

import dev.steadfast.config.Glob;
import java.util.List;
import java.util.Locale;

/**
 * Which names are those of secrets.
 *
 * @param extraGlobs names that are secret besides those that speak for themselves
 */
record SecretNames(List<String> extraGlobs) {
  /** Anywhere in a name, whose separators and case do not matter. */
  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "secret",
          "token",
          "credential",
          "apikey",
          "privatekey",
          "privkey",
          "accesskey",
          "authkey",
          "signingkey",
          "encryptionkey",
          "presharedkey");

  /** At the end of a name only: as parts of words they are too common. */
  private static final List<String> LAST_WORDS = List.of("pass", "psk", "authorization");

  /** A name that ends so is about a secret and does not hold it. */
  private static final List<String> ABOUT = List.of("encryption", "timeout", "length", "lifetime");

  /** The value of a name that ends so is a path, if it looks like one. */
  private static final List<String> PATHS = List.of("file", "path", "dir", "directory");

  /** systemd settings of a name and a path. Source: systemd.exec(5), "Credentials". */
  private static final List<String> NAME_AND_PATH =
      List.of("loadcredential", "loadcredentialencrypted", "importcredential");

  private static final List<String> SWITCHES = List.of("on", "off", "yes", "no", "true", "false");

  SecretNames {
    extraGlobs = List.copyOf(extraGlobs);
  }

  /** Whether the value of that name is secret. */
  boolean hides(String name, String value) {
    return isExtra(name) || (isSecret(name) && !isHarmless(letters(name), bare(value)));
  }

  /** Whether values of that name may be secret. */
  boolean mayHide(String name) {
    return isExtra(name) || isSecret(name);
  }

  private boolean isExtra(String name) {
    for (String glob : extraGlobs) {
      if (Glob.matches(glob, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value of that key pairs names with paths, {@code name:/path}. */
  static boolean isNameAndPath(String key) {
    return endsWithOne(letters(key), NAME_AND_PATH);
  }

  private static boolean isSecret(String name) {
    String letters = letters(name);
    for (String word : WORDS) {
      if (letters.contains(word)) {
        return !endsWithOne(letters, ABOUT) && !isNameAndPath(name);
      }
    }
    boolean partOfName = letters.endsWith("pwd") && letters.length() > "pwd".length();
    return partOfName || endsWithOne(letters, LAST_WORDS);
  }

  private static boolean isHarmless(String letters, String value) {
    if (SWITCHES.contains(value.toLowerCase(Locale.ROOT))) {
      return true;
    }
    if (letters.endsWith("pass")) {
      return value.startsWith("unix:") || UserInformation.isUrl(value);
    }
    return endsWithOne(letters, PATHS) && !value.isEmpty() && "/%$".indexOf(value.charAt(0)) >= 0;
  }

  private static boolean endsWithOne(String letters, List<String> ends) {
    for (String end : ends) {
      if (letters.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  /** The name's letters and digits in lower case. */
  private static String letters(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (Character.isLetterOrDigit(name.charAt(i))) {
        out.append(Character.toLowerCase(name.charAt(i)));
      }
    }
    return out.toString();
  }

  /** Without blanks and one pair of quotes around. */
  private static String bare(String value) {
    String text = value.strip();
    boolean quoted =
        text.length() > 1
            && "\"'".indexOf(text.charAt(0)) >= 0
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1).strip() : text;
  }
}
