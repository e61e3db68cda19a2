package dev.steadfast.compat;

import dev.steadfast.unit.UnitName;
import java.util.List;

/** One unit put into one of the sets or taken out of one, with the grounds for it. */
record Move(Kind kind, UnitName unit, List<Ground> grounds) {
  Move {
    grounds = List.copyOf(grounds);
  }

  /** The sets, and what else can be said of a unit. */
  enum Kind {
    STOP,
    SKIP,
    START,
    HIDE,
    RELOAD,
    RESTART,
    /** Takes it out of the reload set. */
    NO_RELOAD,
    /** Changes no set; the grounds say why. */
    LEAVE
  }
}
