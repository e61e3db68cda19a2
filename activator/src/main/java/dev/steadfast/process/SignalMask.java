package dev.steadfast.process;

/**
 * What a process does with signals; bit {@code n - 1} of each mask is signal {@code n}.
 *
 * @param caught it has a handler
 * @param blocked at least one thread blocks it, perhaps to take it in another way
 * @param ignored it is thrown away
 */
public record SignalMask(long caught, long blocked, long ignored) {

  /**
   * Whether the process prepared for a signal in any way. If not, the signal does to it what it
   * does by default. That it did is no statement of what follows: a program may catch a signal and
   * end.
   *
   * @param signal its number, 1 to 64
   */
  public boolean isPreparedFor(int signal) {
    return ((caught | blocked | ignored) >>> (signal - 1) & 1) != 0;
  }
}
