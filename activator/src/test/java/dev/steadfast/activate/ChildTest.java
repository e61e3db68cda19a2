package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.activate.Child.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private static Ran sh(Duration deadline, String script) {
    return Child.collect(List.of("/bin/sh", "-c", script), deadline);
  }

  @Test
  void collectsBothOutputsWithoutMixingThem() {
    Ran.Exited exited = (Ran.Exited) sh(AMPLE, "echo out; echo err >&2; exit 4");
    assertEquals(4, exited.code());
    assertEquals(new Child.Output("out\n", true), exited.out());
    assertEquals(new Child.Output("err\n", true), exited.err());
  }

  @Test
  void aProgramThatIsMissingIsNotStarted() {
    assertTrue(
        Child.collect(List.of("/no/such/program"), AMPLE) instanceof Ran.NotStarted(String why)
            && why.contains("/no/such/program"));
  }

  @Test
  void atTheDeadlineTheWholeTreeIsKilled() throws Exception {
    Path pid = directory.resolve("pid");
    String inner = "echo $$ > " + pid + "; while :; do :; done";
    Ran ran = sh(Duration.ofSeconds(1), "/bin/sh -c '" + inner + "' & wait");
    assertEquals(new Ran.Expired(Duration.ofSeconds(1)), ran);
    Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    if (left.isPresent()) {
      left.get().onExit().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aDescendantThatHoldsTheOutputOpenIsNotWaitedFor() throws IOException {
    Path pid = directory.resolve("pid");
    Ran ran = sh(AMPLE, "sleep 300 & echo $! > " + pid + "; echo out");
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
    Ran.Exited exited = (Ran.Exited) ran;
    assertEquals(new Child.Output("out\n", true), exited.out());
  }

  @Test
  void anInterruptIsKept() {
    Thread.currentThread().interrupt();
    assertTrue(sh(AMPLE, "sleep 300") instanceof Ran.NotStarted);
    assertTrue(Thread.interrupted());
  }
}
