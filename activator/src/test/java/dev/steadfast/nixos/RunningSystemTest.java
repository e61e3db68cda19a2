package dev.steadfast.nixos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.kernel.SystemLog.Priority;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the running system is compared with the next one, and what is logged of that. */
class RunningSystemTest {
  private static final Path NEXT = Path.of("/nix/store/next");
  private static final Path SYSTEMD = Path.of("/nix/store/systemd-2");

  @TempDir Path machine;
  private SystemRoot root;

  @BeforeEach
  void build() throws IOException {
    root = SystemRoot.under(machine);
    write("nix/store/old/init-interface-version", "systemd 2");
    write("nix/store/next/init-interface-version", "systemd 2");
    link("run/current-system", "/nix/store/old");
    write("nix/store/systemd-1/lib/systemd/systemd", "old");
    write("nix/store/systemd-2/lib/systemd/systemd", "new");
    link("proc/1/exe", "/nix/store/systemd-2/lib/systemd/systemd");
    write("nix/store/conf-1", "");
    write("nix/store/conf-2", "");
    link("etc/systemd/system.conf", "/nix/store/conf-1");
    link("nix/store/next/etc/systemd/system.conf", "/nix/store/conf-1");
  }

  @Test
  void anInitOfTheSameVersionIsCompatible() throws IOException {
    assertTrue(InitInterface.isCompatible(root, NEXT));
  }

  @Test
  void everyByteOfTheVersionCounts() throws IOException {
    write("nix/store/next/init-interface-version", "systemd 2\n");
    assertFalse(InitInterface.isCompatible(root, NEXT));
  }

  @Test
  void aRunningSystemWithoutAVersionIsIncompatible() throws IOException {
    Files.delete(machine.resolve("nix/store/old/init-interface-version"));
    assertFalse(InitInterface.isCompatible(root, NEXT));
  }

  @Test
  void aNextSystemWithoutAVersionIsAnError() throws IOException {
    Files.delete(machine.resolve("nix/store/next/init-interface-version"));
    assertThrows(IOException.class, () -> InitInterface.isCompatible(root, NEXT));
  }

  @Test
  void theWarningIsTheOriginals() {
    assertEquals(
        """
        Warning: the new NixOS configuration has an ‘init’ that is
        incompatible with the current configuration.  The new configuration
        won't take effect until you reboot the system.""",
        String.join("\n", InitInterface.INCOMPATIBLE));
  }

  @Test
  void theSameProgramAndSettingsGoOn() throws IOException {
    assertFalse(mustReexecute());
  }

  @Test
  void aLinkToTheSameProgramIsTheSame() throws IOException {
    Path real = machine.resolve("nix/store/systemd-2/lib/systemd/systemd");
    Files.move(real, machine.resolve("nix/store/systemd-real"));
    Files.createSymbolicLink(real, Path.of("/nix/store/systemd-real"));
    link("proc/1/exe", "/nix/store/systemd-real");
    assertFalse(mustReexecute());
  }

  @Test
  void anotherProgramIsExecuted() throws IOException {
    link("proc/1/exe", "/nix/store/systemd-1/lib/systemd/systemd");
    assertTrue(mustReexecute());
  }

  @Test
  void aProgramThatIsGoneIsAnotherOne() throws IOException {
    link("proc/1/exe", "/nix/store/systemd-2/lib/systemd/systemd (deleted)");
    assertTrue(mustReexecute());
  }

  @Test
  void otherSettingsAreReadByAnExecution() throws IOException {
    link("nix/store/next/etc/systemd/system.conf", "/nix/store/conf-2");
    assertTrue(mustReexecute());
  }

  @Test
  void settingsThatOnlyOneSideHasDiffer() throws IOException {
    Files.delete(machine.resolve("etc/systemd/system.conf"));
    assertTrue(mustReexecute());
    Files.delete(machine.resolve("nix/store/next/etc/systemd/system.conf"));
    assertFalse(mustReexecute(), "neither side has them");
  }

  @Test
  void aPackageWithoutAProgramIsAnError() throws IOException {
    Files.delete(machine.resolve("nix/store/systemd-2/lib/systemd/systemd"));
    assertThrows(IOException.class, this::mustReexecute);
  }

  @Test
  void linesOfTheLogAreTheOriginals() {
    SwitchLog log = new SwitchLog(NEXT);
    assertEquals(
        List.of(
            new SwitchLog.Line(Priority.INFO, "switching to system configuration /nix/store/next"),
            new SwitchLog.Line(
                Priority.INFO, "finished switching to system configuration /nix/store/next"),
            new SwitchLog.Line(
                Priority.ERROR,
                "switching to system configuration /nix/store/next failed (status 4)")),
        List.of(log.begin(), log.end(0), log.end(4)));
  }

  private boolean mustReexecute() throws IOException {
    return ManagerBinary.mustReexecute(root, SYSTEMD, NEXT);
  }

  private void write(String file, String text) throws IOException {
    Path path = machine.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void link(String file, String target) throws IOException {
    Path path = machine.resolve(file);
    Files.createDirectories(path.getParent());
    Files.deleteIfExists(path);
    Files.createSymbolicLink(path, Path.of(target));
  }
}
