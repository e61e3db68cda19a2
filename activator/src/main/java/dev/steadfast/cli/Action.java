package dev.steadfast.cli;

import java.util.Optional;

/** The NixOS actions that this version carries out. */
enum Action {
  /** Activates the toplevel. The boot loader is not touched by this version. */
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
}
