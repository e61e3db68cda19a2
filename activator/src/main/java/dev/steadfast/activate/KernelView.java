package dev.steadfast.activate;

import dev.steadfast.process.ChildProcess;
import dev.steadfast.process.Identity;
import dev.steadfast.process.LiveProcess;
import dev.steadfast.process.Origin;
import dev.steadfast.process.ProcFs;
import dev.steadfast.process.Unseen;
import dev.steadfast.process.Visibility;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code /proc} shows of the processes that systemd names. */
public final class KernelView implements LiveView {
  private final Systemd systemd;
  private final ProcFs processes;
  private final Visibility visibility;
  private final Origin origin;

  /**
   * Looks at this machine, from the host's mount namespace.
   *
   * @param proc where {@code /proc} is
   */
  public KernelView(Systemd systemd, Path proc) {
    this.systemd = systemd;
    this.processes = new ProcFs(proc);
    this.visibility = new Visibility(proc);
    this.origin = new Origin(proc);
  }

  @Override
  public Optional<Identity> identity(UnitName unit) throws SystemdException, IOException {
    return main(unit).map(LiveProcess::identity);
  }

  private Optional<LiveProcess> main(UnitName unit) throws SystemdException, IOException {
    ObservedService service = systemd.service(unit);
    return service.mainPid() == 0
        ? Optional.empty()
        : processes.read(service.mainPid(), service.invocationId());
  }

  @Override
  public List<String> doubts(UnitName unit, Path knownAs, Path content)
      throws SystemdException, IOException {
    String group = systemd.service(unit).controlGroup();
    List<Visibility.Shown> shown = List.of(new Visibility.Shown(knownAs, content));
    return visibility.unseen(group, shown).stream().map(KernelView::inWords).toList();
  }

  private static String inWords(Unseen unseen) {
    String what =
        switch (unseen.why()) {
          case OTHER_FILE -> "is another file";
          case MISSING -> "is missing";
          case HIDDEN_REFERENCE -> "is named by the new content and hidden by the sandbox";
          case WORKING_DIRECTORY -> "holds the working directory";
          case DIRECTORY_DESCRIPTOR -> "holds a directory that is open";
          case NOT_READABLE -> "may not be looked at";
          case NO_PROCESS -> "has no process";
          case NO_CONTENT -> "cannot be read on the host";
          case TOO_LARGE -> "is more than is looked through";
        };
    String who = unseen.pid() == 0 ? "" : "process " + unseen.pid() + ": ";
    return who + unseen.path() + " " + what;
  }

  @Override
  public Optional<Path> shown(UnitName unit, Path knownAs) throws SystemdException, IOException {
    long pid = systemd.service(unit).mainPid();
    return pid == 0 ? Optional.empty() : origin.of(pid, knownAs);
  }

  @Override
  public List<ChildProcess> children(UnitName unit) throws SystemdException, IOException {
    ObservedService service = systemd.service(unit);
    return service.mainPid() == 0
        ? List.of()
        : processes.children(service.mainPid(), service.controlGroup());
  }

  @Override
  public int depth(UnitName unit, Path knownAs) throws SystemdException, IOException {
    return main(unit).map(process -> process.mounts().getOrDefault(knownAs, 0)).orElse(0);
  }
}
