package dev.steadfast.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * What one package may use, besides the JDK and itself.
 *
 * @param name after the root package, {@code systemd.dbus}
 * @param uses our packages, any type of theirs
 * @param valuesOf our packages of which only records, enums and interfaces over them may be used
 * @param libraries package prefixes of other people's code
 */
record Row(String name, List<String> uses, List<String> valuesOf, List<String> libraries) {

  static final String ROOT = "dev.steadfast.";

  private static final List<String> PURE = List.of("diagnostic", "store", "unit", "config");
  private static final String DBUS = "org.freedesktop.dbus.";
  private static final String JSON = "com.fasterxml.jackson.core.";
  private static final String YAML = "com.fasterxml.jackson.dataformat.yaml.";
  private static final String DATABIND = "com.fasterxml.jackson.databind.";
  private static final String PICOCLI = "picocli.";
  private static final String SLF4J = "org.slf4j.";

  /** The whole table; a package that is not in it does not exist. */
  static final List<Row> TABLE =
      List.of(
          row("diagnostic"),
          row("store").uses("diagnostic"),
          row("unit").uses("diagnostic", "store"),
          row("config").uses("diagnostic", "store", "unit"),
          pure("diff"),
          pure("policy").uses("diff").libraries(JSON, YAML),
          pure("kernel"),
          pure("systemd"),
          pure("process"),
          pure("systemd.dbus").uses("systemd").libraries(DBUS, SLF4J),
          row("compat").uses("diagnostic", "store", "unit").valuesOf("systemd"),
          pure("ledger").uses("diff").libraries(JSON),
          pure("plan").uses("policy", "diff").valuesOf("systemd", "process", "ledger"),
          pure("nixos").uses("kernel").valuesOf("plan"),
          pure("activate")
              .uses("plan", "systemd", "process", "ledger", "kernel", "nixos")
              .libraries(SLF4J),
          pure("report")
              .uses("diff", "plan")
              .valuesOf("activate", "policy", "systemd")
              .libraries(JSON),
          pure("cli")
              .uses("diff", "policy", "systemd", "process", "systemd.dbus")
              .uses("kernel", "nixos", "compat", "ledger", "plan", "activate", "report")
              .libraries(JSON, YAML, DATABIND, PICOCLI, SLF4J),
          pure("box").uses("diff", "policy", "systemd", "process", "plan", "activate", "report"),
          row("benchmark").uses("box"),
          pure("demo")
              .uses("diff", "policy", "systemd", "process", "plan", "activate", "report", "box")
              .libraries(JSON));

  Row {
    uses = List.copyOf(uses);
    valuesOf = List.copyOf(valuesOf);
    libraries = List.copyOf(libraries);
  }

  private static Row row(String name) {
    return new Row(name, List.of(), List.of(), List.of());
  }

  private static Row pure(String name) {
    return new Row(name, PURE, List.of(), List.of());
  }

  private Row uses(String... more) {
    return new Row(name, joined(uses, more), valuesOf, libraries);
  }

  private Row valuesOf(String... more) {
    return new Row(name, uses, joined(valuesOf, more), libraries);
  }

  private Row libraries(String... more) {
    return new Row(name, uses, valuesOf, joined(libraries, more));
  }

  private static List<String> joined(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }
}
