package dev.steadfast.cli;

import dev.steadfast.cli.Switcher.Request;
import dev.steadfast.diagnostic.Parsed;
import java.util.List;

/**
 * All that an action works with.
 *
 * @param request what is to be activated
 */
record Equipment(Host host, Switcher switcher, Request request) {

  /** Makes it from the command line and the environment. */
  interface Maker {
    /** Rejected with every variable that is missing or wrong. */
    Parsed<Equipment> make(ActionLine line);

    /** Runs {@code steadfast user}. */
    ExitCode users(List<String> arguments);

    /** Whether NixOS's wrapper has called, which sets every variable. */
    ActionLine.Called called();
  }
}
