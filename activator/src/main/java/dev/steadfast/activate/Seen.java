package dev.steadfast.activate;

/** What one witness says of the reload. */
sealed interface Seen {
  /** The process loaded what it should. */
  record Proved() implements Seen {}

  /** The process did not. */
  record Refuted(String why) implements Seen {}

  /** The witness could not be asked, which says nothing. */
  record NotAsked(String why) implements Seen {}
}
