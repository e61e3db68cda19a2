package dev.steadfast.activate;

import dev.steadfast.nixos.ChildEnvironment;
import dev.steadfast.store.ByteText;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** All that this package changes in the world, each announced to the listener first. */
final class Effects {
  private static final String DIRECTORY_MODE = "rwxr-xr-x";
  private final EffectListener listener;
  private final Systemd systemd;
  private final JobWaits waits;

  Effects(EffectListener listener, Systemd systemd, JobWaits waits) {
    this.listener = listener;
    this.systemd = systemd;
    this.waits = waits;
  }

  /** A directory that everybody may read, with its parents; nothing if it is there. */
  void directory(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path parent = path.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      directory(parent);
    }
    listener.before("make directory " + path);
    Files.createDirectory(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(DIRECTORY_MODE));
  }

  /** The whole text or none of it, with the owner and mode of {@code like}. */
  void write(Path file, String text, Path like) throws IOException {
    listener.before("write " + file);
    Path temporary = beside(file);
    Files.deleteIfExists(temporary);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(temporary, ByteText.encode(text));
    keepOwner(like, temporary);
    Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(like));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The whole text or none of it; everybody may read it. */
  void write(Path file, String text) throws IOException {
    listener.before("write " + file);
    Path temporary = beside(file);
    Files.writeString(temporary, text);
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A symbolic link; one that is there gets the new target atomically and keeps its owner. */
  void link(Path link, Path target) throws IOException {
    listener.before("link " + link + " to " + target);
    Path temporary = beside(link);
    Files.deleteIfExists(temporary);
    Files.createSymbolicLink(temporary, target);
    if (Files.isSymbolicLink(link)) {
      keepOwner(link, temporary);
    }
    Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Always the same name, so that a killed run leaves at most one and the next run takes it. */
  private static Path beside(Path path) {
    return path.resolveSibling("." + path.getFileName() + ".steadfast");
  }

  private static void keepOwner(Path from, Path to) throws IOException {
    LinkOption link = LinkOption.NOFOLLOW_LINKS;
    for (String attribute : List.of("unix:gid", "unix:uid")) {
      Object wanted = Files.getAttribute(from, attribute, link);
      if (!wanted.equals(Files.getAttribute(to, attribute, link))) {
        Files.setAttribute(to, attribute, wanted, link);
      }
    }
  }

  /** Removes a file, a link or an empty directory, if it is there. */
  void remove(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      listener.before("remove " + path);
      Files.deleteIfExists(path);
    }
  }

  void bind(UnitName unit, Path content, Path shownAs) throws SystemdException {
    listener.before("bind " + content + " over " + shownAs + " in " + unit);
    systemd.bindMount(unit, content, shownAs);
  }

  /** Queues one job per unit and waits for all of them; nothing without a unit. */
  SortedMap<UnitName, JobResult> jobs(JobType type, Collection<UnitName> units)
      throws SystemdException {
    for (UnitName unit : units) {
      listener.before(type.name().toLowerCase(Locale.ROOT) + " " + unit);
    }
    try {
      return systemd.run(type, units, waits.next(), waits);
    } finally {
      waits.over();
    }
  }

  JobResult job(JobType type, UnitName unit) throws SystemdException {
    JobResult result = jobs(type, List.of(unit)).get(unit);
    return result == null ? JobResult.UNRECOGNIZED : result;
  }

  void daemonReload() throws SystemdException {
    listener.before("daemon-reload");
    systemd.daemonReload();
  }

  /** Executes the manager anew and waits until it answers again. */
  void reexecute() throws SystemdException {
    listener.before("daemon-reexec");
    systemd.reexecute();
  }

  /** Forgets of all units that they have failed. */
  void resetFailed() throws SystemdException {
    listener.before("reset-failed");
    systemd.resetFailed();
  }

  void swapOff(String device, Outside.Swaps swaps) throws IOException {
    listener.before("swapoff " + device);
    swaps.off(device);
  }

  Process script(Path script, Path argument, ChildEnvironment environment, Redirect output)
      throws IOException {
    listener.before("run " + script);
    return Child.start(List.of(script.toString(), argument.toString()), environment, output);
  }
}
