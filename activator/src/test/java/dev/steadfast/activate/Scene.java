package dev.steadfast.activate;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import dev.steadfast.config.Term;
import dev.steadfast.nixos.ChildEnvironment;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.ClientSpec;
import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists;
import dev.steadfast.plan.ReloadMechanism;
import dev.steadfast.plan.RunAs;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.ValidationSpec;
import dev.steadfast.plan.Verdict;
import dev.steadfast.plan.WitnessSpec;
import dev.steadfast.policy.Mode;
import dev.steadfast.process.Identity;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.FakeSystemd;
import dev.steadfast.systemd.FakeUnit;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A small system: one daemon with a linked and a nested config file, an old and a next toplevel.
 *
 * <p>The daemon knows a link in its state directory, whose target changes, and a store path, over
 * which the next content is bound.
 */
final class Scene {
  static final UnitName DAEMON = new UnitName("daemon.service");
  static final Path OLD_CONF = store('a', "main.conf");
  static final Path NEXT_CONF = store('b', "main.conf");
  static final Path OLD_RULES = store('c', "rules.conf");
  static final Path NEXT_RULES = store('d', "rules.conf");
  static final WitnessSpec MOVED =
      new WitnessSpec.QueryMoved("load", Duration.ofMillis(500), "the load did not move");
  static final WitnessSpec LOG =
      new WitnessSpec.LogFreeOf("was not applied", Optional.of("reloading"), "it complained");
  static final WitnessSpec NO_ERRORS =
      new WitnessSpec.QueryEmpty("errors", "the server has errors");
  static final WitnessSpec ONLY_OWED =
      new WitnessSpec.QueryOnly("pending", List.of("size"), "pending though not owed");
  static final WitnessSpec REPLACED =
      new WitnessSpec.ChildrenReplaced(
          FakeDaemon.WORKER, Duration.ofSeconds(10), "a load forks new workers");
  static final ValidationSpec REHEARSAL =
      new ValidationSpec.QueryEmpty("rehearsal", "the file has errors");

  static final RunAs ROOT = new RunAs("", "");
  static final Verdict VERDICT = new Verdict(Mode.RESTART, List.of(), List.of());

  final Path directory;
  final Path link;
  final Places places;
  final FakeSystemd systemd = new FakeSystemd();
  final FakeView view = new FakeView(systemd);
  final FakeDaemon daemon;
  final List<String> effects = new ArrayList<>();
  final FakeTicker ticker = new FakeTicker();
  EffectListener listener = effects::add;
  final List<Announcement> announced = new ArrayList<>();
  Outside outside =
      new Outside(
          announced::add,
          (plan, asked) -> new Outside.Replanned(plan, List.of()),
          announcer -> List.of(),
          device -> {});
  Tools tools;
  UnitLog log;
  LiveView seenBy;
  Systemd bus;
  Optional<Identity> planned;
  List<Handover> handovers;
  List<WitnessSpec> witnesses = List.of(MOVED, LOG, NO_ERRORS, ONLY_OWED);
  List<ValidationSpec> validations = List.of(REHEARSAL);
  Path next;
  private int settled;
  List<Path> pins = List.of();
  Step.WhenDown whenDown = Step.WhenDown.NOTHING;
  Optional<Duration> scriptDeadline = Optional.empty();
  ChildEnvironment environment = new ChildEnvironment(new TreeMap<>());

  Scene(Path directory) throws IOException {
    this.directory = directory;
    this.link = directory.resolve("var/daemon/main.conf");
    this.places =
        new Places(
            directory.resolve("run/steadfast"),
            directory.resolve("run/nixos"),
            directory.resolve("nix/var/nix/gcroots"),
            SystemRoot.under(directory));
    this.next = directory.resolve("next");
    this.tools = new Tools(List.of(directory.resolve("bin")));
    writeFiles();
    systemd.running(DAEMON, FakeUnit.SANDBOXED, 4711);
    daemon = new FakeDaemon(DAEMON, view, directory.resolve("answers"), List.of(link, OLD_RULES));
    List.of("errors", "pending", "rehearsal").forEach(query -> daemon.answer(query, ""));
    systemd.onJob(daemon::onJob);
    log = daemon;
    seenBy = view;
    bus = systemd;
    planned = runningNow();
    handovers =
        List.of(
            new Handover.Bind(OLD_RULES, NEXT_RULES),
            new Handover.Relink(link, NEXT_CONF, Optional.empty()));
  }

  private void writeFiles() throws IOException {
    Files.createDirectories(link.getParent());
    Files.createDirectories(directory.resolve("nix/store"));
    Files.createDirectories(directory.resolve("run"));
    Files.createDirectories(places.gcRoots());
    for (Path content : List.of(OLD_CONF, NEXT_CONF, OLD_RULES, NEXT_RULES)) {
      Files.writeString(real(content), "text of " + content + "\n");
    }
    Files.createSymbolicLink(link, OLD_CONF);
    program("bin/setpriv", SceneTools.SETPRIV);
    program("bin/journalctl", "exit 1");
    program("client", SceneTools.CLIENT);
    program("next/activate", "exit 0");
  }

  static Path store(char hash, String name) {
    return Path.of("/nix/store/" + String.valueOf(hash).repeat(32) + "-" + name);
  }

  /** Where a path of the scene's own file system is. */
  Path real(Path path) {
    return directory.resolve(path.toString().substring(1));
  }

  /** A shell script that can be executed. */
  Path program(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Optional<Identity> runningNow() {
    try {
      return view.identity(DAEMON);
    } catch (SystemdException impossible) {
      throw new AssertionError(impossible);
    }
  }

  ClientSpec client() {
    List<Term> run =
        List.of(
            Term.parse(directory.resolve("client").toString()),
            Term.parse(directory.resolve("answers").toString()),
            Term.parse("{query}"));
    return new ClientSpec(run, new TreeMap<>(), ROOT, Duration.ofSeconds(20));
  }

  Step.Reload reload() {
    return new Step.Reload(
        DAEMON,
        VERDICT,
        planned,
        handovers,
        ReloadMechanism.UNIT,
        Optional.of(client()),
        validations,
        witnesses,
        pins,
        whenDown);
  }

  Plan plan(Step... steps) {
    SortedMap<UnitName, Step> all = new TreeMap<>();
    for (Step step : steps) {
      all.put(step.unit(), step);
    }
    Path from = directory.resolve("old");
    return Plan.ofUnits(from, next, Basis.OBSERVED, true, List.of(), all);
  }

  Activation activation() {
    Machine machine = new Machine(bus, seenBy, log, tools, places);
    ActivationOptions options =
        new ActivationOptions(
            Optional.empty(),
            environment,
            Redirect.appendTo(directory.resolve("output").toFile()),
            scriptDeadline,
            Duration.ofSeconds(60),
            Duration.ofSeconds(600),
            PlanLists.Targets.HIDDEN);
    return new Activation(machine, options, outside, listener, ticker);
  }

  ActivationReport run(Step... steps) {
    return activation().run(plan(steps));
  }

  /** What systemd did, but for daemon-reload and mounts. */
  List<String> jobs() {
    return systemd.log().stream()
        .skip(settled)
        .filter(line -> !line.startsWith("bind ") && !line.equals("daemon-reload"))
        .toList();
  }

  /** What has happened until now belongs to the past of the scene. */
  private void settle() {
    settled = systemd.log().size();
  }

  void stopDaemon() {
    try {
      systemd.run(JobType.STOP, List.of(DAEMON), Duration.ofSeconds(1));
    } catch (SystemdException impossible) {
      throw new AssertionError(impossible);
    }
    settle();
  }

  /** The daemon crashes and is started again, as the unit it was. */
  void crashDaemon() {
    systemd.running(DAEMON, FakeUnit.SANDBOXED, 4712);
  }

  /** The link comes first, and then systemd refuses the mount. */
  void refuseMounts() {
    systemd.define(DAEMON, FakeUnit.PLAIN);
    handovers = handovers.reversed();
  }

  void makeLinkAFile() throws IOException {
    Files.delete(link);
    Files.createFile(link);
    handovers = handovers.reversed();
  }

  void remove(String name) throws IOException {
    Files.delete(directory.resolve(name));
  }

  void logElsewhere() {
    log =
        new UnitLog() {
          @Override
          public String end(UnitName unit) {
            return "";
          }

          @Override
          public List<String> since(UnitName unit, String place) {
            return List.of();
          }
        };
  }

  /** The kernel shows everything but the processes that the daemon has forked. */
  void hideChildren() throws IOException {
    FakeView blind = spy(view);
    doThrow(new IOException("no children today")).when(blind).children(DAEMON);
    seenBy = blind;
  }

  void breakLog() throws IOException {
    log = mock(UnitLog.class);
    when(log.end(DAEMON)).thenThrow(new IOException("no log today"));
  }

  /** Something that happens while the daemon reloads, after it has read its files. */
  void onReload(Runnable event) {
    systemd.onJob(
        (type, unit) -> {
          daemon.onJob(type, unit);
          if (type == JobType.RELOAD) {
            event.run();
          }
        });
  }

  /** The daemon has workers, which are what tells of a load, and a log that tells of none. */
  void forkWorkers(int number) {
    daemon.forkWorkers(number);
    witnesses =
        List.of(REPLACED, new WitnessSpec.LogFreeOf("[emerg]", Optional.empty(), "it gave up"));
  }

  /** A reload that the daemon gives up. */
  void giveUpReloads() {
    daemon.ignoreReloads();
    onReload(() -> daemon.log("[emerg] no such file"));
  }

  /** The link is re-pointed by the activation script. */
  void handOverByActivation() {
    handovers = List.of(new Handover.Stable(link, NEXT_CONF));
    listener =
        effect -> {
          effects.add(effect);
          if (effect.startsWith("run ")) {
            repoint(NEXT_CONF);
          }
        };
  }

  private void repoint(Path target) {
    try {
      Files.delete(link);
      Files.createSymbolicLink(link, target);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** A unit that is up and will be restarted. */
  Step.Restart restartOf(String unit) {
    UnitName name = new UnitName(unit);
    systemd.running(name, FakeUnit.PLAIN, 4800);
    return new Step.Restart(name, VERDICT, List.of());
  }

  /** Store objects that the reload needs kept. */
  void pin(Path... objects) {
    pins = List.of(objects);
  }

  boolean isUp(UnitName unit) {
    try {
      ObservedUnit observed = systemd.units().get(unit);
      return observed != null && observed.activeState().isUp();
    } catch (SystemdException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The same systemd, whose bus is lost when jobs of one type are to be queued. */
  Systemd failing(JobType type) throws SystemdException {
    Systemd failing = spy(systemd);
    doThrow(SystemdException.noAnswer("the bus is gone"))
        .when(failing)
        .run(eq(type), anyCollection(), any(), any());
    return failing;
  }

  Systemd failingDaemonReload() throws SystemdException {
    Systemd failing = spy(systemd);
    doThrow(SystemdException.noAnswer("no answer")).when(failing).daemonReload();
    return failing;
  }

  /** No record of a switch can be written from now on. */
  void blockRecord() {
    try {
      Path temporary = places.state().resolve(".switch.steadfast");
      Files.createDirectories(temporary.resolve("in-the-way"));
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  /** As {@link #files}, to be compared with those of another scene. */
  List<String> filesWithoutPrefix() throws IOException {
    return files().stream()
        .map(line -> line.replace(directory.toString(), ""))
        .map(line -> line.replaceAll("steadfast-[0-9a-f]{32}", "steadfast-DIGEST"))
        .sorted()
        .toList();
  }

  /** All paths below the scene but for what daemon and script write themselves, with targets. */
  List<String> files() throws IOException {
    return SceneTools.paths(directory);
  }
}
