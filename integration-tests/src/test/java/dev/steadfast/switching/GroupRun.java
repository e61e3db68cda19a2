package dev.steadfast.switching;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A box in which the rows of one group run, one after the other. */
final class GroupRun implements AutoCloseable {
  private static final Duration SWITCH = Duration.ofMinutes(2);

  private static final String DRY = "dry-activate";

  private final Group group;
  private final Mode mode;
  private Optional<Box> booted = Optional.empty();

  GroupRun(Group group, Mode mode) {
    this.group = group;
    this.mode = mode;
  }

  /** Runs a row; what is not as it should be, and if anything is not then all that was printed. */
  List<String> problems(Row row) {
    Box box = box();
    row.doing().before().forEach(command -> shell(box, command).orThrow());
    if (mode == Mode.NORMAL) {
      row.doing().normallyBefore().forEach(command -> shell(box, command).orThrow());
    }
    Toplevel next = row.doing().next().build(box);
    List<String> problems = new ArrayList<>();
    Optional<Result> dry = row.compat().dry().map(_ -> run(next, List.of(), List.of(DRY)));
    Result real = run(next, row.doing().prefix(), row.doing().arguments());
    dry.filter(result -> result.exit() != 0)
        .ifPresent(result -> problems.add("dry run: exit code " + result.exit()));
    String foreseen = dry.map(Result::out).orElse("");
    problems.addAll(
        mode.expected(row)
            .map(columns -> problems(columns, foreseen, real.out()))
            .orElseGet(() -> List.of("nobody has said: " + seen(row, foreseen, real))));
    if (mode == Mode.NORMAL) {
      boolean differs = !row.compat().real().problems(real.out(), Column.Moment.REAL).isEmpty();
      problems.addAll(OwnDecisions.disorder(row, differs));
    }
    problems.addAll(problems(mode.ending(row), real));
    row.after().forEach(check -> problems.addAll(problems(check, box)));
    if (!problems.isEmpty()) {
      problems.add(foreseen + real.out());
    }
    return problems;
  }

  private static List<String> problems(Row.Columns expected, String dry, String real) {
    List<String> problems = new ArrayList<>(expected.real().problems(real, Column.Moment.REAL));
    expected.dry().ifPresent(lines -> problems.addAll(lines.problems(dry, Column.Moment.DRY)));
    return problems;
  }

  /** What a reviewer puts into the table. */
  private static String seen(Row row, String dry, Result real) {
    return "%s | %s | %s |"
        .formatted(
            row.id(), Lines.of(real.out(), Column.Moment.REAL), Lines.of(dry, Column.Moment.DRY));
  }

  private static List<String> problems(Row.Ending ending, Result real) {
    List<String> problems = new ArrayList<>();
    if (real.exit() < ending.lowest() || real.exit() > ending.highest()) {
      problems.add("exit code " + real.exit());
    }
    ending.shown().stream()
        .filter(expression -> !found(expression, real.out()))
        .forEach(expression -> problems.add("does not show " + expression));
    ending.hidden().stream()
        .filter(expression -> found(expression, real.out()))
        .forEach(expression -> problems.add("shows " + expression));
    return problems;
  }

  private static List<String> problems(Row.Check check, Box box) {
    Result result = shell(box, check.command());
    return found(check.output(), result.out())
        ? List.of()
        : List.of("%s: %s, not %s".formatted(check.command(), result.out(), check.output()));
  }

  private static boolean found(String expression, String text) {
    return Pattern.compile(expression, Pattern.MULTILINE).matcher(text).find();
  }

  /** From an empty environment; both outputs together. */
  private Result run(Toplevel next, List<String> prefix, List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" 2>&1", "both"));
    argv.addAll(prefix);
    argv.addAll(List.of("env", "-i"));
    argv.addAll(next.switchCommand(arguments.toArray(String[]::new)).argv());
    if (!arguments.isEmpty()) {
      argv.addAll(mode.options());
    }
    return next.box().run(Command.of(argv), SWITCH);
  }

  private static Result shell(Box box, String command) {
    return box.run(Command.of("bash", "-c", "exec 2>&1; " + command), Box.SOON);
  }

  private Box box() {
    if (booted.isEmpty()) {
      BoxOptions options = BoxOptions.named(group.name().replace(' ', '-'));
      for (BoxOptions.Extra extra : group.extras()) {
        options = options.with(extra);
      }
      Box box = Box.boot(options);
      booted = Optional.of(box);
      group.base().build(box).install();
    }
    return booted.get();
  }

  @Override
  public void close() {
    booted.ifPresent(Box::close);
    booted = Optional.empty();
  }
}
