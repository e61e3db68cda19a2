package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.config.ValueType.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Each pair was set on a PostgreSQL 15.18, for a setting of that type; expected is whether it took
 * both and pg_settings then showed the same. What it does not take is equal only to the same text.
 */
class ValueTypeTest {
  private static final ValueType KB = new ValueType(Kind.INTEGER, "kB"); // work_mem
  private static final ValueType BLOCKS = new ValueType(Kind.INTEGER, "8kB"); // shared_buffers
  private static final ValueType MB = new ValueType(Kind.INTEGER, "MB"); // min_wal_size
  private static final ValueType MS = new ValueType(Kind.INTEGER, "ms"); // statement_timeout
  private static final ValueType S = new ValueType(Kind.INTEGER, "s"); // checkpoint_timeout
  private static final ValueType MIN = new ValueType(Kind.INTEGER, "min"); // log_rotation_age
  private static final ValueType REAL_MS = new ValueType(Kind.REAL, "ms"); // vacuum_cost_delay
  private static final ValueType REAL = new ValueType(Kind.REAL, ""); // seq_page_cost
  private static final ValueType COUNT = new ValueType(Kind.INTEGER, ""); // max_connections
  private static final ValueType BOOL = new ValueType(Kind.BOOL, ""); // enable_seqscan
  private static final ValueType ENUM = new ValueType(Kind.ENUM, ""); // client_min_messages
  private static final ValueType STRING = new ValueType(Kind.STRING, ""); // application_name

  private enum Is {
    SAME,
    DIFFERENT
  }

  /** Two spellings of a value. */
  record Pair(ValueType type, String left, String right, Is expected, String because)
      implements Table.Row {
    @Override
    public String name() {
      return type + " " + left + " | " + right;
    }
  }

  static final List<Pair> PAIRS =
      Table.of(
          new Pair(KB, "128MB", "131072kB", Is.SAME, "units of one family"),
          new Pair(KB, "128MB", "131072", Is.SAME, "a bare number is in the base unit"),
          new Pair(KB, "128MB", "134217728B", Is.SAME, "a smaller unit than the base"),
          new Pair(KB, "128MB", "0x20000", Is.SAME, "hexadecimal"),
          new Pair(KB, "128MB", "0x80MB", Is.SAME, "hexadecimal with a unit"),
          new Pair(KB, "128MB", "0400000", Is.SAME, "octal"),
          new Pair(KB, "100", "0100", Is.DIFFERENT, "octal, not decimal"),
          new Pair(KB, "128MB", "0.125GB", Is.SAME, "a fraction"),
          new Pair(KB, "128MB", ".125GB", Is.SAME, "a fraction without digits before it"),
          new Pair(KB, "1GB", "1.GB", Is.SAME, "a fraction without digits after it"),
          new Pair(KB, "100MB", "1e2MB", Is.SAME, "an exponent"),
          new Pair(KB, "128MB", "+128MB", Is.SAME, "a sign"),
          new Pair(KB, "128MB", " 128 MB ", Is.SAME, "blanks around number and unit"),
          new Pair(KB, "128MB", "128\tMB", Is.SAME, "a tab is a blank"),
          new Pair(KB, "131072", "131072.4", Is.SAME, "rounded to the base unit"),
          new Pair(KB, "131072", "131071.6", Is.SAME, "rounded up, too"),
          new Pair(KB, "128MB", "0.12500001GB", Is.SAME, "rounded to MB, the next smaller unit"),
          new Pair(KB, "128MB", "128.0001MB", Is.SAME, "rounded to kB"),
          new Pair(KB, "1024", "1024.5kB", Is.SAME, "half to even: down"),
          new Pair(KB, "1026", "1025.5kB", Is.SAME, "half to even: up"),
          new Pair(KB, "128MB", "128mb", Is.DIFFERENT, "units have case: the second is no value"),
          new Pair(KB, "128mb", "131072kb", Is.DIFFERENT, "neither is a value"),
          new Pair(KB, "128mb", "128mb", Is.SAME, "no value, but the same text"),
          new Pair(KB, "128MB", "128 MB x", Is.DIFFERENT, "nothing may follow the unit"),
          new Pair(KB, "8", "08", Is.DIFFERENT, "8 is no octal digit: no value"),
          new Pair(KB, "2GB", "2147483647kB", Is.DIFFERENT, "the largest that fits"),
          new Pair(KB, "2147483648kB", "2097152MB", Is.DIFFERENT, "both too large to be a value"),
          new Pair(KB, "128MB", "128min", Is.DIFFERENT, "a unit of another family"),
          new Pair(BLOCKS, "16384", "128MB", Is.SAME, "a base unit of more than one"),
          new Pair(BLOCKS, "128MB", "131076kB", Is.SAME, "half a block, to even: down"),
          new Pair(BLOCKS, "128MB", "131077kB", Is.DIFFERENT, "more than half a block"),
          new Pair(BLOCKS, "128MB", "134217728B", Is.SAME, "bytes of blocks"),
          new Pair(MB, "1GB", "1024", Is.SAME, "base unit MB"),
          new Pair(MB, "1GB", "1048575kB", Is.SAME, "rounded to MB"),
          new Pair(MS, "1min", "60s", Is.SAME, "units of time"),
          new Pair(MS, "1min", "60000", Is.SAME, "base unit ms"),
          new Pair(MS, "1min", "60000000us", Is.SAME, "a smaller unit than the base"),
          new Pair(MS, "0.5min", "30s", Is.SAME, "a fraction of a minute"),
          new Pair(MS, "1.5d", "129600000", Is.SAME, "a fraction of a day"),
          new Pair(MS, "0.0001h", "0", Is.SAME, "rounded to minutes, the next smaller unit"),
          new Pair(MS, "1min", "1MIN", Is.DIFFERENT, "units have case"),
          new Pair(MS, "1min", "1m", Is.DIFFERENT, "m is no unit"),
          new Pair(S, "5min", "300", Is.SAME, "base unit s"),
          new Pair(S, "300", "300500ms", Is.SAME, "half a second, to even"),
          new Pair(S, "302", "301500ms", Is.SAME, "half a second, to even: up"),
          new Pair(MIN, "1d", "1440", Is.SAME, "base unit min"),
          new Pair(MIN, "2", "90s", Is.SAME, "half a minute, to even"),
          new Pair(MIN, "1", "89s", Is.SAME, "less than half a minute"),
          new Pair(REAL_MS, "2", "2000us", Is.SAME, "a unit on a fraction"),
          new Pair(REAL_MS, "2", "0.002s", Is.SAME, "a larger unit"),
          new Pair(REAL_MS, "1.5", "1500us", Is.SAME, "not rounded to the base unit"),
          new Pair(REAL_MS, "2", "0x2", Is.SAME, "hexadecimal"),
          new Pair(REAL_MS, "0", "-0", Is.DIFFERENT, "the sign of zero is shown"),
          new Pair(REAL_MS, "0", "1e-400", Is.DIFFERENT, "out of range: no value"),
          new Pair(REAL_MS, "nan", "NaN", Is.DIFFERENT, "neither is a value"),
          new Pair(REAL, "1", "1.0", Is.SAME, "digits that say nothing"),
          new Pair(REAL, "1", "0.1e1", Is.SAME, "an exponent"),
          new Pair(REAL, "1.1", "1.10", Is.SAME, "digits that say nothing"),
          new Pair(REAL, "10", "010", Is.SAME, "a real number is never octal"),
          new Pair(REAL, "1", "1 ", Is.SAME, "blanks behind"),
          new Pair(REAL, "1", "1kB", Is.DIFFERENT, "a setting without unit takes none"),
          new Pair(COUNT, "100", "0x64", Is.SAME, "a number without unit"),
          new Pair(COUNT, "100", "101", Is.DIFFERENT, "another number"),
          new Pair(BOOL, "on", "ON", Is.SAME, "in any case"),
          new Pair(BOOL, "on", "true", Is.SAME, "another word"),
          new Pair(BOOL, "on", "tR", Is.SAME, "the beginning of true"),
          new Pair(BOOL, "on", "y", Is.SAME, "the beginning of yes"),
          new Pair(BOOL, "on", "1", Is.SAME, "a digit"),
          new Pair(BOOL, "off", "of", Is.SAME, "the beginning of off"),
          new Pair(BOOL, "off", "fal", Is.SAME, "the beginning of false"),
          new Pair(BOOL, "off", "n", Is.SAME, "the beginning of no"),
          new Pair(BOOL, "on", "off", Is.DIFFERENT, "the other one"),
          new Pair(BOOL, "on", "o", Is.DIFFERENT, "begins two words: no value"),
          new Pair(BOOL, "off", "00", Is.DIFFERENT, "no value"),
          new Pair(BOOL, "on", "on ", Is.DIFFERENT, "blanks are not allowed"),
          new Pair(BOOL, "true", "truee", Is.DIFFERENT, "more than the word"),
          new Pair(BOOL, "on", "", Is.DIFFERENT, "nothing is no value"),
          new Pair(ENUM, "notice", "NOTICE", Is.SAME, "in any case"),
          new Pair(ENUM, "notice", "notice ", Is.DIFFERENT, "blanks are not allowed"),
          new Pair(STRING, "a", "A", Is.DIFFERENT, "a text is what it is"),
          new Pair(STRING, "128MB", "131072kB", Is.DIFFERENT, "a text is no quantity"));

  @ParameterizedTest
  @FieldSource("PAIRS")
  void spellingsAreTheSameIfTheServerShowsTheSame(Pair pair) {
    boolean expected = pair.expected() == Is.SAME;
    assertEquals(expected, pair.type().sameValue(pair.left(), pair.right()), pair.because());
    assertEquals(expected, pair.type().sameValue(pair.right(), pair.left()), pair.because());
  }

  /** The one place where less is assumed than the server knows. */
  @Test
  void aSwitchAmongTheWordsOfAnEnumIsNotAssumedToBeOne() {
    assertTrue(ENUM.sameValue("on", "ON"));
    assertEquals(false, ENUM.sameValue("on", "true"), "synchronous_commit takes both for the same");
  }
}
