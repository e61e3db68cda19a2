package dev.steadfast.cli;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.steadfast.activate.Answer;
import dev.steadfast.activate.Client;
import dev.steadfast.activate.HandedOver;
import dev.steadfast.activate.HandedOverRecords;
import dev.steadfast.activate.SwitchRecord;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Explanation;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanInput;
import dev.steadfast.plan.Planner;
import dev.steadfast.policy.PolicyFiles;
import dev.steadfast.policy.PolicySet;
import dev.steadfast.policy.PolicySetReader;
import dev.steadfast.process.FakeProc;
import dev.steadfast.process.Identity;
import dev.steadfast.process.ProcFs;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.testing.BuiltSystem;
import dev.steadfast.testing.FileTree;
import dev.steadfast.testing.WrittenSystem;
import dev.steadfast.unit.ExecCommand;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One folder of {@code plans}: two systems, policies, what runs, and the plan.
 *
 * <pre>
 * because.txt   why the plan is right
 * base.txt      name of a folder of plan-bases that the old system starts from; may be left out
 * old/          the old system, over the base
 * next/         what the next system has over the old one
 * policies/     the operator's, over the shipped ones; an entry called none: no policies at all
 * observed.txt  what runs
 * plan.txt      the plan as text; made, not written
 * explain.txt   the explanation of each unit of the plan; made, not written; may be left out
 * </pre>
 */
record PlanCase(Path directory) {
  static final Path ALL = Path.of("src/test/resources/plans");
  private static final Path BASES = Path.of("src/test/resources/plan-bases");
  private static final List<String> REQUIRED = List.of("because.txt", "next", "observed.txt");
  private static final List<String> OPTIONAL =
      List.of("base.txt", "old", "policies", "plan.txt", "explain.txt");

  @Override
  public String toString() {
    return directory.getFileName().toString();
  }

  static List<PlanCase> all() throws IOException {
    try (Stream<Path> directories = Files.list(ALL)) {
      return directories.sorted().map(PlanCase::new).toList();
    }
  }

  /** What is missing in the folder or does not belong there. */
  List<String> disorder() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<String> names = entries.map(each -> each.getFileName().toString()).toList();
      Stream<String> missing =
          REQUIRED.stream().filter(each -> !names.contains(each)).map(each -> "missing: " + each);
      Stream<String> stray =
          names.stream()
              .filter(each -> !REQUIRED.contains(each) && !OPTIONAL.contains(each))
              .map(each -> "stray: " + each);
      return Stream.concat(missing, stray).toList();
    }
  }

  String because() throws IOException {
    return text("because.txt");
  }

  ObservedText observed() throws IOException {
    return new ObservedText(text("observed.txt"));
  }

  String text(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  private WrittenSystem oldSystem() throws IOException {
    WrittenSystem system = new WrittenSystem();
    if (Files.exists(directory.resolve("base.txt"))) {
      system.add(BASES.resolve(text("base.txt").strip()));
    }
    return Files.exists(directory.resolve("old")) ? system.add(directory.resolve("old")) : system;
  }

  PolicySet policies() {
    Path operators = directory.resolve("policies").toAbsolutePath();
    if (Files.exists(operators.resolve("none"))) {
      return new PolicySet(List.of());
    }
    return accepted(
        PolicySetReader.read(
            PolicyFiles.shipped(), PolicyFiles.ifPresent(SystemRoot.host(), operators)));
  }

  /** Both systems below a root. */
  Built build(Path root) throws IOException {
    FileTree files = new FileTree(root);
    WrittenSystem system = oldSystem();
    BuiltSystem old = system.build(files);
    return new Built(this, files, old, system.copy().add(directory.resolve("next")).build(files));
  }

  /** Both systems of a case, to be planned with. */
  record Built(PlanCase of, FileTree files, BuiltSystem old, BuiltSystem next) {

    /** The plan of the case. */
    Plan plan(Path scratch) throws IOException, SystemdException {
      return with(planning(old), old, of.observed(), scratch, Planner::plan);
    }

    /** Why the plan says of a unit what it says. */
    Explanation explain(UnitName unit, Path scratch) throws IOException, SystemdException {
      Planning planning = planning(old);
      return with(
          planning,
          old,
          of.observed(),
          scratch,
          input -> accepted(planning.explaining(input).explain(unit)));
    }

    /** The plan for a system that runs the next generation already, and owes nothing. */
    Plan planOnceMore(Path scratch) throws IOException, SystemdException {
      String settled =
          of.text("observed.txt")
              .lines()
              .filter(line -> !line.startsWith("answer ") && !line.startsWith("stopped "))
              .filter(line -> !line.startsWith("program ") && !line.startsWith("silent"))
              .filter(line -> !line.startsWith("argv ") && !line.startsWith("bound "))
              .filter(line -> !line.startsWith("not-loaded "))
              .reduce("", (text, line) -> text + line + "\n");
      return with(planning(next), next, new ObservedText(settled), scratch, Planner::plan);
    }

    Planning planning(BuiltSystem from) {
      return accepted(Planning.read(files.root(), of.policies(), from.toplevel(), next.toplevel()));
    }

    /** What the plan is made from, while the processes are there. */
    private <T> T with(
        Planning planning,
        BuiltSystem from,
        ObservedText observed,
        Path scratch,
        Function<PlanInput, T> use)
        throws IOException, SystemdException {
      if (observed.isAssumed()) {
        return use.apply(accepted(planning.assumed()));
      }
      try (FakeProc proc = new FakeProc(Files.createDirectory(scratch))) {
        proc.write("self/mountinfo", "20 1 0:26 / / rw - ext4 disk rw\n");
        Generation generation = accepted(Generation.read(files.root(), from.toplevel()));
        for (UnitName unit : observed.processes()) {
          if (generation.entry(unit).isPresent()) {
            addProcess(proc, accepted(generation.unit(unit)), observed, from);
          }
        }
        observed.links().forEach((path, target) -> relink(path, from.filled(target)));
        Observation observation =
            new Observation(
                observed,
                files.root(),
                new ProcFs(proc.path()),
                spec -> client(observed),
                (unit, process) -> Parsed.of(handedOver(unit, process, observed, from)));
        return use.apply(accepted(planning.observed(observation, interrupted(observed))));
      }
    }

    private static Optional<HandedOver> handedOver(
        UnitName unit, Identity process, ObservedText observed, BuiltSystem from) {
      HandedOver record = HandedOverRecords.nothing(process);
      for (ObservedText.Line line : observed.handedOver(unit)) {
        List<String> words = line.words().stream().map(from::filled).toList();
        record = HandedOverRecords.with(record, line.what(), words);
      }
      return Optional.of(record);
    }

    private void relink(String path, String target) {
      try {
        Files.deleteIfExists(files.prefix().resolve(path.substring(1)));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      files.link(path, target);
    }

    private void addProcess(FakeProc proc, UnitFile unit, ObservedText observed, BuiltSystem from)
        throws IOException {
      long pid = observed.pid(unit.name());
      proc.process(pid, 5, files.prefix());
      List<ExecCommand> commands = unit.commands("ExecStart");
      String starts = commands.isEmpty() ? "/bin/none" : commands.getFirst().program();
      proc.link(pid + "/exe", from.filled(observed.program(unit.name()).orElse(starts)));
      String argv = commands.isEmpty() ? starts : String.join("\0", commands.getFirst().argv());
      proc.write(pid + "/cmdline", from.filled(observed.argv(unit.name()).orElse(argv)) + "\0");
      StringBuilder environment = new StringBuilder();
      unit.environment().forEach((name, value) -> environment.append(name + "=" + value + "\0"));
      proc.write(pid + "/environ", environment.toString());
      if (observed.hasOwnMounts(unit.name())) {
        proc.link(pid + "/ns/mnt", "mnt:[" + pid + "]");
      }
      proc.mounts(
          pid,
          observed.mounts(unit.name()).stream()
              .map(path -> mount(from.filled(path)))
              .toArray(String[]::new));
    }

    private static String mount(String path) {
      return "30 20 0:26 " + path + " " + path + " ro - ext4 disk ro";
    }

    private static Client client(ObservedText observed) {
      Client client = mock(Client.class);
      when(client.ask(anyString()))
          .thenReturn(
              observed.isSilent()
                  ? new Answer.NotAsked("no answer within 10000 ms")
                  : new Answer.Rows(observed.answers()));
      return client;
    }

    private Optional<SwitchRecord> interrupted(ObservedText observed) {
      return observed.stopped().isEmpty()
          ? Optional.empty()
          : Optional.of(
              new SwitchRecord(
                  old.toplevel(),
                  next.toplevel(),
                  new TreeMap<>(),
                  observed.stopped(),
                  new TreeMap<>(),
                  new TreeMap<>()));
    }

    /** A text in which hashes are words: {@code old}, {@code next}, or {@code same} for both. */
    String readable(String plan) {
      String out = plan;
      TreeMap<String, String> words = new TreeMap<>();
      old.hashes().values().forEach(hash -> words.put(hash, "old"));
      next.hashes().values().forEach(hash -> words.merge(hash, "next", (had, has) -> "same"));
      words.put(hashOf(old.toplevel()), "old");
      words.merge(hashOf(next.toplevel()), "next", (had, has) -> "same");
      for (var word : words.entrySet()) {
        out = out.replace(word.getKey(), word.getValue());
        out = out.replace(word.getKey().substring(0, 7) + "..", word.getValue());
      }
      return out;
    }

    private static String hashOf(Path toplevel) {
      return toplevel.getFileName().toString().substring(0, 32);
    }
  }

  static <T> T accepted(Parsed<T> parsed) {
    return parsed.orElse(
        problems -> {
          throw new AssertionError(problems);
        });
  }
}
