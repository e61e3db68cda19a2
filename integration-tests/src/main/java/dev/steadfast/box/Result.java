package dev.steadfast.box;

import java.util.List;

/**
 * How a command ended.
 *
 * @param exit its exit status; 128 plus the signal's number if a signal ended it
 */
public record Result(List<String> argv, int exit, String out, String err) {
  public Result {
    argv = List.copyOf(argv);
  }

  /**
   * This result, for a command that has to work.
   *
   * @throws BoxException if the exit status is not 0
   */
  public Result orThrow() {
    if (exit != 0) {
      throw new BoxException("%s: exit %d%n%s%s".formatted(String.join(" ", argv), exit, out, err));
    }
    return this;
  }

  /** Standard output without white space at its ends. */
  public String line() {
    return out.strip();
  }
}
