package dev.steadfast.unit;

import java.util.Optional;

/**
 * A unit's full name, such as {@code getty@tty1.service}. Source: systemd.unit(5) and {@code
 * unit_name_is_valid()} of systemd.
 *
 * <p>The type is what follows the last dot and the instance what follows the first {@code @}, so
 * instances may hold both: {@code talk@7-10.0.0.1:22-10.0.0.2:4711.service}.
 */
public record UnitName(String value) implements Comparable<UnitName> {
  private static final int MAX_LENGTH = 255;

  public UnitName {
    if (typeOf(value).isEmpty()) {
      throw new IllegalArgumentException("not a unit name: " + value);
    }
  }

  /** The name, if the text is a valid one. */
  public static Optional<UnitName> parse(String text) {
    return typeOf(text).isPresent() ? Optional.of(new UnitName(text)) : Optional.empty();
  }

  private static Optional<UnitType> typeOf(String text) {
    int dot = text.lastIndexOf('.');
    if (dot <= 0 || text.length() > MAX_LENGTH || text.charAt(0) == '@') {
      return Optional.empty();
    }
    for (int i = 0; i < dot; i++) {
      if (!isNameCharacter(text.charAt(i))) {
        return Optional.empty();
      }
    }
    return UnitType.ofSuffix(text.substring(dot + 1));
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || ":-_.\\@".indexOf(c) >= 0;
  }

  /** What kind of unit it names. */
  public UnitType type() {
    return typeOf(value).orElseThrow();
  }

  /** The name without the dot and the type. */
  public String stem() {
    return value.substring(0, value.lastIndexOf('.'));
  }

  /** The stem up to the first {@code @}, which it does not hold; all of it where there is none. */
  String prefix() {
    int at = value.indexOf('@');
    return at < 0 ? stem() : value.substring(0, at);
  }

  /** {@code foo@.service}: cannot run itself. */
  public boolean isTemplate() {
    int at = value.indexOf('@');
    return at >= 0 && at == value.lastIndexOf('.') - 1;
  }

  /** The instance string of {@code foo@bar.service}; empty for plain units and for templates. */
  public Optional<String> instance() {
    int at = value.indexOf('@');
    return at < 0 || isTemplate()
        ? Optional.empty()
        : Optional.of(value.substring(at + 1, value.lastIndexOf('.')));
  }

  /** {@code foo@.service} for {@code foo@bar.service}; empty for all that is no instance. */
  public Optional<UnitName> template() {
    return instance().isPresent() ? withInstance("") : Optional.empty();
  }

  /**
   * The template's name with another instance string, empty if that is no valid name: too long, for
   * example.
   */
  Optional<UnitName> withInstance(String instance) {
    return parse(prefix() + "@" + instance + value.substring(value.lastIndexOf('.')));
  }

  /**
   * What a dependency of a unit on this name is a dependency on: for a template the instance with
   * the unit's own instance string, or with its prefix. Empty if that is no valid name. Source:
   * {@code resolve_template()} of systemd.
   */
  Optional<UnitName> instantiatedFor(UnitName unit) {
    return isTemplate() ? withInstance(unit.instance().orElse(unit.prefix())) : Optional.of(this);
  }

  /**
   * Whether a link from this name to the other one makes an alias: one type, and a template for a
   * template, or for an instance the same instance or any template. Source: {@code
   * unit_validate_alias_symlink_or_warn()} of systemd.
   */
  boolean mayBeAliasOf(UnitName target) {
    if (equals(target) || type() != target.type()) {
      return false;
    }
    if (instance().isPresent()) {
      return target.isTemplate() || instance().equals(target.instance());
    }
    return target.instance().isEmpty() && isTemplate() == target.isTemplate();
  }

  @Override
  public int compareTo(UnitName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
