package dev.steadfast.scenario;

import dev.steadfast.activate.EffectListener;
import dev.steadfast.cli.Main;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The engine, dead at once when its effect with a given number (the first is 1) is about to happen.
 * Arguments: the number, and the command line. Each effect is announced on standard output before
 * it happens; a number beyond the last changes nothing.
 */
public final class KilledBefore implements EffectListener {
  /** What a process that the kernel killed would leave in a shell. */
  public static final int EXIT = 137;

  private static final String PREFIX = "effect: ";

  private final int fatal;
  private int seen;

  private KilledBefore(int fatal) {
    this.fatal = fatal;
  }

  public static void main(String[] args) {
    KilledBefore listener = new KilledBefore(Integer.parseInt(args[0]));
    System.exit(Main.ofSystem(listener).run(Arrays.copyOfRange(args, 1, args.length)));
  }

  /** What the standard output of a run says of its effects. */
  public static List<String> effects(String out) {
    List<String> effects = new ArrayList<>();
    for (String line : out.lines().toList()) {
      if (line.startsWith(PREFIX)) {
        effects.add(line.substring(PREFIX.length()));
      }
    }
    return effects;
  }

  @Override
  public void before(String effect) {
    seen++;
    System.out.println(PREFIX + effect);
    if (seen == fatal) {
      System.out.flush();
      Runtime.getRuntime().halt(EXIT);
    }
  }
}
