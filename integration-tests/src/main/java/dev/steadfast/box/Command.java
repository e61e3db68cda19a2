package dev.steadfast.box;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to run in a box.
 *
 * @param user name of the user to run as, with that user's groups; empty is root
 * @param input all of standard input
 * @param environment on top of {@code PATH}, {@code HOME} and {@code LANG}; nothing else is
 *     inherited
 */
public record Command(
    List<String> argv, Optional<String> user, String input, SortedMap<String, String> environment) {
  public Command {
    argv = List.copyOf(argv);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  public static Command of(String... argv) {
    return of(List.of(argv));
  }

  public static Command of(List<String> argv) {
    return new Command(argv, Optional.empty(), "", new TreeMap<>());
  }

  /** A program of this very class path, run by this very JDK: the box sees both. */
  public static Command ofJava(String mainClass, List<String> arguments) {
    // The locale is the JVM's alone: the program gives its children the caller's, here none.
    List<String> argv =
        new ArrayList<>(List.of("/usr/bin/env", "LC_ALL=C.UTF-8", "STEADFAST_LC_ALL="));
    argv.add(System.getProperty("java.home") + "/bin/java");
    argv.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    argv.add("--enable-native-access=ALL-UNNAMED");
    argv.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    argv.addAll(arguments);
    return of(argv);
  }

  public Command as(String name) {
    return new Command(argv, Optional.of(name), input, environment);
  }

  public Command withInput(String text) {
    return new Command(argv, user, text, environment);
  }

  public Command with(String variable, String value) {
    TreeMap<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Command(argv, user, input, more);
  }
}
