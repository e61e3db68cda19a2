package dev.steadfast.demo;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxException;
import dev.steadfast.box.BoxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Two equal boxes, side by side.
 *
 * @param patient where Steadfast switches
 * @param control where a restart does the same
 */
record Boxes(Box patient, Box control) implements AutoCloseable {

  /**
   * Boots both at once.
   *
   * @throws BoxException if one does not boot; nothing is left of the other then
   */
  static Boxes boot() {
    List<Future<Box>> booted =
        allOf(
            List.of(
                () -> Box.boot(BoxOptions.named("demo-switch")),
                () -> Box.boot(BoxOptions.named("demo-restart"))));
    try {
      return new Boxes(got(booted.getFirst()), got(booted.getLast()));
    } catch (BoxException failed) {
      for (Future<Box> box : booted) {
        if (box.state() == Future.State.SUCCESS) {
          box.resultNow().close();
        }
      }
      throw failed;
    }
  }

  /** Does the same in both at once; the results in the order of the components. */
  <T> List<T> inBoth(Function<Box, T> action) {
    List<T> results = new ArrayList<>();
    for (Future<T> each :
        Boxes.<T>allOf(List.of(() -> action.apply(patient), () -> action.apply(control)))) {
      results.add(got(each));
    }
    return results;
  }

  private static <T> List<Future<T>> allOf(List<Callable<T>> actions) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(actions);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private static <T> T got(Future<T> done) {
    try {
      return done.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    try {
      patient.close();
    } finally {
      control.close();
    }
  }
}
