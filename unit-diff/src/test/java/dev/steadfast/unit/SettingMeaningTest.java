package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.testing.Row;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which spellings of a setting systemd takes for the same. */
class SettingMeaningTest {
  /** Values of several lines are divided by {@code |}. */
  record Case(String key, String before, String after, boolean isSame, String because)
      implements Row {
    @Override
    public String name() {
      return key + ": " + before + " / " + after;
    }

    @Override
    public String toString() {
      return name();
    }
  }

  static final List<Case> CASES =
      Row.table(
          same("Unit/Wants", "a.target b.target", "b.target a.target", "an unordered list"),
          same("Unit/Wants", "a.target|b.target", "b.target a.target", "in any number of lines"),
          same("Unit/After", "a.target a.target", "a.target", "named twice is named"),
          other("Unit/Wants", "a.target", "a.target b.target", "one more"),
          other("Unit/Wants", "\"a.target\" b.target", "b.target \"a.target\"", "not plain words"),
          other("Unit/RequiresMountsFor", "/a\\ /b", "/b /a\\", "a blank that is quoted"),
          same("Service/RemainAfterExit", "yes", "True", "a boolean"),
          same("Service/RemainAfterExit", "0", "off", "a boolean"),
          other("Service/RemainAfterExit", "yes", "no", "another boolean"),
          other("Service/RemainAfterExit", "yes", "si", "no boolean: systemd ignores the line"),
          other("Service/RemainAfterExit", "no|yes", "yes", "only the last valid line counts"),
          same("Service/TimeoutStopSec", "90", "1min 30s", "a time span"),
          other("Service/TimeoutStopSec", "90", "90min", "a longer one"),
          other("Service/TimeoutStopSec", "infinity", "999999999y", "not known to be for ever"),
          other("Service/TimeoutStopSec", "0.5s", "500ms", "fractions are rounded"),
          same("Service/MemoryMax", "1G", "1024M", "a size"),
          same("Service/MemoryMax", "1024B", "1K", "in bytes"),
          other("Service/MemoryMax", "10%", "10", "of something else"),
          same("Service/KillSignal", "SIGTERM", "TERM", "a signal"),
          other("Service/KillSignal", "SIGTERM", "SIGINT", "another one"),
          other("Service/ExecStart", "/bin/a  b", "/bin/a b", "has no type of its own"),
          other("Service/Unknown", "yes", "true", "is no setting of systemd"));

  @ParameterizedTest
  @FieldSource("CASES")
  void spellingsAreComparedByMeaning(Case row) {
    String[] key = row.key().split("/", 2);
    SettingKey setting = new SettingKey(key[0], key[1]);
    List<String> before = List.of(row.before().split("\\|", -1));
    List<String> after = List.of(row.after().split("\\|", -1));
    assertEquals(row.isSame(), SettingMeaning.isSame(setting, before, after), row.because());
    assertEquals(row.isSame(), SettingMeaning.isSame(setting, after, before), row.because());
  }

  private static Case same(String key, String before, String after, String because) {
    return new Case(key, before, after, true, because);
  }

  private static Case other(String key, String before, String after, String because) {
    return new Case(key, before, after, false, because);
  }
}
