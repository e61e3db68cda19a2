package dev.steadfast.nixos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SwitchVariablesTest {
  private static final Map<String, String> WRAPPER =
      Map.of(
          "OUT", "/nix/store/scripts",
          "TOPLEVEL", "/nix/store/system",
          "DISTRO_ID", "nixos",
          "PRE_SWITCH_CHECK", "/nix/store/checks",
          "INSTALL_BOOTLOADER", "/nix/store/boot",
          "SYSTEMD", "/nix/store/systemd");

  /**
   * What is set otherwise than by the wrapper, {@code -NAME} not at all, and the problems.
   *
   * @param set {@code NAME=VALUE}
   */
  record Case(String name, List<String> set, List<String> problems, String because) {
    Case {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      List.of(
          row("complete", List.of(), List.of(), "the wrapper sets no more"),
          row("no OUT", List.of("-OUT"), List.of("OUT is not set"), "no script could be found"),
          row("empty OUT", List.of("OUT="), List.of("OUT is not set"), "no path is empty"),
          row(
              "nothing at all",
              List.of(
                  "-OUT",
                  "-TOPLEVEL",
                  "-DISTRO_ID",
                  "-PRE_SWITCH_CHECK",
                  "-INSTALL_BOOTLOADER",
                  "-SYSTEMD"),
              List.of(
                  "OUT is not set",
                  "TOPLEVEL is not set",
                  "DISTRO_ID is not set",
                  "PRE_SWITCH_CHECK is not set",
                  "INSTALL_BOOTLOADER is not set",
                  "SYSTEMD is not set"),
              "all problems are found in one run"),
          row(
              "empty check",
              List.of("PRE_SWITCH_CHECK="),
              List.of("PRE_SWITCH_CHECK is not set"),
              "as the original"),
          row(
              "blank check",
              List.of("PRE_SWITCH_CHECK= \t\n"),
              List.of("PRE_SWITCH_CHECK holds no command"),
              "as the original"),
          row(
              "odd pattern",
              List.of("DISTRO_ID=nix(os"),
              List.of("DISTRO_ID is no pattern"),
              "it is used as one"),
          row(
              "odd path",
              List.of("SYSTEMD=/a\0b"),
              List.of("SYSTEMD is no path"),
              "no file has such a name"),
          row(
              "odd deadlines",
              List.of("STEADFAST_JOB_DEADLINE=soon", "STEADFAST_DEADLINE=0"),
              List.of("STEADFAST_JOB_DEADLINE is no time", "STEADFAST_DEADLINE is no time"),
              "a typing error must not become the default"),
          row("empty deadline", List.of("STEADFAST_DEADLINE="), List.of(), "as if not set"));

  @ParameterizedTest
  @FieldSource("CASES")
  void problemsOfTheWrapper(Case one) {
    Parsed<SwitchVariables> parsed = SwitchVariables.ofWrapper(environment(one.set()));
    assertEquals(
        one.problems(),
        parsed.diagnostics().stream().map(Diagnostic::summary).toList(),
        one.because());
    assertTrue(
        parsed.diagnostics().stream().allMatch(d -> d.render().startsWith("the environment: ")));
  }

  @Test
  void problemsDoNotShowValues() {
    Map<String, String> set = environment(List.of("STEADFAST_DEADLINE=hunter2"));
    assertFalse(SwitchVariables.ofWrapper(set).diagnostics().toString().contains("hunter2"));
  }

  @Test
  void readsWhatTheWrapperSets() {
    SwitchVariables read =
        ofWrapper("PRE_SWITCH_CHECK= /c/run  --quiet\ta\u2003b ", "STEADFAST_DEADLINE=1min 30s");
    assertEquals(Path.of("/nix/store/scripts"), read.out());
    assertEquals(Path.of("/nix/store/system"), read.toplevel());
    assertEquals("nixos", read.distroId());
    assertEquals(List.of("/c/run", "--quiet", "a", "b"), read.preSwitchCheck());
    assertEquals(List.of("/nix/store/boot"), read.installBootLoader());
    assertEquals(Optional.of(Path.of("/nix/store/systemd")), read.systemd());
    assertEquals(Duration.ofMinutes(15), read.jobDeadline());
    assertEquals(Duration.ofSeconds(90), read.deadline());
  }

  @Test
  void flagsAreOnOnlyIfTheyAreOne() {
    assertEquals(
        new SwitchVariables.Flags(true, true, true, true),
        ofWrapper(
                "NIXOS_NO_CHECK=1",
                "NIXOS_NO_SYNC=1",
                "STC_DISPLAY_ALL_UNITS=1",
                "STEADFAST_COMPAT=1")
            .flags());
    assertEquals(
        new SwitchVariables.Flags(false, false, false, false),
        ofWrapper(
                "NIXOS_NO_CHECK=true",
                "NIXOS_NO_SYNC=0",
                "STC_DISPLAY_ALL_UNITS=",
                "STEADFAST_COMPAT=yes")
            .flags());
  }

  @Test
  void byHandOnlyTheToplevelIsNeeded(@TempDir Path toplevel) throws IOException {
    SwitchVariables bare = byHand(Map.of(), toplevel);
    assertEquals(toplevel, bare.out());
    assertEquals(toplevel, bare.toplevel());
    assertEquals("nixos", bare.distroId());
    assertEquals(List.of(), bare.preSwitchCheck());
    assertEquals(List.of(), bare.installBootLoader());
    assertEquals(Optional.empty(), bare.systemd());
    Files.createDirectory(toplevel.resolve("systemd"));
    assertEquals(Optional.of(toplevel.resolve("systemd")), byHand(Map.of(), toplevel).systemd());
  }

  @Test
  void byHandWhatIsSetIsUsed(@TempDir Path toplevel) {
    SwitchVariables read = byHand(WRAPPER, toplevel);
    assertEquals(toplevel, read.toplevel(), "the command line is stronger");
    assertEquals(Path.of("/nix/store/scripts"), read.out());
    assertEquals(Optional.of(Path.of("/nix/store/systemd")), read.systemd());
    assertEquals(List.of("/nix/store/boot"), read.installBootLoader());
  }

  @Test
  void byHandWithoutAToplevelIsAProblem() {
    Parsed<SwitchVariables> parsed = SwitchVariables.byHand(Map.of(), Optional.empty());
    assertEquals("TOPLEVEL is not set", parsed.diagnostics().getFirst().summary());
    assertEquals(1, parsed.diagnostics().size());
  }

  @Test
  void relativePathsAreThoseOfTheCaller() {
    SwitchVariables read = ofWrapper("TOPLEVEL=result");
    assertEquals(Path.of("result").toAbsolutePath(), read.toplevel());
  }

  private static SwitchVariables ofWrapper(String... set) {
    return SwitchVariables.ofWrapper(environment(List.of(set)))
        .orElse(problems -> throwing(problems));
  }

  private static SwitchVariables byHand(Map<String, String> environment, Path toplevel) {
    return SwitchVariables.byHand(environment, Optional.of(toplevel))
        .orElse(problems -> throwing(problems));
  }

  private static SwitchVariables throwing(List<Diagnostic> problems) {
    throw new AssertionError(problems.toString());
  }

  private static Map<String, String> environment(List<String> set) {
    Map<String, String> environment = new TreeMap<>(WRAPPER);
    for (String each : set) {
      String[] parts = each.split("=", 2);
      if (parts.length == 2) {
        environment.put(parts[0], parts[1]);
      } else {
        environment.remove(each.substring(1));
      }
    }
    return environment;
  }

  private static Case row(String name, List<String> set, List<String> problems, String because) {
    return new Case(name, set, problems, because);
  }
}
