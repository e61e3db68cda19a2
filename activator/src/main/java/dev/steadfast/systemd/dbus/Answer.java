package dev.steadfast.systemd.dbus;

import java.util.List;

/** What came back for a {@link Call}. */
sealed interface Answer {
  /**
   * The method returned.
   *
   * @param sender unique name of the participant that answered; the bus vouches for it
   * @param values decoded: structs are {@code Object[]}, arrays of them lists
   */
  record Returned(String sender, List<Object> values) implements Answer {}

  /**
   * The method, or the bus in its place, failed.
   *
   * @param errorName such as {@code org.freedesktop.systemd1.NoSuchUnit}
   */
  record Refused(String errorName, String message) implements Answer {}

  /** Nothing came before the deadline; the call may still be carried out. */
  record Missing() implements Answer {}

  /** The connection was lost before an answer came; the call may have been carried out. */
  record Lost() implements Answer {}

  /** The connection was lost before the whole call was on its way: nobody has got it. */
  record Unsent() implements Answer {}
}
