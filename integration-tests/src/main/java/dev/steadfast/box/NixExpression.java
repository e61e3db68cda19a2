package dev.steadfast.box;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The Nix expression of a world: one derivation an entry, tied together by interpolation. */
final class NixExpression {
  private final StringBuilder out = new StringBuilder();
  private final World world;

  private NixExpression(World world) {
    this.world = world;
  }

  /** Its value has the attributes {@code activatable} and {@code toplevel}, often equal. */
  static String of(World world, SortedMap<String, String> packages) {
    NixExpression expression = new NixExpression(SwitchCommand.addPrograms(world));
    expression.out.append("let\n");
    expression.appendPackages(packages);
    expression
        .out
        .append("  f = (")
        .append(Resource.text("world.nix"))
        .append(") { inherit pkg; };\n");
    expression.appendEntries();
    expression.appendFarm("units", "system-units", world.units());
    expression.appendFarm("userUnits", "user-units", world.userUnits());
    expression.appendEtc();
    expression.appendToplevel();
    return expression.out.toString();
  }

  private void appendPackages(SortedMap<String, String> packages) {
    out.append("  pkg = {\n");
    for (Map.Entry<String, String> each : packages.entrySet()) {
      line("    %s = builtins.storePath \"%s\";".formatted(quoted(each.getKey()), each.getValue()));
    }
    out.append("  };\n");
  }

  private void appendEntries() {
    out.append("  ref = {\n");
    for (Entry entry : world.entries().values()) {
      String builder =
          switch (entry.shape()) {
            case FILE, DIRECTORY, EXECUTABLE, JOB_SCRIPT, UNIT ->
                "f.text { mode = %s; text = %s;"
                    .formatted(quoted(entry.mode()), interpolated(entry.text()));
            case DISABLED_UNIT -> "f.link { target = \"/dev/null\";";
          };
      line(
          "    %s = \"${%s name = %s; inside = %s; salt = %s; }}%s\";"
              .formatted(
                  quoted(entry.name()),
                  builder,
                  quoted(entry.derivationName()),
                  quoted(entry.inside()),
                  quoted(world.salt()),
                  unquoted(entry.inside())));
    }
    out.append("  };\n");
  }

  private void appendFarm(String variable, String name, SortedMap<String, String> links) {
    StringBuilder lines = new StringBuilder();
    links.forEach((path, target) -> lines.append(path).append(' ').append(target).append('\n'));
    line(
        "  %s = f.farm { name = %s; salt = %s; links = %s; };"
            .formatted(
                variable, quoted(name), quoted(world.salt()), interpolated(lines.toString())));
  }

  private void appendEtc() {
    SortedMap<String, String> links = new TreeMap<>();
    world.etc().forEach((path, target) -> links.put("etc/" + path, target));
    links.put("etc/systemd/system", "@{units}");
    links.put("etc/systemd/user", "@{userUnits}");
    appendFarm("etc", "etc", links);
  }

  private void appendToplevel() {
    Scripts scripts = world.scripts();
    SwitchCommand command = world.command();
    boolean separate = scripts.placement() == Scripts.Placement.SEPARATE;
    line("in f.system {");
    line("  inherit etc;");
    line("  sw = f.systemPath (with pkg; [ bash coreutils findutils gnugrep gnused systemd ]);");
    line("  separate = " + separate + ";");
    line("  activate = %s;".formatted(script("activate.sh", scripts.activation())));
    line("  dryActivate = %s;".formatted(script("dry-activate.sh", scripts.dryActivation())));
    line("  switch = %s;".formatted(interpolated(command.text())));
    line("  inhibitors = %s;".formatted(quoted(command.inhibitorsJson())));
    line("  initInterface = %s;".formatted(quoted(command.initInterface())));
    line("  salt = %s;%n}".formatted(quoted(world.salt())));
  }

  private static String script(String resource, List<String> snippets) {
    return interpolated(Resource.text(resource).replace("@snippets@", String.join("\n", snippets)));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** A Nix string without interpolation. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "\\${") + '"';
  }

  /** What stands between the quotes of a Nix string. */
  private static String unquoted(String text) {
    String string = quoted(text);
    return string.substring(1, string.length() - 1);
  }

  /** A Nix string in which placeholders are interpolations. */
  private static String interpolated(String text) {
    return quoted(text)
        .replace("@{units}", "${units}")
        .replace("@{userUnits}", "${userUnits}")
        .replaceAll("@\\{pkg:([^}]+)\\}", "\\${pkg.\"$1\"}")
        .replaceAll("@\\{([^}]+)\\}", "\\${ref.\"$1\"}");
  }
}
