package dev.steadfast.report;

/** What the place where a text is shown can show. */
public record Look(Colour colour, Symbols symbols) {
  /** Fit for files, logs and every terminal. */
  public static final Look PLAIN = new Look(Colour.NONE, Symbols.ASCII);

  /** Whether colours are used. */
  public enum Colour {
    /** Text only. */
    NONE,
    /** Escape sequences of ECMA-48, for a terminal. */
    ANSI
  }

  /** Which characters the texts of this package use of their own. */
  public enum Symbols {
    /** One symbol may be outside ASCII. */
    UNICODE,
    /** ASCII alone. */
    ASCII
  }

  String paint(Ink ink, String text) {
    return switch (colour) {
      case NONE -> text;
      case ANSI -> ink.isPlain() ? text : "\u001b[" + ink.code() + "m" + text + "\u001b[0m";
    };
  }
}
