package dev.steadfast.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AskingTest {
  private static final SortedSet<UnitName> NONE = Collections.emptySortedSet();
  private final SortedMap<UnitName, UnitFile> files = new TreeMap<>();
  private final SortedSet<UnitName> up = new TreeSet<>();
  private final SortedMap<UnitName, Step> planned = new TreeMap<>();

  private static SortedSet<UnitName> units(String... names) {
    SortedSet<UnitName> units = new TreeSet<>();
    for (String name : names) {
      units.add(new UnitName(name));
    }
    return units;
  }

  private void has(String name, String... flags) {
    SortedMap<SettingKey, List<String>> settings = new TreeMap<>();
    for (String flag : flags) {
      String[] parts = flag.split("=", 2);
      settings.put(new SettingKey("Service", parts[0]), List.of(parts[1]));
    }
    UnitName unit = new UnitName(name);
    files.put(unit, new UnitFile(unit, List.of(), settings));
  }

  private String steps(Requests requests) {
    Asked asked = new Asked(NONE, requests, files, new TreeMap<>());
    List<Step> steps = new Asking(asked, unit -> up.contains(unit), planned).steps();
    return steps.stream()
        .map(step -> step.getClass().getSimpleName() + " " + step.unit())
        .collect(Collectors.joining(", "));
  }

  @Test
  void startsWhatTheNextGenerationHas() {
    has("here.service");
    Requests start = new Requests(units("gone.service", "here.service"), NONE, NONE);
    assertEquals("Keep gone.service, Start here.service", steps(start));
  }

  @Test
  void startsMountsAndSwapsThatOnlyFstabHas() {
    Requests start =
        new Requests(units("data.automount", "data.mount", "dev-vda.swap"), NONE, NONE);
    assertEquals("Start data.automount, Start data.mount, Start dev-vda.swap", steps(start));
  }

  @Test
  void doesNothingForWhatRunsAlready() {
    up.addAll(units("gone.service", "here.service"));
    has("here.service");
    Requests start = new Requests(units("gone.service", "here.service"), NONE, NONE);
    assertEquals("", steps(start));
  }

  @Test
  void restartsAndReloadsAsTheFlagsSay() {
    up.addAll(units("both.service", "forbids.service", "free.service", "reloads.service"));
    has("both.service");
    has("forbids.service", "X-RestartIfChanged=false");
    has("free.service");
    has("reloads.service", "X-ReloadIfChanged=true");
    Requests requests =
        new Requests(
            NONE,
            units(
                "both.service",
                "down.service",
                "forbids.service",
                "free.service",
                "reloads.service"),
            units("both.service", "down.service"));
    assertEquals(
        "Reload both.service, Restart both.service, Start down.service, Keep forbids.service,"
            + " Restart free.service, Reload reloads.service",
        steps(requests));
  }
}
