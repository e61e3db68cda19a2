package dev.steadfast.process;

import dev.steadfast.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The processes of units, from the control group file system as PID 1 has it mounted: pure cgroup2,
 * or the hierarchy {@code name=systemd} of the hybrid and the legacy set-up.
 *
 * @param proc where {@code /proc} is
 */
record ControlGroups(Path proc) {

  /**
   * The processes of a control group and of all below it, sorted.
   *
   * @param controlGroup as systemd names it, beginning with a slash
   * @return empty if there is no such group; 0 stands for a process outside our PID namespace
   */
  List<Long> processes(String controlGroup) throws IOException {
    List<Long> found = new ArrayList<>();
    if (controlGroup.isEmpty()) {
      return found;
    }
    String mounts = ByteText.decode(Files.readAllBytes(proc.resolve("1/mountinfo")));
    for (Mount mount : Mount.parse(mounts)) {
      if (found.isEmpty() && mount.holdsControlGroupsOfUnits()) {
        collect(proc.resolve("1/root" + mount.mountPoint() + controlGroup), found);
      }
    }
    Collections.sort(found);
    return List.copyOf(found);
  }

  private static void collect(Path group, List<Long> found) throws IOException {
    try {
      if (!isThreaded(group)) {
        for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
          found.add(Long.valueOf(pid));
        }
      }
      for (Path child : ProcFs.entries(group)) {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          collect(child, found);
        }
      }
    } catch (IOException failed) {
      boolean removedMeanwhile = !Files.exists(group);
      if (!removedMeanwhile) {
        throw failed;
      }
    }
  }

  /** Its threads belong to processes of a group above it, and the kernel refuses to list it. */
  private static boolean isThreaded(Path group) throws IOException {
    Path type = group.resolve("cgroup.type");
    return Files.exists(type) && Files.readString(type).startsWith("threaded");
  }
}
