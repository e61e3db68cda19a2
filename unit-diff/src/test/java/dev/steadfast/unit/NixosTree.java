package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.testing.FileTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A toplevel in the shape in which NixOS builds it. Store paths are made from name and content:
 * equal units of two trees over the same files are one store path.
 */
record NixosTree(FileTree files, String name) {
  NixosTree {
    files.link(toplevel(name) + "/etc", store("etc", name) + "/etc");
    files.link(store("etc", name) + "/etc/systemd/system", farm(name));
    files.directory(farm(name));
  }

  private static String toplevel(String name) {
    return store("nixos-system-" + name, "");
  }

  private static String farm(String name) {
    return store("system-units", name);
  }

  static String store(String name, String content) {
    String number = Integer.toUnsignedString((name + "/" + content).hashCode());
    return "/nix/store/" + "0".repeat(32 - number.length()) + number + "-" + name;
  }

  Path toplevel() {
    return Path.of(toplevel(name));
  }

  /** Where an entry of the unit directory is, as the generation names it. */
  String entry(String entry) {
    return toplevel(name) + "/etc/systemd/system/" + entry;
  }

  /** The file of a unit's own derivation. */
  static String derivation(String unit, String text) {
    return store("unit-" + unit.replace('@', '-'), text) + "/" + unit;
  }

  private String derived(String unit, String text) {
    String path = derivation(unit, text);
    if (!files.prefix().resolve(path.substring(1)).toFile().exists()) {
      files.file(path, text);
    }
    return path;
  }

  /** A unit of the configuration. */
  NixosTree unit(String unit, String text) {
    return link(unit, derived(unit, text));
  }

  /** A unit that is switched off: a link to a link to {@code /dev/null}. */
  NixosTree disabled(String unit) {
    String path = store("unit-" + unit + "-disabled", name) + "/" + unit;
    files.link(path, "/dev/null");
    return link(unit, path);
  }

  /** Settings on top of a package's unit. */
  NixosTree dropIn(String unit, String file, String text) {
    return link(unit + ".d/" + file, derived(unit, text));
  }

  NixosTree wants(String directory, String unit) {
    return link(directory + "/" + unit, "../" + unit);
  }

  /** Any other link in the unit directory. */
  NixosTree link(String entry, String target) {
    files.link(farm(name) + "/" + entry, target);
    return this;
  }

  /** A file of the unit directory itself, or of a directory in it. */
  NixosTree file(String entry, String text) {
    files.file(farm(name) + "/" + entry, text);
    return this;
  }

  /** The generation, which must be a good one. */
  Generation read() {
    return read(toplevel());
  }

  /** The same by another path. */
  Generation read(Path path) {
    return Generation.read(files.root(), path)
        .orElse(
            problems -> {
              throw new AssertionError(problems);
            });
  }

  /** A unit of a generation, which must be a good one. */
  static UnitFile unit(Generation generation, String name) {
    return UnitFileParserTest.accepted(generation.unit(new UnitName(name)));
  }

  /** The problems, each of which must say what to do. */
  static List<String> problems(Parsed<?> parsed) {
    List<String> lines = new ArrayList<>();
    for (Diagnostic problem : parsed.diagnostics()) {
      assertFalse(problem.detail().isEmpty(), problem::render);
      lines.add(problem.location() + ": " + problem.summary());
    }
    return lines;
  }
}
