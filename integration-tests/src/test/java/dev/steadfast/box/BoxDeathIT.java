package dev.steadfast.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever dies, nothing of a box is left. */
class BoxDeathIT {
  record Case(String name, Consumer<ProcessHandle> kill, String because) {
    @Override
    public String toString() {
      return name + ": " + because;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "owner",
            ProcessHandle::destroyForcibly,
            "a killed JVM closes nothing, but the kernel closes its pipes"),
        new Case(
            "launcher",
            owner -> launcherOf(owner).destroyForcibly(),
            "a killed launcher takes the box along, and the next boot removes its cgroups"),
        new Case(
            "all at once",
            owner -> {
              ProcessHandle launcher = launcherOf(owner);
              owner.destroyForcibly();
              launcher.destroyForcibly();
            },
            "nobody is left who could clean up but the kernel and the next boot"));
  }

  private static ProcessHandle launcherOf(ProcessHandle owner) {
    try (Stream<ProcessHandle> children = owner.children()) {
      return children.findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothingIsLeft(Case dying) throws Exception {
    String mountsBefore = Files.readString(Path.of("/proc/self/mountinfo"));
    Process owner =
        new ProcessBuilder(Command.ofJava(Owner.class.getName(), List.of()).argv()).start();
    RunningCommand running = new RunningCommand(List.of("owner"), owner);
    String box = running.awaitLine("owner-", Box.SOON);
    List<ProcessHandle> started = owner.descendants().toList();
    assertTrue(started.size() > 3, "systemd, its journal and its bus at least: " + started);

    dying.kill().accept(owner.toHandle());
    CompletableFuture<?>[] ends =
        started.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).get(20, TimeUnit.SECONDS);
    running.close();
    Box.boot(BoxOptions.named("next")).close();

    assertEquals(List.of(), cgroupsNamed(box));
    assertEquals(mountsBefore, Files.readString(Path.of("/proc/self/mountinfo")));
  }

  private static List<String> cgroupsNamed(String box) throws IOException {
    try (Stream<Path> groups = Files.walk(cgroupRoot(), 1)) {
      return groups.map(Path::toString).filter(path -> path.endsWith(box)).toList();
    }
  }

  private static Path cgroupRoot() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .map(line -> line.split(" ", -1))
        .filter(mount -> mount[2].equals("cgroup2"))
        .map(mount -> Path.of(mount[1]))
        .findFirst()
        .orElseThrow();
  }

  /** A JVM that owns a box, says its name, and waits to be killed. */
  static final class Owner {
    public static void main(String[] arguments) throws IOException {
      try (Box box = Box.boot(BoxOptions.named("owner"))) {
        System.out.println(box.name());
        System.in.read();
      }
    }
  }
}
