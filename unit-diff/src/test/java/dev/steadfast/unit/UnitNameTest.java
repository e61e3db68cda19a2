package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.testing.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class UnitNameTest {

  /**
   * @param name the unit name
   * @param kind {@code plain}, {@code template} or the instance after a colon
   */
  record Valid(String name, UnitType type, String kind, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Valid> VALID =
      Row.table(
          new Valid("nginx.service", UnitType.SERVICE, "plain", "the plain case"),
          new Valid("-.mount", UnitType.MOUNT, "plain", "the root mount"),
          new Valid("dev-disk-by\\x2dlabel-x.swap", UnitType.SWAP, "plain", "escaped path"),
          new Valid("a.b.c.socket", UnitType.SOCKET, "plain", "the type is behind the last dot"),
          new Valid("getty@.service", UnitType.SERVICE, "template", "nothing behind the @"),
          new Valid("getty@tty1.service", UnitType.SERVICE, ":tty1", "an instance"),
          new Valid(
              "sshd@7-10.0.0.1:22-10.0.0.2:4711.service",
              UnitType.SERVICE,
              ":7-10.0.0.1:22-10.0.0.2:4711",
              "instances hold dots"),
          new Valid("a@b@c.timer", UnitType.TIMER, ":b@c", "the first @ counts"),
          new Valid("a@b@.timer", UnitType.TIMER, ":b@", "an instance that ends in @"),
          new Valid("user-1000.slice", UnitType.SLICE, "plain", "a slice"),
          new Valid("x".repeat(247) + ".service", UnitType.SERVICE, "plain", "255 characters"));

  @ParameterizedTest
  @FieldSource("VALID")
  void isTakenApart(Valid row) {
    UnitName name = UnitName.parse(row.name()).orElseThrow();
    assertEquals(row.type(), name.type(), row.because());
    assertEquals(row.kind().equals("template"), name.isTemplate(), row.because());
    String instance = row.kind().startsWith(":") ? row.kind().substring(1) : "";
    assertEquals(instance, name.instance().orElse(""), row.because());
    assertEquals(row.name(), name.stem() + "." + name.type().suffix());
    assertEquals(
        instance.isEmpty() ? "" : name.prefix() + "@." + name.type().suffix(),
        name.template().map(UnitName::value).orElse(""));
  }

  record Invalid(String name, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Invalid> INVALID =
      Row.table(
          new Invalid("", "nothing"),
          new Invalid("nginx", "no type"),
          new Invalid(".service", "no name"),
          new Invalid("nginx.", "an empty type"),
          new Invalid("nginx.conf", "no unit type"),
          new Invalid("nginx.Service", "types are lower case"),
          new Invalid("service.d", "a drop-in directory"),
          new Invalid("multi-user.target.wants", "a dependency directory"),
          new Invalid("@x.service", "no name before the @"),
          new Invalid("a b.service", "a blank"),
          new Invalid("a/b.service", "a path"),
          new Invalid("ä.service", "not ASCII"),
          new Invalid("x".repeat(248) + ".service", "256 characters"));

  @ParameterizedTest
  @FieldSource("INVALID")
  void isRefused(Invalid row) {
    assertTrue(UnitName.parse(row.name()).isEmpty(), row.because());
    assertThrows(IllegalArgumentException.class, () -> new UnitName(row.name()), row.because());
  }

  record Link(String name, String target, boolean alias, String because) implements Row {
    @Override
    public String toString() {
      return name + " -> " + target;
    }
  }

  static final List<Link> LINKS =
      Row.table(
          new Link("a.service", "b.service", true, "one plain unit of the same type"),
          new Link("a@.service", "b@.service", true, "a template for a template"),
          new Link("c@1.service", "b@1.service", true, "the same instance"),
          new Link("d@1.service", "d@.service", true, "an instance of its own template"),
          new Link("e@1.service", "b@.service", true, "an instance of another template"),
          new Link("f.service", "f.service", false, "itself"),
          new Link("g.service", "g.socket", false, "another type"),
          new Link("h.service", "b@.service", false, "a plain unit for a template"),
          new Link("i.service", "b@1.service", false, "a plain unit for an instance"),
          new Link("j@.service", "b.service", false, "a template for a plain unit"),
          new Link("k@1.service", "b@2.service", false, "another instance"),
          new Link("l@1.service", "b.service", false, "an instance for a plain unit"));

  @ParameterizedTest
  @FieldSource("LINKS")
  void namesAUnitOfItsKind(Link row) {
    assertEquals(
        row.alias(),
        new UnitName(row.name()).mayBeAliasOf(new UnitName(row.target())),
        row.because());
  }

  @Test
  void anInstanceThatMakesTheNameTooLongIsNone() {
    UnitName template = new UnitName("a@.service");
    assertEquals("a@b.service", template.withInstance("b").orElseThrow().value());
    assertFalse(template.withInstance("x".repeat(250)).isPresent());
  }
}
