package dev.steadfast.architecture;

import dev.steadfast.architecture.ArchitectureTest.Case;
import java.util.List;

/** One small violation of each rule, and of each "never" of the table. */
final class Violations {
  private Violations() {}

  private static final String PORT =
      "package dev.steadfast.systemd; public interface Systemd { void daemonReload(); }";

  static final List<Case> CASES =
      List.of(
          planted(
              "package that nobody listed",
              Rule.KNOWN_PACKAGES,
              "dev.steadfast.util is not in the table",
              "packages are named by concept, and each has a row",
              "package dev.steadfast.util; class Strings {}"),
          uses("store", "dev.steadfast.unit.Used", "the later of two base packages"),
          uses("diff", "dev.steadfast.policy.Used", "differences do not depend on what they mean"),
          uses("policy", "dev.steadfast.plan.Used", "rules know no plan"),
          uses("plan", "dev.steadfast.systemd.dbus.Used", "the wire is known to the wiring only"),
          uses("activate", "dev.steadfast.diff.Used", "what differs is already in the plan"),
          uses("activate", "dev.steadfast.policy.Used", "what is known is already in the plan"),
          uses("compat", "dev.steadfast.diff.Used", "the original knows no semantic difference"),
          uses("ledger", "dev.steadfast.plan.Used", "a debt outlives the plan that made it"),
          uses("report", "dev.steadfast.systemd.Used", "a report acts on nothing"),
          uses("activate", "dev.steadfast.cli.Used", "nobody uses the commands"),
          uses("cli", "dev.steadfast.box.Used", "the product does not depend on its tests"),
          uses("unit", "org.slf4j.Logger", "parsers do not log"),
          uses("diff", "java.util.logging.Logger", "the JDK's logging is logging too"),
          uses("plan", "org.slf4j.Logger", "reasons are data"),
          uses("systemd", "org.freedesktop.dbus.types.Variant", "the port is free of the wire"),
          uses("policy", "com.fasterxml.jackson.databind.ObjectMapper", "slow to start"),
          uses("report", "picocli.CommandLine", "slow to start"),
          planted(
              "port in the planner",
              Rule.ALLOWED_USES,
              "dev.steadfast.systemd.Systemd",
              "the planner may see what was observed, never who observes",
              PORT,
              "package dev.steadfast.store; class SystemRoot { byte[] read() throws Exception {"
                  + " return java.nio.file.Files.readAllBytes(null); } }",
              "package dev.steadfast.plan; class Planner { dev.steadfast.systemd.Systemd port; }"),
          planted(
              "acting class in a report",
              Rule.ALLOWED_USES,
              "dev.steadfast.activate.Activation",
              "a report sees outcomes, never what brought them about",
              "package dev.steadfast.activate; public final class Activation {}",
              "package dev.steadfast.report; class Text { dev.steadfast.activate.Activation a; }"),
          planted(
              "two packages that use each other",
              Rule.NO_CYCLES,
              "Cycle detected",
              "neither could be understood alone",
              "package dev.steadfast.unit; public class A { dev.steadfast.config.B b; }",
              "package dev.steadfast.config; public class B { dev.steadfast.unit.A a; }"),
          planted(
              "package without the mark",
              Rule.NULL_MARKED,
              "dev.steadfast.store is not @NullMarked",
              "null would mean nothing there",
              "package dev.steadfast.store; class Unmarked {}"),
          touches("activate", "System.out.println();", "System.out", "stdout is the result"),
          touches("plan", "System.err.println();", "System.err", "the planner prints nothing"),
          touches("activate", "System.exit(1);", "System.exit", "outcomes are values"),
          touches("process", "System.getenv(\"PATH\");", "System.getenv", "passed in by commands"),
          touches("activate", "Runtime.getRuntime().halt(1);", "Runtime.halt", "as exit is"),
          asks(
              "plan", "java.time.Instant.now();", "java.time.Instant.now", "same input, same plan"),
          asks("diff", "System.nanoTime();", "System.nanoTime", "budgets count bytes, never time"),
          asks("policy", "System.getProperty(\"os\");", "System.getProperty", "not in the input"),
          writes("unit", "java.nio.file.Files.delete(null);", "Files.delete"),
          writes("store", "new java.io.FileWriter(\"x\");", "FileWriter"),
          opens("plan", "java.nio.file.Files.readString(null);", "what it needs is handed to it"),
          opens("unit", "java.nio.file.Files.readAllBytes(null);", "it would leave --root"),
          opens("config", "new java.io.FileInputStream(\"x\");", "it would leave --root"));

  /** Uses what the table allows, as it allows it. */
  static final List<String> INNOCENT =
      List.of(
          marked("store"),
          marked("systemd"),
          marked("systemd.dbus"),
          marked("plan"),
          marked("activate"),
          marked("report"),
          marked("cli"),
          PORT,
          "package dev.steadfast.systemd; public enum ActiveState { ACTIVE }",
          "package dev.steadfast.systemd; public record Observed(ActiveState state) {}",
          "package dev.steadfast.systemd.dbus; public class DbusSystemd"
              + " implements dev.steadfast.systemd.Systemd {"
              + " org.slf4j.Logger log; org.freedesktop.dbus.types.Variant<?> wire;"
              + " @Override public void daemonReload() {} }",
          "package dev.steadfast.store; class SystemRoot { byte[] read() throws Exception {"
              + " return java.nio.file.Files.readAllBytes(null); } }",
          "package dev.steadfast.plan; class Planner { dev.steadfast.systemd.Observed[] seen; }",
          "package dev.steadfast.activate; public sealed interface Outcome {"
              + " record Done() implements Outcome {} }",
          "package dev.steadfast.report; class Text { dev.steadfast.activate.Outcome of;"
              + " com.fasterxml.jackson.core.JsonFactory json; }",
          "package dev.steadfast.cli; class Main { dev.steadfast.systemd.dbus.DbusSystemd wired;"
              + " picocli.CommandLine line; void end() { System.out.println(); System.exit(0); } }");

  private static Case planted(
      String name, Rule rule, String found, String because, String... sources) {
    return new Case(name, rule, found, because, List.of(sources));
  }

  /** One class that uses one type; a type of ours is planted with it. */
  private static Case uses(String where, String used, String because) {
    String user = "package dev.steadfast." + where + "; class User { " + used + " used; }";
    int dot = used.lastIndexOf('.');
    String target = "package " + used.substring(0, dot) + "; public class Used {}";
    List<String> sources = used.startsWith(Row.ROOT) ? List.of(user, target) : List.of(user);
    return new Case(where + " that uses " + used, Rule.ALLOWED_USES, used, because, sources);
  }

  private static Case touches(String where, String statement, String found, String because) {
    Rule rule = Rule.ONLY_COMMANDS_TOUCH_THE_PROCESS;
    return planted(where + ": " + statement, rule, found, because, body(where, statement));
  }

  private static Case asks(String where, String statement, String found, String because) {
    Rule rule = Rule.PURE_PACKAGES_ASK_NOTHING;
    return planted(where + ": " + statement, rule, found, because, body(where, statement));
  }

  private static Case writes(String where, String statement, String found) {
    Rule rule = Rule.PARSERS_WRITE_NOTHING;
    String because = "reading leaves no trace";
    return planted(where + ": " + statement, rule, found, because, body(where, statement));
  }

  private static Case opens(String where, String statement, String because) {
    String found = statement.substring(statement.lastIndexOf("Fi"), statement.lastIndexOf("("));
    Rule rule = Rule.ONE_DOOR_TO_FILES;
    return planted(where + ": " + statement, rule, found, because, body(where, statement));
  }

  private static String body(String where, String statement) {
    return "package dev.steadfast."
        + where
        + "; class Body { void run() throws Exception { "
        + statement
        + " } }";
  }

  private static String marked(String where) {
    return "@org.jspecify.annotations.NullMarked package dev.steadfast." + where + ";";
  }
}
