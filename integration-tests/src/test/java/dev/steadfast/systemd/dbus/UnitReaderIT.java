package dev.steadfast.systemd.dbus;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.Relation;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.UnitSources;
import dev.steadfast.unit.UnitName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real systemd says of its units. */
class UnitReaderIT {
  private static final Duration AMPLE = Duration.ofSeconds(60);
  private static final String RUNS = "[Service]\nType=exec\nExecStart=/bin/sleep infinity\n";
  private static final UnitName HUB = new UnitName("hub.service");
  private static final UnitName TIMER = new UnitName("hub.timer");

  /** How another unit says that it is in a relation of the hub. */
  private static final Map<Relation, String> INVERSE =
      Map.of(
          Relation.REQUIRED_BY, "Requires",
          Relation.REQUISITE_OF, "Requisite",
          Relation.BOUND_BY, "BindsTo",
          Relation.CONSISTS_OF, "PartOf",
          Relation.PROPAGATES_STOP_TO, "StopPropagatedFrom",
          Relation.PROPAGATES_RELOAD_TO, "ReloadPropagatedFrom",
          Relation.CONFLICTED_BY, "Conflicts");

  /** How the hub says so itself. */
  private static final Map<Relation, String> OWN =
      Map.of(
          Relation.REQUIRES, "Requires",
          Relation.REQUISITE, "Requisite",
          Relation.BINDS_TO, "BindsTo",
          Relation.WANTS, "Wants",
          Relation.UPHOLDS, "Upholds",
          Relation.CONFLICTS, "Conflicts");

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @SuppressWarnings("NullAway.Init")
  private static DbusSystemd systemd;

  @BeforeAll
  static void boot() throws SystemdException {
    box = Box.boot(BoxOptions.named("reader"));
    systemd =
        DbusSystemd.connect("unix:path=/proc/" + box.pid1() + "/root/run/dbus/system_bus_socket");
  }

  @AfterAll
  static void end() {
    systemd.close();
    box.close();
  }

  private static void define(UnitName unit, String text) {
    box.write("/run/systemd/system/" + unit, text);
  }

  private static void start(UnitName unit) throws SystemdException {
    assertEquals(Map.of(unit, JobResult.DONE), systemd.run(JobType.START, List.of(unit), AMPLE));
  }

  @Test
  void dropInsAndStaleUnitsAreSeen() throws SystemdException {
    UnitName unit = new UnitName("dropped.service");
    String dropIn = "/run/systemd/system/" + unit + ".d/a.conf";
    define(unit, RUNS);
    box.write(dropIn, "[Unit]\nDescription=a\n");
    systemd.daemonReload();
    start(unit);
    Optional<String> fragment = Optional.of("/run/systemd/system/" + unit);
    assertEquals(new UnitSources(fragment, List.of(dropIn), false), systemd.sources(unit));
    box.run("rm", dropIn).orThrow();
    assertEquals(new UnitSources(fragment, List.of(dropIn), true), systemd.sources(unit));
    systemd.daemonReload();
    assertEquals(new UnitSources(fragment, List.of(), false), systemd.sources(unit));
  }

  @Test
  void everyRelationIsRead() throws SystemdException {
    defineTheHub();
    systemd.daemonReload();
    start(new UnitName("all.target"));
    SortedMap<UnitName, Dependents> found = systemd.dependents(List.of(HUB, TIMER));
    Dependents ofHub = requireNonNull(found.get(HUB));
    Dependents ofTimer = requireNonNull(found.get(TIMER));
    for (Relation relation : Relation.values()) {
      switch (relation) {
        case TRIGGERS -> assertEquals(Set.of(HUB), ofTimer.of(relation));
        case TRIGGERED_BY -> assertEquals(Set.of(TIMER), ofHub.of(relation));
        case REQUIRED_BY,
            REQUISITE_OF,
            BOUND_BY,
            CONSISTS_OF,
            PROPAGATES_STOP_TO,
            PROPAGATES_RELOAD_TO,
            CONFLICTED_BY,
            REQUIRES,
            REQUISITE,
            BINDS_TO,
            WANTS,
            UPHOLDS,
            CONFLICTS ->
            assertTrue(ofHub.of(relation).contains(peer(relation)), relation + ": " + ofHub);
      }
    }
  }

  private static void defineTheHub() {
    String bare = "[Unit]\nDefaultDependencies=no\n";
    StringBuilder hub = new StringBuilder(bare);
    for (Relation relation : Relation.values()) {
      Optional<String> own = Optional.ofNullable(OWN.get(relation));
      own.ifPresent(key -> hub.append(key + "=" + peer(relation) + "\n"));
      Optional<String> inverse = Optional.ofNullable(INVERSE.get(relation));
      String line = inverse.map(key -> key + "=" + HUB + "\n").orElse("");
      define(peer(relation), bare + line + RUNS);
    }
    define(HUB, hub + RUNS);
    define(TIMER, bare + "[Timer]\nOnActiveSec=1d\n");
    // systemd knows an inverse only of units that it has loaded: what names them keeps them loaded.
    String all = Arrays.stream(Relation.values()).map(r -> peer(r).value()).collect(joining(" "));
    define(new UnitName("all.target"), bare + "Before=" + HUB + " " + TIMER + " " + all + "\n");
  }

  private static UnitName peer(Relation relation) {
    return new UnitName("peer-" + relation.name().toLowerCase(Locale.ROOT) + ".service");
  }

  /** What a forecast says happens: systemd stops and restarts these and no others. */
  @Test
  void jobsPullAlongWhatIsForecast() throws SystemdException {
    UnitName cause = new UnitName("cause.service");
    SortedSet<UnitName> others = new TreeSet<>();
    define(cause, RUNS);
    for (String key : List.of("Requires", "BindsTo", "PartOf", "StopPropagatedFrom", "Wants")) {
      UnitName unit = new UnitName("pulled-" + key + ".service");
      others.add(unit);
      define(unit, "[Unit]\n" + key + "=" + cause + "\nAfter=" + cause + "\n" + RUNS);
    }
    systemd.daemonReload();
    start(cause);
    systemd.run(JobType.START, others, AMPLE);
    Dependents forecast = requireNonNull(systemd.dependents(List.of(cause)).get(cause));
    assertEquals(3, forecast.restartedWith().size());
    assertEquals(4, forecast.stoppedWith().size());
    assertEquals(forecast.restartedWith(), movedBy(JobType.RESTART, cause, others));
    assertEquals(forecast.stoppedWith(), movedBy(JobType.STOP, cause, others));
  }

  private static SortedSet<UnitName> movedBy(JobType type, UnitName cause, SortedSet<UnitName> all)
      throws SystemdException {
    SortedMap<UnitName, ObservedService> before = services(all);
    systemd.run(type, List.of(cause), AMPLE);
    long end = System.nanoTime() + AMPLE.toNanos();
    while (!systemd.jobs().isEmpty()) {
      assertTrue(System.nanoTime() < end, "jobs are left");
    }
    SortedMap<UnitName, ObservedService> after = services(all);
    SortedSet<UnitName> moved = new TreeSet<>(all);
    moved.removeIf(unit -> requireNonNull(before.get(unit)).equals(after.get(unit)));
    return moved;
  }

  private static SortedMap<UnitName, ObservedService> services(Collection<UnitName> units)
      throws SystemdException {
    SortedMap<UnitName, ObservedService> services = new TreeMap<>();
    for (UnitName unit : units) {
      services.put(unit, systemd.service(unit));
    }
    return services;
  }

  @Test
  void conditionsThatDoNotHoldAreSeen() throws SystemdException {
    UnitName unit = new UnitName("condition.service");
    UnitName timer = new UnitName("condition.timer");
    define(unit, "[Unit]\nConditionPathExists=/nowhere\n" + RUNS);
    define(timer, "[Timer]\nOnActiveSec=1d\n");
    systemd.daemonReload();
    start(timer);
    assertEquals(Map.of(), systemd.conditionResults(List.of(unit)), "loaded, never checked");
    start(unit);
    assertEquals(Map.of(unit, false), systemd.conditionResults(List.of(unit)));
  }

  /** dbus-daemon turns away who has more than 128 calls without an answer. */
  @Test
  void hundredsOfUnitsAreReadAtOnce() throws SystemdException {
    define(new UnitName("many@.service"), RUNS);
    SortedSet<UnitName> many = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      many.add(new UnitName("many@" + i + ".service"));
    }
    systemd.run(JobType.START, many, AMPLE);
    SortedMap<UnitName, UnitSources> sources = systemd.sources(many);
    assertEquals(many, sources.keySet());
    Optional<String> template = Optional.of("/run/systemd/system/many@.service");
    assertTrue(sources.values().stream().allMatch(each -> each.fragment().equals(template)));
    SortedMap<UnitName, Dependents> dependents = systemd.dependents(many);
    assertEquals(many, dependents.keySet());
    UnitName slice = new UnitName("system-many.slice");
    assertTrue(
        dependents.values().stream().allMatch(each -> each.of(Relation.REQUIRES).contains(slice)));
  }
}
