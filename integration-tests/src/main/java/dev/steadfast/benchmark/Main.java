package dev.steadfast.benchmark;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.NixosMachine;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import dev.steadfast.box.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times {@code dry-activate} and {@code test} of a system with many units, of which some have
 * changed, in a box: medians of interleaved runs, and the most memory that a run had.
 *
 * <p>Arguments: UNITS CHANGED RUNS
 */
public final class Main {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Runs a command and prints its peak, which {@code /proc} has until it ends, in KiB. */
  private static final String PEAK =
      "\"$@\" > /dev/null 2>&1 & pid=$!; peak=0;"
          + " while kill -0 $pid 2> /dev/null; do"
          + " now=$(sed -n 's/^VmHWM:[^0-9]*\\([0-9]*\\).*/\\1/p' /proc/$pid/status 2> /dev/null);"
          + " [ \"${now:-0}\" -gt $peak ] && peak=$now; sleep 0.02; done;"
          + " wait $pid || exit; echo $peak";

  private Main() {}

  /** One kind of run. */
  private enum Kind {
    DRY("dry-activate", ""),
    DRY_COMPAT("dry-activate", "--compat"),
    TEST("test", ""),
    TEST_COMPAT("test", "--compat");

    private final String action;
    private final String option;

    Kind(String action, String option) {
      this.action = action;
      this.option = option;
    }

    boolean isLive() {
      return action.equals("test");
    }
  }

  /** One run. */
  private record Run(Kind kind, long millis, long kibibytes) {}

  public static void main(String[] args) {
    int units = Integer.parseInt(args[0]);
    int changed = Integer.parseInt(args[1]);
    int runs = Integer.parseInt(args[2]);
    List<Run> measured = new ArrayList<>();
    try (Box box = Box.boot(BoxOptions.named("benchmark"))) {
      List<Toplevel> systems =
          List.of(world(units, 0).build(box), world(units, changed).build(box));
      systems.getFirst().install();
      int current = 1;
      measure(systems.get(current), Kind.TEST);
      for (int i = 0; i < runs; i++) {
        for (Kind kind : Kind.values()) {
          measured.add(measure(systems.get(1 - current), kind));
          current = kind.isLive() ? 1 - current : current;
        }
      }
    }
    print(units, changed, measured);
  }

  private static World world(int units, int changed) {
    World world = NixosMachine.world();
    for (int i = 0; i < units; i++) {
      String text =
          """
          [Unit]
          Description=Service %d

          [Service]
          Environment="NUMBER=%d"
          ExecStart=@{pkg:coreutils}/bin/true
          RemainAfterExit=true
          Type=oneshot
          """
              .formatted(i, i < changed ? -i - 1 : i);
      world = world.unit("service-%04d.service".formatted(i), text, "multi-user.target");
    }
    return world;
  }

  private static Run measure(Toplevel next, Kind kind) {
    List<String> argv = new ArrayList<>(List.of("bash", "-c", PEAK, "measure", "env", "-i"));
    argv.addAll(List.of(next.path() + "/bin/switch-to-configuration", kind.action));
    if (!kind.option.isEmpty()) {
      argv.add(kind.option);
    }
    long start = System.nanoTime();
    Result result = next.box().run(Command.of(argv), LONG).orThrow();
    long millis = (System.nanoTime() - start) / 1_000_000;
    return new Run(kind, millis, Long.parseLong(result.line()));
  }

  private static void print(int units, int changed, List<Run> measured) {
    System.out.printf(
        Locale.ROOT,
        "%d units, %d changed, %d runs, %d processors%n",
        units,
        changed,
        measured.size(),
        Runtime.getRuntime().availableProcessors());
    double first = median(measured, Kind.DRY);
    for (Kind kind : Kind.values()) {
      System.out.printf(
          Locale.ROOT,
          "%-12s %-8s  median %6d ms  ratio %5.2f  peak %4d MiB%n",
          kind.action,
          kind.option,
          median(measured, kind),
          median(measured, kind) / first,
          peak(measured, kind) / 1024);
    }
  }

  private static long peak(List<Run> measured, Kind kind) {
    return measured.stream()
        .filter(run -> run.kind == kind)
        .mapToLong(Run::kibibytes)
        .max()
        .orElse(0);
  }

  private static long median(List<Run> measured, Kind kind) {
    List<Long> millis =
        measured.stream().filter(run -> run.kind == kind).map(Run::millis).sorted().toList();
    return millis.get(millis.size() / 2);
  }
}
