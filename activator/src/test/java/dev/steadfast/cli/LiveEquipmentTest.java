package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.steadfast.activate.EffectListener;
import dev.steadfast.cli.Switcher.Request;
import dev.steadfast.plan.Rules;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LiveEquipmentTest {
  private final Map<String, String> environment =
      new TreeMap<>(
          Map.of(
              "OUT", "/nix/store/one",
              "TOPLEVEL", "/nix/store/one",
              "DISTRO_ID", "nixos",
              "PRE_SWITCH_CHECK", "/nix/store/check",
              "INSTALL_BOOTLOADER", "/nix/store/boot",
              "SYSTEMD", "/nix/store/systemd"));

  private Request request(String... words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Output err =
        new Output(
            stream, Output.look(Path.of("/dev/null"), StandardCharsets.UTF_8, environment), false);
    LiveEquipment equipment = new LiveEquipment(err, environment, EffectListener.NONE);
    ActionLine line =
        ActionLine.parse(Action.SWITCH, List.of(words), equipment.called())
            .orElse(problems -> fail(problems.toString()));
    return equipment.make(line).orElse(problems -> fail(problems.toString())).request();
  }

  @Test
  void aWrapperNamesEverything() {
    assertEquals(Path.of("/nix/store/one"), request().next());
    assertEquals(Optional.of(Path.of("/nix/store/one")), request().scripts());
  }

  @Test
  void anotherToplevelHasItsOwnScripts() {
    Request request = request("--toplevel", "/nix/store/two");
    assertEquals(Path.of("/nix/store/two"), request.next());
    assertEquals(Optional.of(Path.of("/nix/store/two")), request.scripts());
  }

  @Test
  void aVariableAsksForTheOriginalsRulesToo() {
    assertEquals(Rules.OWN, request().rules());
    environment.put("STEADFAST_COMPAT", "1");
    assertEquals(Rules.ORIGINAL, request().rules());
  }
}
