package dev.steadfast.box;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The {@code bin/switch-to-configuration} of a world and what belongs to it. The command is a shell
 * script that sets the variables that NixOS's own one sets, and executes a program.
 *
 * @param checks bodies of the pre-switch checks, by name; {@code switchInhibitors} comes on top
 * @param inhibitors content of the toplevel's {@code switch-inhibitors}; words without quotes
 * @param initInterface content of the toplevel's {@code init-interface-version}
 * @param program what is executed, followed by the command's own arguments
 */
public record SwitchCommand(
    SortedMap<String, String> checks,
    SortedMap<String, String> inhibitors,
    String initInterface,
    List<String> program) {
  /** What the script that stands for a boot loader prints. */
  public static final String BOOT_LOADER_TEXT =
      "Warning: do not know how to make this configuration bootable; please enable a boot loader.";

  /** A file in the box to which each call of that script adds a line, its argument. */
  public static final String BOOT_LOADER_CALLS = "/run/boot-loader-calls";

  private static final String CHECKS = "pre-switch-checks";
  private static final String BOOT_LOADER = "no-bootloader";

  public SwitchCommand {
    checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
    inhibitors = Collections.unmodifiableSortedMap(new TreeMap<>(inhibitors));
    program = List.copyOf(program);
  }

  /** It executes this class path's engine, and there are no checks of a user's own. */
  static SwitchCommand steadfast() {
    return new SwitchCommand(
        new TreeMap<>(),
        new TreeMap<>(),
        "systemd 252",
        Command.ofJava("dev.steadfast.cli.Main", List.of()).argv());
  }

  public SwitchCommand check(String name, String body) {
    SortedMap<String, String> more = new TreeMap<>(checks);
    more.put(name, body);
    return new SwitchCommand(more, inhibitors, initInterface, program);
  }

  public SwitchCommand withInhibitors(SortedMap<String, String> newInhibitors) {
    return new SwitchCommand(checks, newInhibitors, initInterface, program);
  }

  public SwitchCommand withInitInterface(String version) {
    return new SwitchCommand(checks, inhibitors, version, program);
  }

  public SwitchCommand executing(List<String> argv) {
    return new SwitchCommand(checks, inhibitors, initInterface, argv);
  }

  /** The world with the programs that the command's variables name. */
  static World addPrograms(World world) {
    return world
        .executable(CHECKS, world.command().checkScript())
        .executable(
            BOOT_LOADER,
            "echo '%s' >&2%necho \"$1\" >> %s%n".formatted(BOOT_LOADER_TEXT, BOOT_LOADER_CALLS));
  }

  /** The script itself; {@code @out@} is its own package, {@code @toplevel@} the system. */
  String text() {
    return Resource.text("switch-to-configuration.sh")
        .replace("@checks@", "@{" + CHECKS + "}")
        .replace("@bootloader@", "@{" + BOOT_LOADER + "}")
        .replace(
            "@program@",
            program.stream().map(SwitchCommand::quoted).collect(Collectors.joining(" ")));
  }

  /** As Nix renders an object of strings. */
  String inhibitorsJson() {
    return inhibitors.entrySet().stream()
        .map(each -> "\"%s\":\"%s\"".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /**
   * Each check in a subshell of its own that ends at the first error; the first failure ends all.
   */
  private String checkScript() {
    SortedMap<String, String> all = new TreeMap<>(checks);
    all.put("switchInhibitors", Resource.text("switch-inhibitors.sh"));
    StringBuilder script = new StringBuilder();
    all.forEach(
        (name, body) ->
            script
                .append("(\nset -e\n")
                .append(body)
                .append("\n) >&2\nif [ $? != 0 ]; then\n  echo \"Pre-switch check '")
                .append(name)
                .append("' failed\" >&2\n  exit 1\nfi\n"));
    return script.toString();
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
