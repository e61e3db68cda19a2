package dev.steadfast.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker.Option;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * The system's log, under the name that NixOS's own program has there: facility {@code user}, each
 * line with the process id. Nobody is told if there is no log. Source: syslog(3).
 */
public final class SystemLog {
  private static final String NAME = "nixos";
  private static final int LOG_PID = 1;
  private static final int LOG_USER = 1 << 3;
  private static final MethodHandle SYSLOG =
      LibcFunction.handle(
          "syslog",
          FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS),
          Option.firstVariadicArg(2));

  static {
    MethodHandle openlog =
        LibcFunction.handle("openlog", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT));
    // The C library keeps the address, not the text.
    MemorySegment kept = string(Arena.global(), NAME);
    LibcFunction.run(
        () -> {
          openlog.invokeExact(kept, LOG_PID, LOG_USER);
          return NAME;
        });
  }

  private SystemLog() {}

  /** How much a line matters. */
  public enum Priority {
    ERROR(3),
    INFO(6);

    private final int number;

    Priority(int number) {
      this.number = number;
    }
  }

  /** Writes one line. */
  public static void write(Priority priority, String message) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment format = string(arena, "%s");
      MemorySegment text = string(arena, message);
      LibcFunction.run(
          () -> {
            SYSLOG.invokeExact(priority.number, format, text);
            return message;
          });
    }
  }

  private static MemorySegment string(Arena arena, String text) {
    return LibcFunction.string(arena, text.getBytes(StandardCharsets.UTF_8));
  }
}
