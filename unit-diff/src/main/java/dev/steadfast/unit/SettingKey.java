package dev.steadfast.unit;

import java.util.Comparator;

/** A setting's section and name as in the unit file, such as {@code Service/ExecReload}. */
public record SettingKey(String section, String name) implements Comparable<SettingKey> {
  private static final Comparator<SettingKey> ORDER =
      Comparator.comparing(SettingKey::section).thenComparing(SettingKey::name);

  @Override
  public int compareTo(SettingKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return section + "/" + name;
  }
}
