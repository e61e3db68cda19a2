package dev.steadfast.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.Snapshot;
import dev.steadfast.box.SwitchCommand;
import dev.steadfast.box.Toplevel;
import dev.steadfast.box.World;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is known to be wrong with a system is known before the boot loader hears of it: for a boot
 * as for a switch nothing at all is touched.
 */
class RefusedBootIT {
  private static final NginxWorld GOOD = NginxWorld.nixosDefault();
  private static final String PROFILES = "/nix/var/nix/profiles";
  private static final String POLICY = "/etc/steadfast/policies/nginx.yaml";
  private static final String HINT = "the boot loader was not called, but " + PROFILES + "/system";

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("refused-boot"));
    box.write(POLICY, "name: nginx\nmode: refuse\n");
    GOOD.install(box);
    box.write(SwitchCommand.BOOT_LOADER_CALLS, "");
  }

  @AfterAll
  static void end() {
    box.close();
  }

  /**
   * @param shown why it is refused
   */
  record Refusal(String name, World next, String shown) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Refusal> refusals() {
    World good = GOOD.answering("next").world();
    return List.of(
        new Refusal(
            "a restart that the operator's mode refuses",
            GOOD.withProgram("nginx-rebuilt").world(),
            "nginx.service: needs a restart, which its mode"),
        new Refusal(
            "a configuration that its program rejects",
            GOOD.location("/", "return 1234 one;").world(),
            "invalid return code"),
        new Refusal(
            "a unit file that is none",
            good.unit("broken.service", "[Service\nExecStart=/bin/true\n", "multi-user.target"),
            "broken.service"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void nothingIsTouched(Refusal refusal) {
    Toplevel next = refusal.next().build(box);
    for (String action : List.of("boot", "switch")) {
      Snapshot before = box.snapshot(PROFILES);
      String text = SwitchRun.of(next).exits(1, action);
      assertTrue(text.contains(refusal.shown()), text);
      assertFalse(text.contains(HINT), text);
      assertEquals("", box.read(SwitchCommand.BOOT_LOADER_CALLS), text);
      assertEquals(List.of(), before.differences(box.snapshot(PROFILES)), text);
    }
  }

  /** {@code nixos-rebuild} has pointed the profile to the next system before it calls. */
  @ParameterizedTest
  @MethodSource("refusals")
  void theProfileMayPointToItAlready(Refusal refusal) {
    Toplevel next = refusal.next().build(box);
    next.setProfile();
    for (String action : List.of("boot", "switch")) {
      Snapshot before = box.snapshot(PROFILES);
      String text = SwitchRun.of(next).exits(1, action);
      assertTrue(text.contains(HINT), text);
      assertTrue(text.contains("--rollback"), text);
      assertEquals("", box.read(SwitchCommand.BOOT_LOADER_CALLS), text);
      assertEquals(List.of(), before.differences(box.snapshot(PROFILES)), text);
    }
    assertFalse(SwitchRun.of(next).exits(1, "test").contains(HINT));
    String back = "nix-env --profile " + PROFILES + "/system --rollback";
    assertEquals(0, box.run("bash", "-c", back).exit(), "what the hint says works");
  }

  /** Control: what is not refused does reach the boot loader. */
  @Test
  void whatIsRightIsBooted() {
    try (Box other = Box.boot(BoxOptions.named("not-refused"))) {
      GOOD.install(other);
      other.write(POLICY, "name: nginx\nmode: refuse\n");
      Toplevel next = GOOD.answering("two").build(other);
      for (int calls = 1; calls <= 2; calls++) {
        String text = SwitchRun.of(next).exits(0, calls == 1 ? "boot" : "switch");
        String loaded = other.read(SwitchCommand.BOOT_LOADER_CALLS);
        assertEquals((next.path() + "\n").repeat(calls), loaded, text);
      }
    }
  }
}
