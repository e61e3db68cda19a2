package dev.steadfast.box;

/**
 * One text that a world keeps in the store, in a derivation of its own.
 *
 * @param name what {@code @{name}} in other texts stands for; also the name of the file
 * @param text its content, with placeholders
 */
record Entry(Shape shape, String name, String text) {

  /** How NixOS wraps a text of this kind; decides what a placeholder for it stands for. */
  enum Shape {
    /** {@code /nix/store/HASH-NAME}. */
    FILE("%s", "", "444"),
    /** {@code /nix/store/HASH-NAME/NAME}: some modules keep a configuration file in a directory. */
    DIRECTORY("%s", "/%s", "444"),
    /** {@code /nix/store/HASH-NAME}, executable. */
    EXECUTABLE("%s", "", "555"),
    /** {@code /nix/store/HASH-unit-script-NAME/bin/NAME}: a job script. */
    JOB_SCRIPT("unit-script-%s", "/bin/%s", "555"),
    /** {@code /nix/store/HASH-unit-NAME/NAME}. */
    UNIT("unit-%s", "/%s", "444"),
    /**
     * {@code /nix/store/HASH-unit-NAME-disabled/NAME}, a link to {@code /dev/null}; the text is not
     * used.
     */
    DISABLED_UNIT("unit-%s-disabled", "/%s", "");

    private final String derivation;
    private final String inside;
    private final String mode;

    Shape(String derivation, String inside, String mode) {
      this.derivation = derivation;
      this.inside = inside;
      this.mode = mode;
    }
  }

  String derivationName() {
    return String.format(shape.derivation, storeName());
  }

  /**
   * Path of the file inside its derivation, with a leading slash; empty if the derivation is the
   * file.
   */
  String inside() {
    return String.format(shape.inside, name);
  }

  String mode() {
    return shape.mode;
  }

  /** NixOS's own replacement of the characters that a store path may not have. */
  private String storeName() {
    return name.replace('@', '-').replace(':', '-').replace('\\', '-').replaceAll("[\\[\\]]", "");
  }
}
