package dev.steadfast.cli;

import java.util.Optional;

/** The actions of NixOS's switch-to-configuration. */
public enum Action {
  /** Looks for what is wrong with the toplevel. */
  CHECK("check"),
  /** Makes the toplevel the one that is booted next. */
  BOOT("boot"),
  /** Activates the toplevel and makes it the one that is booted next. */
  SWITCH("switch"),
  /** Activates the toplevel until the next boot. */
  TEST("test"),
  /** Shows what {@link #TEST} would do. */
  DRY_ACTIVATE("dry-activate");

  private final String word;

  Action(String word) {
    this.word = word;
  }

  /** The word on the command line and in {@code NIXOS_ACTION}. */
  String word() {
    return word;
  }

  static Optional<Action> of(String word) {
    for (Action action : values()) {
      if (action.word.equals(word)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }

  /** Whether the toplevel becomes the one that is booted next. */
  boolean installsBootLoader() {
    return switch (this) {
      case BOOT, SWITCH -> true;
      case CHECK, TEST, DRY_ACTIVATE -> false;
    };
  }
}
