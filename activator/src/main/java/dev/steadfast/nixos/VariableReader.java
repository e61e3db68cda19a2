package dev.steadfast.nixos;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.unit.TimeSpan;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One reading of the variables of a switch, which finds all problems. */
final class VariableReader {
  private static final Location ENVIRONMENT = new Location("the environment", 0);
  private static final Duration JOB = Duration.ofMinutes(15);
  private static final Duration RUN = Duration.ofHours(1);

  /** As the original, which splits at what Unicode calls white space. */
  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private final Map<String, String> environment;
  private final Caller caller;
  private final List<Diagnostic> problems = new ArrayList<>();

  /** Who is responsible for the variables. */
  enum Caller {
    /** Sets all of them. */
    WRAPPER,
    /** Names a toplevel, and sets what it likes. */
    HAND
  }

  VariableReader(Map<String, String> environment, Caller caller) {
    this.environment = environment;
    this.caller = caller;
  }

  Parsed<SwitchVariables> read(Optional<Path> given) {
    Optional<Path> out = path("OUT", needed());
    Optional<Path> toplevel =
        given.map(Path::toAbsolutePath).or(() -> path("TOPLEVEL", this::missing));
    String distroId = distroId();
    List<String> check = command("PRE_SWITCH_CHECK");
    List<String> bootLoader = command("INSTALL_BOOTLOADER");
    Optional<Path> systemd = path("SYSTEMD", needed()).or(() -> toplevel.flatMap(this::systemdOf));
    Duration job = time("STEADFAST_JOB_DEADLINE", JOB);
    Duration run = time("STEADFAST_DEADLINE", RUN);
    if (!problems.isEmpty()) {
      return new Parsed.Rejected<>(problems);
    }
    Path next = toplevel.orElseThrow();
    return Parsed.of(
        new SwitchVariables(
            out.orElse(next), next, distroId, check, bootLoader, systemd, flags(), job, run));
  }

  private SwitchVariables.Flags flags() {
    return new SwitchVariables.Flags(
        isOne("NIXOS_NO_CHECK"),
        isOne("NIXOS_NO_SYNC"),
        isOne("STC_DISPLAY_ALL_UNITS"),
        isOne("STEADFAST_COMPAT"));
  }

  private boolean isOne(String name) {
    return "1".equals(environment.get(name));
  }

  /** What to do about a variable that is not set. */
  private interface Missing {
    void say(String name);
  }

  private Missing needed() {
    return switch (caller) {
      case WRAPPER -> this::missing;
      case HAND -> name -> {};
    };
  }

  private void missing(String name) {
    String whatToDo =
        switch (caller) {
          case WRAPPER -> "NixOS's wrapper sets it: call the program through that.";
          case HAND -> "Give --toplevel DIR, or set it.";
        };
    problem(name, "is not set", whatToDo);
  }

  private Optional<String> value(String name, Missing missing) {
    Optional<String> value =
        Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      missing.say(name);
    }
    return value;
  }

  private Optional<Path> path(String name, Missing missing) {
    return value(name, missing).flatMap(text -> path(name, text));
  }

  private Optional<Path> path(String name, String text) {
    try {
      return Optional.of(Path.of(text).toAbsolutePath());
    } catch (InvalidPathException invalid) {
      problem(name, "is no path", "Write it in the characters of the file system.");
      return Optional.empty();
    }
  }

  private Optional<Path> systemdOf(Path toplevel) {
    return caller == Caller.HAND
        ? Optional.of(toplevel.resolve("systemd")).filter(Files::isDirectory)
        : Optional.empty();
  }

  private String distroId() {
    String id = value("DISTRO_ID", needed()).orElse("nixos");
    try {
      Pattern.compile(id);
    } catch (PatternSyntaxException invalid) {
      problem("DISTRO_ID", "is no pattern", "Write the ID of /etc/os-release.");
    }
    return id;
  }

  private List<String> command(String name) {
    Optional<String> text = value(name, needed());
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> words = BLANKS.splitAsStream(text.get()).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty()) {
      problem(name, "holds no command", "Name a program and its arguments.");
    }
    return words;
  }

  private Duration time(String name, Duration otherwise) {
    Optional<String> text = value(name, unset -> {});
    if (text.isEmpty()) {
      return otherwise;
    }
    Optional<Duration> time = TimeSpan.parse(text.get()).filter(Duration::isPositive);
    if (time.isEmpty()) {
      problem(name, "is no time", "Write more than nothing, for example 90s or 10min.");
    }
    return time.orElse(otherwise);
  }

  private void problem(String name, String what, String whatToDo) {
    problems.add(Diagnostic.error(ENVIRONMENT, name + " " + what, whatToDo));
  }
}
