package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.Relation;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.UnitSources;
import dev.steadfast.systemd.dbus.Call.Peer;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/**
 * Reads properties of units: of many in two round trips, one for the objects of those that are
 * loaded, one for their properties.
 *
 * <p>The path of an object could be computed, but to read a property of a unit that is not loaded
 * makes systemd load it. Source: {@code manager_load_unit_from_dbus_path()} of systemd 252.
 */
final class UnitReader {
  private static final String NO_SUCH_UNIT = Manager.NAME + ".NoSuchUnit";
  private static final String UNKNOWN_PROPERTY = "org.freedesktop.DBus.Error.UnknownProperty";
  private static final List<Property> SERVICE =
      List.of(
          new Property("Unit", "InvocationID"),
          new Property("Service", "MainPID"),
          new Property("Service", "ControlGroup"),
          new Property("Service", "ExecMainStartTimestampMonotonic"),
          new Property("Service", "ExecMainStatus"));
  private static final List<Property> RELOAD = List.of(new Property("Service", "ReloadResult"));
  private static final List<Property> SOURCES =
      List.of(
          new Property("Unit", "FragmentPath"),
          new Property("Unit", "DropInPaths"),
          new Property("Unit", "NeedDaemonReload"));

  /** One by one: {@code GetAll} takes twice as long, as it finds out and sends much else. */
  private static final List<Property> RELATIONS =
      Arrays.stream(Relation.values())
          .map(relation -> new Property("Unit", Words.property(relation)))
          .toList();

  private static final List<Property> ORDER = List.of(new Property("Unit", "After"));

  private static final List<Property> CONDITIONS =
      List.of(
          new Property("Unit", "ConditionResult"),
          new Property("Unit", "ConditionTimestampMonotonic"));

  /** Sends calls that read, pipelined. */
  interface Reading {
    /**
     * Waits for all answers.
     *
     * @param absent error that says that what was asked for is not there
     * @return one a call, in the order of the calls; empty if it was refused with that error
     */
    List<Optional<Answer.Returned>> readAll(List<Call> calls, String absent, String doing)
        throws SystemdException;
  }

  /**
   * One property.
   *
   * @param kind last word of its interface
   */
  private record Property(String kind, String name) {}

  /** Values by name; what systemd is too old to know is missing. */
  private record Values(UnitName unit, Map<String, Object> byName) {
    String text(String name) {
      return (String) byName.getOrDefault(name, "");
    }

    long number(String name) {
      return ((Number) byName.getOrDefault(name, 0)).longValue();
    }

    boolean flag(String name) {
      return (Boolean) byName.getOrDefault(name, false);
    }

    List<?> list(String name) {
      return (List<?>) byName.getOrDefault(name, List.of());
    }

    List<String> texts(String name) {
      return list(name).stream().map(String.class::cast).toList();
    }

    SortedSet<UnitName> units(String name) {
      SortedSet<UnitName> units = new TreeSet<>();
      for (String text : texts(name)) {
        Optional<UnitName> unit = UnitName.parse(text);
        if (unit.isPresent()) {
          units.add(unit.get());
        }
      }
      return units;
    }

    String hex(String name) {
      StringBuilder text = new StringBuilder();
      for (Object each : list(name)) {
        HexFormat.of().toHexDigits(text, (Byte) each);
      }
      return text.toString();
    }
  }

  private final Reading reading;

  UnitReader(Reading reading) {
    this.reading = reading;
  }

  ObservedService service(UnitName unit) throws SystemdException {
    String doing = "asking for the state of " + unit;
    return read(List.of(unit), SERVICE, doing).stream()
        .findFirst()
        .map(UnitReader::service)
        .orElse(ObservedService.NOT_LOADED);
  }

  private static ObservedService service(Values values) {
    return new ObservedService(
        values.hex("InvocationID"),
        values.number("MainPID"),
        values.text("ControlGroup"),
        values.number("ExecMainStartTimestampMonotonic"),
        (int) values.number("ExecMainStatus"));
  }

  /** How the last reload of a service ended, in systemd's word; empty if it is not loaded. */
  String reloadResult(UnitName unit) throws SystemdException {
    String doing = "asking how the reload of " + unit + " ended";
    return read(List.of(unit), RELOAD, doing).stream()
        .findFirst()
        .map(values -> values.text("ReloadResult"))
        .orElse("");
  }

  SortedMap<UnitName, UnitSources> sources(Collection<UnitName> units) throws SystemdException {
    SortedMap<UnitName, UnitSources> sources = new TreeMap<>();
    units.forEach(unit -> sources.put(unit, UnitSources.NONE));
    String doing = "asking where units are loaded from";
    read(units, SOURCES, doing).forEach(values -> sources.put(values.unit(), sources(values)));
    return Collections.unmodifiableSortedMap(sources);
  }

  private static UnitSources sources(Values values) {
    String fragment = values.text("FragmentPath");
    return new UnitSources(
        fragment.isEmpty() ? Optional.empty() : Optional.of(fragment),
        values.texts("DropInPaths"),
        values.flag("NeedDaemonReload"));
  }

  SortedMap<UnitName, Dependents> dependents(Collection<UnitName> units) throws SystemdException {
    SortedMap<UnitName, Dependents> dependents = new TreeMap<>();
    units.forEach(unit -> dependents.put(unit, Dependents.NONE));
    for (Values values : read(units, RELATIONS, "asking what depends on units")) {
      dependents.put(values.unit(), dependents(values));
    }
    return Collections.unmodifiableSortedMap(dependents);
  }

  private static Dependents dependents(Values values) {
    SortedMap<Relation, SortedSet<UnitName>> byRelation = new TreeMap<>();
    for (Relation relation : Relation.values()) {
      byRelation.put(relation, values.units(Words.property(relation)));
    }
    return new Dependents(byRelation);
  }

  SortedMap<UnitName, Boolean> conditionResults(Collection<UnitName> units)
      throws SystemdException {
    SortedMap<UnitName, Boolean> results = new TreeMap<>();
    for (Values values : read(units, CONDITIONS, "asking for the conditions of units")) {
      if (values.number("ConditionTimestampMonotonic") != 0) {
        results.put(values.unit(), values.flag("ConditionResult"));
      }
    }
    return Collections.unmodifiableSortedMap(results);
  }

  /**
   * Which units each one is ordered after, by all that systemd knows. It loads those that are not
   * loaded.
   */
  SortedMap<UnitName, SortedSet<UnitName>> orderedAfter(Collection<UnitName> units)
      throws SystemdException {
    String doing = "asking how units are ordered";
    SortedMap<UnitName, SortedSet<UnitName>> after = new TreeMap<>();
    for (Values values : read(objects("LoadUnit", units, doing), ORDER, doing)) {
      after.put(values.unit(), values.units("After"));
    }
    return Collections.unmodifiableSortedMap(after);
  }

  /** Properties of those units that are loaded. */
  private List<Values> read(Collection<UnitName> units, List<Property> which, String doing)
      throws SystemdException {
    return read(objects("GetUnit", units, doing), which, doing);
  }

  private List<Values> read(SortedMap<UnitName, String> objects, List<Property> which, String doing)
      throws SystemdException {
    List<Call> calls = new ArrayList<>(objects.size() * which.size());
    for (String object : objects.values()) {
      Peer peer = Manager.properties(object);
      for (Property property : which) {
        calls.add(Call.of(peer, "Get", Manager.NAME + "." + property.kind(), property.name()));
      }
    }
    Iterator<Optional<Answer.Returned>> answers =
        reading.readAll(calls, UNKNOWN_PROPERTY, doing).iterator();
    List<Values> all = new ArrayList<>(objects.size());
    for (UnitName unit : objects.keySet()) {
      Map<String, Object> byName = new HashMap<>();
      for (Property property : which) {
        answers.next().ifPresent(answer -> byName.put(property.name(), value(answer)));
      }
      all.add(new Values(unit, byName));
    }
    return all;
  }

  /** Paths of the objects of units. */
  private SortedMap<UnitName, String> objects(
      String method, Collection<UnitName> units, String doing) throws SystemdException {
    List<UnitName> each = List.copyOf(new TreeSet<>(units));
    List<Call> calls = new ArrayList<>(each.size());
    for (UnitName unit : each) {
      calls.add(Call.of(Manager.PEER, method, unit.value()));
    }
    Iterator<Optional<Answer.Returned>> answers =
        reading.readAll(calls, NO_SUCH_UNIT, doing).iterator();
    SortedMap<UnitName, String> objects = new TreeMap<>();
    for (UnitName unit : each) {
      answers
          .next()
          .map(found -> ((DBusPath) found.values().getFirst()).getPath())
          .ifPresent(path -> objects.put(unit, path));
    }
    return objects;
  }

  private static Object value(Answer.Returned answer) {
    return ((Variant<?>) answer.values().getFirst()).getValue();
  }
}
