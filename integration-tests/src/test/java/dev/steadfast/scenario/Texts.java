package dev.steadfast.scenario;

/** What an operator looks for in a plan or a report. */
final class Texts {
  private Texts() {}

  /**
   * The first line that contains something.
   *
   * @throws AssertionError with the whole text, if none does
   */
  static String line(String text, String part) {
    return text.lines()
        .filter(line -> line.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no '" + part + "' in:\n" + text));
  }

  /** A store path as plans show it: a few letters of its hash. */
  static String cut(String path) {
    int hash = "/nix/store/".length();
    return path.substring(0, hash + 7) + ".." + path.substring(hash + 32);
  }
}
