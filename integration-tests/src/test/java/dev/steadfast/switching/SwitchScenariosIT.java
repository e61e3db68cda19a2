package dev.steadfast.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of NixOS's own test of its switch program, each group in a box of its own, once with
 * the original's decisions and once with the engine's.
 *
 * <p>{@code -Dscenarios=services,sockets} runs some groups only.
 */
class SwitchScenariosIT {
  @TestFactory
  Stream<DynamicContainer> compat() {
    return groups(Mode.COMPAT);
  }

  @TestFactory
  Stream<DynamicContainer> normal() {
    return groups(Mode.NORMAL);
  }

  private static Stream<DynamicContainer> groups(Mode mode) {
    Set<String> some = new TreeSet<>(List.of(System.getProperty("scenarios", "").split(",", -1)));
    some.remove("");
    return Group.all().stream()
        .filter(group -> some.isEmpty() || some.contains(group.name().replace(' ', '-')))
        .map(group -> container(group, mode));
  }

  /** The box boots with the first row and ends with the last test. */
  private static DynamicContainer container(Group group, Mode mode) {
    GroupRun run = new GroupRun(group, mode);
    Stream<DynamicTest> rows =
        group.rows().stream()
            .map(
                row ->
                    DynamicTest.dynamicTest(
                        row.toString(), () -> assertEquals(List.of(), run.problems(row))));
    DynamicTest end = DynamicTest.dynamicTest("the box ends", run::close);
    String name = group.name() + " " + mode.name().toLowerCase(Locale.ROOT);
    return DynamicContainer.dynamicContainer(name, Stream.concat(rows, Stream.of(end)));
  }
}
