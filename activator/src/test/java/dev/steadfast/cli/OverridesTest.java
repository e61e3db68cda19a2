package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.FakeSystemd;
import dev.steadfast.systemd.FakeUnit;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.UnitSources;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverridesTest {
  private static final String ETC = "/etc/systemd/system/";
  @TempDir private Path root;
  private final FakeSystemd systemd = new FakeSystemd();

  private void file(String path) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }

  private void runs(String unit, String fragment, String... dropIns) {
    UnitName name = new UnitName(unit);
    systemd
        .running(name, FakeUnit.PLAIN, 1)
        .withSources(name, new UnitSources(Optional.of(fragment), List.of(dropIns), false));
  }

  private List<String> lines() throws IOException, SystemdException {
    return Overrides.of(SystemRoot.under(root), root.resolve("toplevel"), systemd);
  }

  @Test
  void namesWhatIsInForceInPlaceOfTheToplevels() throws IOException, SystemdException {
    file("/toplevel/etc/systemd/system/a.service");
    file("/toplevel/etc/systemd/system/shell@.service");
    file("/run/systemd/system.control/a.service.d/50-MemoryMax.conf");
    runs(
        "a.service",
        "/run/systemd/transient/a.service",
        ETC + "a.service.d/overrides.conf",
        "/run/systemd/generator/a.service.d/x.conf",
        "/run/systemd/system.control/a.service.d/50-MemoryMax.conf",
        "/run/systemd/system/service.d/all.conf");
    runs(
        "shell@1.service",
        ETC + "shell@.service",
        "/etc/systemd/system.control/shell@.service.d/x.conf");
    runs("only-now.service", "/run/systemd/transient/only-now.service");
    assertEquals(
        List.of(
            "a.service: /run/systemd/transient/a.service makes it another unit than the toplevel's",
            "a.service: /run/systemd/system.control/a.service.d/50-MemoryMax.conf makes it another"
                + " unit than the toplevel's",
            "a.service: /run/systemd/system/service.d/all.conf makes it another unit than the"
                + " toplevel's",
            "shell@1.service: /etc/systemd/system.control/shell@.service.d/x.conf makes it another"
                + " unit than the toplevel's"),
        lines());
  }

  @Test
  void asksNothingWhereThereAreNoFiles() throws IOException, SystemdException {
    Files.createDirectories(root.resolve("run/systemd/system"));
    systemd.loseBusAt(1);
    assertEquals(List.of(), lines());
  }
}
