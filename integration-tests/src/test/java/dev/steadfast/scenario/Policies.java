package dev.steadfast.scenario;

import dev.steadfast.box.Box;

/** An operator's policy files in a box. */
final class Policies {
  private static final String OPERATORS = "/etc/steadfast/policies";

  private Policies() {}

  /** The operator's word on what a needed restart of the server comes to. */
  static void mode(Box box, String mode) {
    box.write(OPERATORS + "/postgresql.yaml", text(mode));
  }

  /** The same in a directory of its own, for {@code --policies}. */
  static String directory(Box box, String mode) {
    String directory = "/root/policies-" + mode;
    box.write(directory + "/postgresql.yaml", text(mode));
    return directory;
  }

  private static String text(String mode) {
    return "name: postgresql\nmode: " + mode + "\n";
  }
}
