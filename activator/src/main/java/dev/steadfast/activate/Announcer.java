package dev.steadfast.activate;

/** Is told what happens in a switch, at once and in order. */
public interface Announcer {
  /** Tells nobody. */
  Announcer SILENT = what -> {};

  void say(Announcement what);
}
