package dev.steadfast.report;

import dev.steadfast.plan.Step;
import dev.steadfast.report.Look.Symbols;

/** The six things a plan may say, in the order in which an operator wants to read them. */
enum StepAction {
  STOP("stop", "-", "stops", Ink.GONE),
  STOP_START("stop-start", "-/+", "stop-starts", Ink.DISRUPTIVE),
  RESTART("restart", "\u00b1", "restarts", Ink.DISRUPTIVE),
  RELOAD("reload", "~", "reloads", Ink.GOOD),
  START("start", "+", "starts", Ink.GOOD),
  KEEP("keep", "=", "kept", Ink.QUIET);

  private final String word;
  private final String symbol;
  private final String plural;
  private final Ink ink;

  StepAction(String word, String symbol, String plural, Ink ink) {
    this.word = word;
    this.symbol = symbol;
    this.plural = plural;
    this.ink = ink;
  }

  static StepAction of(Step step) {
    return switch (step) {
      case Step.Keep keep -> KEEP;
      case Step.Reload reload -> RELOAD;
      case Step.Restart restart -> RESTART;
      case Step.Relisten relisten -> RESTART;
      case Step.StopStart stopStart -> STOP_START;
      case Step.Start start -> START;
      case Step.Stop stop -> STOP;
    };
  }

  /** The word as in the JSON form. */
  String word() {
    return word;
  }

  String symbol(Symbols symbols) {
    return symbols == Symbols.ASCII && this == RESTART ? "+/-" : symbol;
  }

  Ink ink() {
    return ink;
  }

  /** {@code 1 reload}, {@code 2 reloads}, {@code 1 kept}. */
  String counted(int count) {
    return count + " " + (count == 1 && this != KEEP ? word : plural);
  }
}
