package dev.steadfast.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** The kernel's swap space. Source: swapoff(2). */
public final class Swap {
  private static final LibcFunction SWAPOFF =
      new LibcFunction("swapoff", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private Swap() {}

  /**
   * Stops swapping to a device or file; returns when all of it is back in memory.
   *
   * @param device its path, as written in fstab
   * @throws SystemCallException if it is no swap space in use, or memory does not suffice
   */
  public static void off(String device) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = LibcFunction.string(arena, device.getBytes(StandardCharsets.UTF_8));
      SWAPOFF.call((swapoff, errno) -> (int) swapoff.invokeExact(errno, path));
    }
  }
}
