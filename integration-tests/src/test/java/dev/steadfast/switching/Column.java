package dev.steadfast.switching;

import java.util.Locale;

/** A line of a switch that lists units; the letter stands for it in the tables of this package. */
enum Column {
  S("stopping the following units", "would stop the following units"),
  K("NOT restarting the following changed units", "would NOT stop the following changed units"),
  R("reloading the following units", "would reload the following units"),
  X("restarting the following units", "would restart the following units"),
  A("starting the following units", "would start the following units"),
  /** Has no words of its own in a dry run: what the targets would pull in is not known there. */
  N("the following new units were started", "would be started by targets");

  private final String real;
  private final String dry;

  Column(String real, String dry) {
    this.real = real;
    this.dry = dry;
  }

  /** What stands before the colon. */
  String words(Moment moment) {
    return switch (moment) {
      case DRY -> dry;
      case REAL -> real;
    };
  }

  /** Which of the two runs of a row prints it. */
  enum Moment {
    DRY,
    REAL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
