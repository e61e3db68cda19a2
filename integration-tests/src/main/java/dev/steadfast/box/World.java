package dev.steadfast.box;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a NixOS configuration comes to: the texts of a system and how they hang together. A value:
 * each method returns a changed copy, so that "the next world" is the old one with something else
 * in it.
 *
 * <p>In every text {@code @{NAME}} stands for the store path of the entry NAME, and
 * {@code @{pkg:KEY}} for that of a program. Nix resolves them, so a changed text changes the paths
 * of everything that names it, as on NixOS: configuration, script, unit, farm, {@code etc},
 * toplevel.
 *
 * @param entries the texts, by name
 * @param units links in the directory of system units: path below it, target
 * @param userUnits links in the directory of user units, likewise
 * @param etc links in {@code /etc}: path below it, target
 * @param scripts what its activation does beyond setting up {@code /etc}
 * @param command what its {@code bin/switch-to-configuration} is told and executes
 * @param salt changes every store path and no content, as an update of the build tools does
 */
public record World(
    SortedMap<String, Entry> entries,
    SortedMap<String, String> units,
    SortedMap<String, String> userUnits,
    SortedMap<String, String> etc,
    Scripts scripts,
    SwitchCommand command,
    String salt) {
  private static final List<String> UPSTREAM =
      List.of(
          "basic.target", "multi-user.target", "network.target", "sysinit.target", "timers.target");

  public World {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
    userUnits = Collections.unmodifiableSortedMap(new TreeMap<>(userUnits));
    etc = Collections.unmodifiableSortedMap(new TreeMap<>(etc));
  }

  /** A system with a few upstream targets and an {@code os-release}, and no services. */
  public static World empty() {
    World world =
        new World(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                Scripts.NONE,
                SwitchCommand.steadfast(),
                "")
            .link("default.target", "multi-user.target")
            .file("os-release", "ID=nixos\nNAME=NixOS\nVERSION_ID=\"25.05\"\n")
            .etc("os-release", "@{os-release}");
    for (String name : UPSTREAM) {
      world = world.link(name, "@{pkg:systemd}/example/systemd/system/" + name);
    }
    return world;
  }

  /** A text file in the store. */
  public World file(String name, String text) {
    return with(new Entry(Entry.Shape.FILE, name, text));
  }

  /** A text file in a directory in the store; {@code @{name}} is the file. */
  public World fileInDirectory(String name, String text) {
    return with(new Entry(Entry.Shape.DIRECTORY, name, text));
  }

  /**
   * A job script as the options {@code preStart}, {@code script}, … make them; {@code @{name}} is
   * the program.
   */
  public World jobScript(String name, String body) {
    return with(
        new Entry(Entry.Shape.JOB_SCRIPT, name, "#!@{pkg:bash}/bin/bash\nset -e\n\n" + body));
  }

  /** A script that is one file in the store. */
  public World executable(String name, String body) {
    return with(new Entry(Entry.Shape.EXECUTABLE, name, "#!@{pkg:bash}/bin/bash\n" + body));
  }

  /** A unit, and the targets that want it. */
  public World unit(String name, String text, String... wantedBy) {
    World world = with(new Entry(Entry.Shape.UNIT, name, text)).link(name, "@{" + name + "}");
    for (String target : wantedBy) {
      world = world.link(target + ".wants/" + name, "../" + name);
    }
    return world;
  }

  /** A user unit, and the user targets that want it. A system unit must not bear its name. */
  public World userUnit(String name, String text, String... wantedBy) {
    SortedMap<String, String> links = put(userUnits, name, "@{" + name + "}");
    for (String target : wantedBy) {
      links = put(links, target + ".wants/" + name, "../" + name);
    }
    World world = with(new Entry(Entry.Shape.UNIT, name, text));
    return new World(world.entries, units, links, etc, scripts, command, salt);
  }

  /** A link in the directory of user units. */
  public World userLink(String path, String target) {
    return new World(entries, units, put(userUnits, path, target), etc, scripts, command, salt);
  }

  /**
   * What NixOS makes of settings for a unit that a package brings: {@code NAME.d/overrides.conf}.
   */
  public World dropIn(String name, String text) {
    return with(new Entry(Entry.Shape.UNIT, name, text))
        .link(name + ".d/overrides.conf", "@{" + name + "}");
  }

  /** A unit with {@code enable = false}: a link to a link to {@code /dev/null}. */
  public World masked(String name) {
    return with(new Entry(Entry.Shape.DISABLED_UNIT, name, "")).link(name, "@{" + name + "}");
  }

  /** A link in the unit directory: an alias, a {@code .wants} entry, an upstream unit. */
  public World link(String path, String target) {
    return new World(entries, put(units, path, target), userUnits, etc, scripts, command, salt);
  }

  /** A link in {@code /etc}. */
  public World etc(String path, String target) {
    return new World(entries, units, userUnits, put(etc, path, target), scripts, command, salt);
  }

  /** A line of the activation script. */
  public World activating(String line) {
    return with(scripts.activating(line));
  }

  /** With other scripts. */
  public World with(Scripts newScripts) {
    return new World(entries, units, userUnits, etc, newScripts, command, salt);
  }

  /** With another command. */
  public World with(SwitchCommand newCommand) {
    return new World(entries, units, userUnits, etc, scripts, newCommand, salt);
  }

  /** Without a unit and everything in the unit directories that bears its name. */
  public World without(String unit) {
    SortedMap<String, Entry> fewer = new TreeMap<>(entries);
    fewer.remove(unit);
    return new World(
        fewer, without(units, unit), without(userUnits, unit), etc, scripts, command, salt);
  }

  private static SortedMap<String, String> without(SortedMap<String, String> links, String unit) {
    SortedMap<String, String> fewer = new TreeMap<>(links);
    fewer.keySet().removeIf(path -> path.equals(unit) || path.endsWith("/" + unit));
    fewer.keySet().removeIf(path -> path.startsWith(unit + ".d/"));
    return fewer;
  }

  /** The same texts under other store paths. */
  public World rebuilt(String newSalt) {
    return new World(entries, units, userUnits, etc, scripts, command, newSalt);
  }

  /** The content of an entry, placeholders unresolved. */
  public String text(String name) {
    return entry(name).text();
  }

  /** An existing entry with another content. */
  public World withText(String name, String text) {
    return with(new Entry(entry(name).shape(), name, text));
  }

  /** An existing entry. */
  Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new BoxException("no entry " + name + ", only " + entries.keySet());
    }
    return entry;
  }

  /**
   * Builds it with the box's Nix.
   *
   * @throws BoxException with what Nix printed, if a placeholder names nothing or the build fails
   */
  public Toplevel build(Box box) {
    return Toplevel.build(box, this);
  }

  /**
   * Writes its closure as plain files below a directory, for offline commands with {@code --root}:
   * no Nix and no root needed, programs are empty.
   *
   * @param prefix an existing directory
   * @return the toplevel's store path
   */
  public String write(Path prefix) {
    return PlainStore.write(this, prefix);
  }

  private World with(Entry entry) {
    return new World(
        put(entries, entry.name(), entry), units, userUnits, etc, scripts, command, salt);
  }

  private static <T> SortedMap<String, T> put(SortedMap<String, T> map, String key, T value) {
    SortedMap<String, T> more = new TreeMap<>(map);
    more.put(key, value);
    return more;
  }
}
