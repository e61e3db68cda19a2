package dev.steadfast.unit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A real systemd makes the same of two spellings that are taken for the same, and only of them. */
class SettingMeaningIT {
  /** Two spellings of one value, and another value. */
  private static final List<List<String>> SPELLINGS =
      List.of(
          List.of("yes", "On", "no"),
          List.of("64M", "65536K", "65M"),
          List.of("SIGUSR1", "USR1", "SIGUSR2"),
          List.of("90", "1min 30s", "91"),
          List.of("p.socket q.socket", "q.socket p.socket", "p.socket r.socket"));

  private static final List<String> PATHS = List.of("/p /q", "/q /p", "/p /r");

  /** What a unit of each section needs besides; one of a swap or a scope cannot be loaded here. */
  private static final Map<String, String> BODIES =
      Map.of(
          "Unit", ".service [Service] ExecStart=/bin/true",
          "Service", ".service [Service] ExecStart=/bin/true",
          "Socket", ".socket [Socket] ListenStream=/run/x",
          "Timer", ".timer [Timer] OnBootSec=1y",
          "Path", ".path [Path] PathExists=/x",
          "Slice", ".slice [Slice]",
          "Mount", ".mount [Mount] What=tmpfs Where=/NAME");

  /** What differs between any two units. */
  private static final Set<String> OF_EACH = Set.of("Id", "Names", "FragmentPath", "InvocationID");

  private record Setting(String section, String name) {
    SettingKey key() {
      return new SettingKey(section, name);
    }

    /** The three values, if it is compared by meaning. */
    Optional<List<String>> values() {
      List<List<String>> all = new ArrayList<>(SPELLINGS);
      all.add(0, PATHS);
      boolean isOfPaths = name.equals("RequiresMountsFor");
      return all.stream()
          .filter(three -> three.equals(PATHS) == isOfPaths)
          .filter(three -> isSame(three.get(0), three.get(1)))
          .findFirst();
    }

    private boolean isSame(String one, String other) {
      return SettingMeaning.isSame(key(), List.of(one), List.of(other));
    }

    String unit(int which) {
      return "x%d%s%s%s".formatted(which, section, name, body()[0]).toLowerCase(Locale.ROOT);
    }

    private String[] body() {
      return requireNonNull(BODIES.get(section)).split(" ", -1);
    }

    String text(int which, String value) {
      List<String> lines = new ArrayList<>(Arrays.asList(body()));
      String stem = unit(which).substring(0, unit(which).indexOf('.'));
      String rest = String.join("\n", lines.subList(1, lines.size())).replace("NAME", stem);
      return "%s\n[%s]\n%s=%s\n".formatted(rest, section, name, value);
    }
  }

  @Test
  void systemdMakesTheSameOfTwoSpellings() throws IOException {
    try (Box box = Box.boot(BoxOptions.named("spellings"))) {
      SortedSet<String> missing = table();
      List<Setting> settings = settings(box);
      settings.forEach(setting -> missing.remove(setting.name()));
      assertEquals(Set.of(), missing, "in the table, and no setting of this systemd");
      for (Setting setting : settings) {
        List<String> values = setting.values().orElseThrow();
        for (int i = 0; i < values.size(); i++) {
          box.write("/run/systemd/system/" + setting.unit(i), setting.text(i, values.get(i)));
        }
      }
      box.systemctl("daemon-reload").orThrow();
      List<String> wrong = new ArrayList<>();
      for (Setting setting : settings) {
        SortedMap<String, String> one = shown(box, setting.unit(0));
        if (!one.equals(shown(box, setting.unit(1)))) {
          wrong.add(setting + ": systemd tells the two spellings apart");
        }
        if (one.equals(shown(box, setting.unit(2)))) {
          wrong.add(setting + ": systemd shows another value as it does this one");
        }
      }
      assertEquals(List.of(), wrong);
    }
  }

  private static SortedSet<String> table() throws IOException {
    try (InputStream table = SettingMeaning.class.getResourceAsStream("setting-types.txt")) {
      String text = new String(requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      SortedSet<String> names = new TreeSet<>();
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> names.add(line.substring(0, line.indexOf(' '))));
      return names;
    }
  }

  /** Those that this systemd has and that are compared by meaning. */
  private static List<Setting> settings(Box box) {
    List<Setting> settings = new ArrayList<>();
    String section = "";
    String items = box.run("/lib/systemd/systemd", "--dump-configuration-items").orThrow().out();
    for (String line : items.lines().toList()) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else if (line.contains("=") && BODIES.containsKey(section)) {
        Setting setting = new Setting(section, line.substring(0, line.indexOf('=')));
        if (setting.values().isPresent()) {
          settings.add(setting);
        }
      }
    }
    return settings;
  }

  /** The properties; words of a list in one order, as systemd keeps them in none. */
  private static SortedMap<String, String> shown(Box box, String unit) {
    SortedMap<String, String> properties = new TreeMap<>();
    String out = box.systemctl("show", unit).orThrow().out();
    String stem = unit.substring(0, unit.indexOf('.'));
    for (String line : out.lines().toList()) {
      String name = line.substring(0, line.indexOf('='));
      if (!OF_EACH.contains(name)) {
        String[] words = line.substring(name.length() + 1).replace(stem, "x").split(" ", -1);
        Arrays.sort(words);
        properties.put(name, String.join(" ", words));
      }
    }
    return properties;
  }
}
