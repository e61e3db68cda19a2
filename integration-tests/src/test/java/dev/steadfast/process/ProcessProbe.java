package dev.steadfast.process;

import dev.steadfast.process.Visibility.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs inside a box, whose processes and control groups can only be told apart there.
 *
 * <p>Arguments: control group, main PID, path as known, content. Prints one fact a line.
 */
public final class ProcessProbe {
  private static final Path PROC = Path.of("/proc");

  private ProcessProbe() {}

  public static void main(String[] args) throws IOException {
    ProcFs procFs = new ProcFs(PROC);
    LiveProcess live = procFs.read(Long.parseLong(args[1]), "").orElseThrow();
    System.out.println("argv " + live.argv());
    System.out.println("own " + live.ownMountNamespace());
    System.out.println("stacked " + live.mounts().getOrDefault(Path.of(args[2]), 0));
    System.out.println("processes " + procFs.processes(args[0]).size());
    System.out.println("owner " + procFs.owner(Long.parseLong(args[1])).orElseThrow());
    Shown shown = new Shown(Path.of(args[2]), Path.of(args[3]));
    for (Unseen unseen : new Visibility(PROC).unseen(args[0], List.of(shown))) {
      System.out.println("unseen " + unseen.why() + " " + unseen.path());
    }
  }
}
