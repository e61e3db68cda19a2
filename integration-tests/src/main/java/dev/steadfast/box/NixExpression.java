package dev.steadfast.box;

import java.util.Map;
import java.util.SortedMap;

/** The Nix expression of a world: one derivation an entry, tied together by interpolation. */
final class NixExpression {
  private final StringBuilder out = new StringBuilder();
  private final World world;

  private NixExpression(World world) {
    this.world = world;
  }

  static String of(World world, SortedMap<String, String> packages) {
    NixExpression expression = new NixExpression(world);
    expression.out.append("let\n");
    expression.appendPackages(packages);
    expression
        .out
        .append("  f = (")
        .append(Resource.text("world.nix"))
        .append(") { inherit pkg; };\n");
    expression.appendEntries();
    expression.appendFarm("units", "system-units", world.units());
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
                  entry.inside()));
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
    SortedMap<String, String> links = new java.util.TreeMap<>();
    world.etc().forEach((path, target) -> links.put("etc/" + path, target));
    links.put("etc/systemd/system", "@{units}");
    appendFarm("etc", "etc", links);
  }

  private void appendToplevel() {
    String activate =
        Resource.text("activate.sh")
            .replace("@bash@", "@{pkg:bash}")
            .replace("@coreutils@", "@{pkg:coreutils}")
            .replace("@findutils@", "@{pkg:findutils}")
            .replace("@snippets@", String.join("\n", world.activation()));
    line("  activate = %s;".formatted(interpolated(activate)));
    line("  sw = f.systemPath (with pkg; [ bash coreutils findutils gnugrep gnused systemd ]);");
    line("in f.toplevel { inherit etc sw activate; salt = %s; }".formatted(quoted(world.salt())));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** A Nix string without interpolation. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "\\${") + '"';
  }

  /** A Nix string in which placeholders are interpolations. */
  private static String interpolated(String text) {
    return quoted(text)
        .replace("@{units}", "${units}")
        .replaceAll("@\\{pkg:([^}]+)\\}", "\\${pkg.\"$1\"}")
        .replaceAll("@\\{([^}]+)\\}", "\\${ref.\"$1\"}");
  }
}
