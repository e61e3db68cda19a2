package dev.steadfast.nixos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.kernel.FileLock;
import dev.steadfast.nixos.Installation.Entered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class InstallationTest {
  private static final String SYSTEM = "/nix/store/system";
  private static final String NOT_NIXOS = "This is not a NixOS installation!";

  @TempDir Path machine;

  /** What os-release says, the pattern, and whether that is NixOS. */
  record Case(String osRelease, String distroId, boolean isNixos, String because) {
    Case {
      assertFalse(because.isBlank(), osRelease);
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("NAME=NixOS\nID=nixos\nVERSION=1\n", "nixos", true, "the line among others"),
          new Case("ID=\"nixos\"\n", "nixos", true, "quotes are optional"),
          new Case("ID=nixos", "nixos", true, "the last line needs no end"),
          new Case("ID=debian\n", "nixos", false, "another distribution"),
          new Case("ID=nixos-like\n", "nixos", false, "the whole value counts"),
          new Case("VERSION_ID=nixos\n", "nixos", false, "the whole key counts"),
          new Case("ID=lxnixos\n", "(lx)?nixos", true, "the variable is a pattern"),
          new Case("ID=nixos\r\n", "nixos", false, "only a newline ends a line"),
          new Case("", "nixos", false, "an empty file says nothing"));

  @BeforeEach
  void build() throws IOException {
    write("etc/os-release", "ID=nixos\n");
    write("nix/store/system/init", "");
    Files.createDirectories(machine.resolve("run"));
    Files.createSymbolicLink(machine.resolve("run/current-system"), Path.of(SYSTEM));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void osReleaseTellsNixos(Case one) throws IOException {
    write("etc/os-release", one.osRelease());
    switch (new Installation(machine).enter(one.distroId())) {
      case Entered.Ready ready -> {
        assertTrue(one.isNixos(), one.because());
        ready.lock().close();
      }
      case Entered.Refused(String text, String why) -> {
        assertFalse(one.isNixos(), one.because());
        assertEquals(NOT_NIXOS, text);
      }
    }
  }

  @Test
  void aReadyMachineHasItsDirectory() throws IOException {
    ready().lock().close();
    Path state = machine.resolve("run/nixos");
    assertEquals(
        PosixFilePermissions.fromString("rwxr-xr-x"), Files.getPosixFilePermissions(state));
    assertTrue(Files.exists(state.resolve("switch-to-configuration.lock")));
  }

  @Test
  void aSecondSwitchIsRefusedUntilTheFirstEnds() throws IOException {
    FileLock first = ready().lock();
    assertEquals(
        new Entered.Refused("Could not acquire lock", "Resource temporarily unavailable"),
        refused());
    first.close();
    ready().lock().close();
  }

  @Test
  void knowsTheSystemThatRuns() throws IOException {
    Entered.Ready ready = ready();
    assertEquals(Path.of(SYSTEM), ready.current());
    assertEquals(machine.resolve("run/nixos"), ready.state());
    ready.lock().close();
  }

  @Test
  void aMarkedMachineIsNixosWhateverItsRelease() throws IOException {
    write("etc/os-release", "ID=other\n");
    write("etc/NIXOS", "");
    ready().lock().close();
  }

  @Test
  void aMarkThatIsNoFileMarksNothing() throws IOException {
    write("etc/os-release", "ID=other\n");
    Files.createDirectory(machine.resolve("etc/NIXOS"));
    assertEquals(NOT_NIXOS, refused().text());
  }

  @Test
  void osReleaseMustBeThereEvenIfItIsNotNeeded() throws IOException {
    write("etc/NIXOS", "");
    Files.delete(machine.resolve("etc/os-release"));
    assertEquals("Error: /etc/os-release: NoSuchFileException", refused().text());
    assertFalse(Files.exists(machine.resolve("run/nixos")));
  }

  @Test
  void withoutARunningSystemThereIsNothingToSwitchFrom() throws IOException {
    Files.delete(machine.resolve("run/current-system"));
    assertEquals("Error: /run/current-system: NoSuchFileException", refused().text());
  }

  @Test
  void aLockThatCannotBeOpenedIsSaid() throws IOException {
    Files.createDirectories(machine.resolve("run/nixos/switch-to-configuration.lock"));
    Entered.Refused refused = refused();
    assertEquals("Could not open lock", refused.text());
    assertEquals("Is a directory", refused.why());
  }

  @Test
  void aMachineThatIsNotNixosIsNotTouched() throws IOException {
    write("etc/os-release", "ID=other\n");
    assertEquals(NOT_NIXOS, refused().text());
    assertFalse(Files.exists(machine.resolve("run/nixos")));
  }

  private Entered.Ready ready() {
    return assertInstanceOf(Entered.Ready.class, new Installation(machine).enter("nixos"));
  }

  private Entered.Refused refused() {
    return assertInstanceOf(Entered.Refused.class, new Installation(machine).enter("nixos"));
  }

  private void write(String file, String text) throws IOException {
    Path path = machine.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
