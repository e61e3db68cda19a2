package dev.steadfast.switching;

import dev.steadfast.box.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One case: a change of the system, how it is switched to, and what must be seen.
 *
 * @param id of the case; a row without one is a step that leads to the next case
 * @param change for people
 * @param compat what the original prints; without a dry part there is no dry run before
 */
record Row(
    String id,
    String change,
    Doing doing,
    Columns compat,
    Ending ending,
    Ending normalEnding,
    List<Check> after) {

  /**
   * @param next the system to switch to
   * @param before shell commands, as root, that have to work
   * @param normallyBefore those that are run after them, where the engine decides by itself
   * @param prefix what the switch command is an argument of
   * @param arguments of the switch command
   */
  record Doing(
      World next,
      List<String> before,
      List<String> normallyBefore,
      List<String> prefix,
      List<String> arguments) {
    Doing {
      before = List.copyOf(before);
      normallyBefore = List.copyOf(normallyBefore);
      prefix = List.copyOf(prefix);
      arguments = List.copyOf(arguments);
    }
  }

  record Columns(Lines real, Optional<Lines> dry) {
    static Columns of(String real, String dry) {
      return new Columns(Lines.parse(real), Optional.of(Lines.parse(dry)));
    }
  }

  /**
   * Exit code and further text of the real run.
   *
   * @param lowest lowest exit code that is right
   * @param highest highest one
   * @param shown regular expressions of which each is found, {@code ^} and {@code $} at lines
   * @param hidden those of which none is found
   */
  record Ending(int lowest, int highest, List<String> shown, List<String> hidden) {
    static final Ending GOOD = new Ending(0, 0, List.of(), List.of());

    Ending {
      shown = List.copyOf(shown);
      hidden = List.copyOf(hidden);
    }
  }

  /**
   * @param command shell command, as root, whatever its exit status
   * @param output regular expression that is found in what it prints, {@code ^} and {@code $} at
   *     lines
   */
  record Check(String command, String output) {}

  Row {
    after = List.copyOf(after);
  }

  /** A {@code test} of a system that prints no unit list. */
  static Row of(String id, String change, World next) {
    return new Row(
        id,
        change,
        new Doing(next, List.of(), List.of(), List.of(), List.of("test")),
        Columns.of("", ""),
        Ending.GOOD,
        Ending.GOOD,
        List.of());
  }

  /** A switch on the way to a case, of which only success is asserted. */
  static Row step(String change, World next) {
    return of("", change, next).prints("*").dryPrints("*");
  }

  Row prints(String real) {
    return with(new Columns(Lines.parse(real), compat.dry()));
  }

  Row dryPrints(String dry) {
    return with(new Columns(compat.real(), Optional.of(Lines.parse(dry))));
  }

  /** No dry run before. */
  Row withoutDry() {
    return with(new Columns(compat.real(), Optional.empty()));
  }

  /** What the engine's own decisions print instead of what the row has shown and hidden so far. */
  Row showingNormally(String... expressions) {
    Ending other =
        new Ending(normalEnding.lowest(), normalEnding.highest(), List.of(expressions), List.of());
    return new Row(id, change, doing, compat, ending, other, after);
  }

  /** Another exit code of the engine's own decisions. */
  Row endingNormallyWith(int code) {
    Ending other = new Ending(code, code, normalEnding.shown(), normalEnding.hidden());
    return new Row(id, change, doing, compat, ending, other, after);
  }

  /** Done before a run by the engine's own decisions only. */
  Row normallyBefore(String command) {
    return with(
        new Doing(
            doing.next(),
            doing.before(),
            plus(doing.normallyBefore(), command),
            doing.prefix(),
            doing.arguments()));
  }

  /** Another action, or none; there is no dry run before. */
  Row running(String... arguments) {
    Doing other =
        new Doing(
            doing.next(),
            doing.before(),
            doing.normallyBefore(),
            doing.prefix(),
            List.of(arguments));
    return with(other).withoutDry();
  }

  Row under(String... prefix) {
    return with(
        new Doing(
            doing.next(),
            doing.before(),
            doing.normallyBefore(),
            List.of(prefix),
            doing.arguments()));
  }

  Row before(String command) {
    List<String> commands = plus(doing.before(), command);
    return with(
        new Doing(
            doing.next(), commands, doing.normallyBefore(), doing.prefix(), doing.arguments()));
  }

  Row exits(int code) {
    return with(new Ending(code, code, ending.shown(), ending.hidden()));
  }

  /** Not with 0, and not as a program that was ended by a deadline or a signal. */
  Row fails() {
    return with(new Ending(1, 123, ending.shown(), ending.hidden()));
  }

  Row shows(String expression) {
    return with(
        new Ending(
            ending.lowest(), ending.highest(), plus(ending.shown(), expression), ending.hidden()));
  }

  Row hides(String expression) {
    return with(
        new Ending(
            ending.lowest(), ending.highest(), ending.shown(), plus(ending.hidden(), expression)));
  }

  Row after(String command, String output) {
    return new Row(
        id, change, doing, compat, ending, normalEnding, plus(after, new Check(command, output)));
  }

  private Row with(Columns other) {
    return new Row(id, change, doing, other, ending, normalEnding, after);
  }

  private Row with(Doing other) {
    return new Row(id, change, other, compat, ending, normalEnding, after);
  }

  private Row with(Ending other) {
    return new Row(id, change, doing, compat, other, other, after);
  }

  private static <T> List<T> plus(List<T> list, T element) {
    List<T> more = new ArrayList<>(list);
    more.add(element);
    return more;
  }

  @Override
  public String toString() {
    return (id.isEmpty() ? "step" : id) + ": " + change;
  }
}
