package dev.steadfast.activate;

import dev.steadfast.process.ChildProcess;
import dev.steadfast.process.Identity;
import dev.steadfast.systemd.FakeSystemd;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A kernel in memory: it shows links as they are on disk, and mounts as systemd was asked for. */
final class FakeView implements LiveView {
  private final FakeSystemd systemd;
  private final Set<Path> hidden = new TreeSet<>();
  private List<ChildProcess> children = List.of();

  FakeView(FakeSystemd systemd) {
    this.systemd = systemd;
  }

  /** Makes one file invisible to all processes, wherever it is handed over. */
  void hide(Path content) {
    hidden.add(content);
  }

  @Override
  public Optional<Identity> identity(UnitName unit) throws SystemdException {
    ObservedService service = systemd.service(unit);
    return service.mainPid() == 0
        ? Optional.empty()
        : Optional.of(
            new Identity(
                "boot",
                service.invocationId(),
                service.mainPid(),
                service.mainStartedUsec(),
                Path.of("/bin/daemon")));
  }

  @Override
  public List<String> doubts(UnitName unit, Path knownAs, Path content)
      throws SystemdException, IOException {
    systemd.service(unit);
    boolean seen = seen(unit, knownAs).equals(content) && !hidden.contains(content);
    return seen ? List.of() : List.of("another file under " + knownAs);
  }

  @Override
  public Optional<Path> shown(UnitName unit, Path knownAs) throws IOException {
    return Optional.of(seen(unit, knownAs));
  }

  /** The content that the main process finds. */
  Path seen(UnitName unit, Path knownAs) throws IOException {
    Path seen = Files.isSymbolicLink(knownAs) ? Files.readSymbolicLink(knownAs) : knownAs;
    for (FakeSystemd.Bind bind : systemd.binds()) {
      if (bind.unit().equals(unit) && bind.shownAs().equals(knownAs)) {
        seen = bind.content();
      }
    }
    return seen;
  }

  /** What the main process has forked from now on. */
  void children(List<ChildProcess> forked) {
    children = List.copyOf(forked);
  }

  @Override
  public List<ChildProcess> children(UnitName unit) throws IOException {
    return children;
  }

  @Override
  public int depth(UnitName unit, Path knownAs) {
    return (int)
        systemd.binds().stream()
            .filter(bind -> bind.unit().equals(unit) && bind.shownAs().equals(knownAs))
            .count();
  }
}
