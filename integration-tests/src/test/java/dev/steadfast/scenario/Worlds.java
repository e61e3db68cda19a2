package dev.steadfast.scenario;

import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.World;

/** Edits of the rest of a system, and of the server's unit. */
final class Worlds {
  private static final String SLEEPER = "sleeper.service";

  private Worlds() {}

  /** Another unit changes so that it is restarted. */
  static World otherSleeper(World world) {
    return world.withText(SLEEPER, world.text(SLEEPER).replace("sleep ", "sleep 1 "));
  }

  /** The server's unit with one text in the place of another. */
  static World unit(World world, String old, String next) {
    String text = world.text(PostgresWorld.UNIT);
    if (!text.contains(old)) {
      throw new IllegalArgumentException("no " + old + " in " + text);
    }
    return world.withText(PostgresWorld.UNIT, text.replace(old, next));
  }
}
