package dev.steadfast.systemd.dbus;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.Relation;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.UnitSources;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;

/** What is made of answers that a systemd of today does not give. */
class UnitReaderTest {
  private static final UnitName A = new UnitName("a.service");
  private static final UnitName B = new UnitName("b.service");
  private static final String UNKNOWN_PROPERTY = "org.freedesktop.DBus.Error.UnknownProperty";

  private final List<Integer> roundTrips = new ArrayList<>();

  /** A manager that has loaded only a.service, and knows only the given properties. */
  private UnitReader reader(Map<String, Variant<?>> known) {
    return new UnitReader(
        (calls, absent, doing) -> {
          roundTrips.add(calls.size());
          List<Optional<Answer.Returned>> answers = new ArrayList<>();
          for (Call call : calls) {
            boolean isUnit = call.method().equals("GetUnit");
            answers.add(isUnit ? object(call) : property(call, known, absent));
          }
          return answers;
        });
  }

  private static Optional<Answer.Returned> object(Call call) {
    return call.arguments().getFirst().equals(A.value())
        ? Optional.of(returned(new DBusPath("/a")))
        : Optional.empty();
  }

  private static Optional<Answer.Returned> property(
      Call call, Map<String, Variant<?>> known, String absent) throws SystemdException {
    Optional<Variant<?>> value = Optional.ofNullable(known.get((String) call.arguments().get(1)));
    if (value.isEmpty() && !absent.equals(UNKNOWN_PROPERTY)) {
      throw new SystemdException(UNKNOWN_PROPERTY, "no such property");
    }
    return value.map(UnitReaderTest::returned);
  }

  private static Answer.Returned returned(Object value) {
    return new Answer.Returned(":1.0", List.of(value));
  }

  @Test
  void relationsThatSystemdIsTooOldForAreEmpty() throws SystemdException {
    Variant<?> names = new Variant<>(List.of("c.service", "no unit"), "as");
    SortedMap<UnitName, Dependents> found =
        reader(Map.of("RequiredBy", names)).dependents(List.of(B, A, B));
    assertEquals(List.of(A, B), List.copyOf(found.keySet()));
    assertEquals(Dependents.NONE, found.get(B));
    Dependents ofA = requireNonNull(found.get(A));
    Set<UnitName> c = Set.of(new UnitName("c.service"));
    for (Relation relation : Relation.values()) {
      assertEquals(relation == Relation.REQUIRED_BY ? c : Set.of(), ofA.of(relation));
    }
    assertEquals(List.of(2, Relation.values().length), roundTrips, "units, then properties");
  }

  @Test
  void aUnitOfNoFileHasNoFragment() throws SystemdException {
    UnitReader reader = reader(Map.of("FragmentPath", new Variant<>("")));
    assertEquals(UnitSources.NONE, reader.sources(List.of(A)).get(A));
  }

  @Test
  void otherErrorsAreErrors() {
    UnitReader reader =
        new UnitReader(
            (calls, absent, doing) -> {
              throw new SystemdException("org.freedesktop.DBus.Error.AccessDenied", doing);
            });
    SystemdException refused =
        assertThrows(SystemdException.class, () -> reader.conditionResults(List.of(A)));
    assertEquals("org.freedesktop.DBus.Error.AccessDenied", refused.errorName());
  }
}
