package dev.steadfast.config;

/**
 * How a key's value is compared.
 *
 * @param unit base unit of a bare number, such as {@code kB}, {@code 8kB}, {@code ms}; empty if
 *     none
 */
public record ValueType(Kind kind, String unit) {
  /** The value kinds that a policy's table may name. */
  public enum Kind {
    /** A switch: unambiguous beginnings of true, false, yes, no, on, off, and 1, 0; in any case. */
    BOOL,
    /** A 32-bit number in the base unit, rounded to it. */
    INTEGER,
    /** A number in the base unit. */
    REAL,
    /** A word in any case; that two words may mean the same is not assumed. */
    ENUM,
    /** A text, equal only to itself. */
    STRING
  }

  /**
   * Whether a daemon takes both texts for the same value. Symmetric; a text that is no value of
   * this type equals only itself.
   */
  boolean sameValue(String left, String right) {
    if (left.equals(right)) {
      return true;
    }
    return switch (kind) {
      case BOOL -> TruthWord.of(left).isPresent() && TruthWord.of(left).equals(TruthWord.of(right));
      case INTEGER -> Quantity.integer(left, unit).same(Quantity.integer(right, unit));
      case REAL -> Quantity.real(left, unit).same(Quantity.real(right, unit));
      case ENUM -> AsciiCase.lower(left).equals(AsciiCase.lower(right));
      case STRING -> false;
    };
  }
}
