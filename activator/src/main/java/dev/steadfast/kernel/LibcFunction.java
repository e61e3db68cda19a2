package dev.steadfast.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.Linker.Option;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** A function of the C library that answers -1 and sets {@code errno} when it fails. */
final class LibcFunction {
  private static final StructLayout STATE = Option.captureStateLayout();
  private static final long ERRNO = STATE.byteOffset(PathElement.groupElement("errno"));
  private static final int ENOUGH = 1 << 16;

  private final MethodHandle handle;

  /**
   * @param options for a variadic function the one that says where its variable arguments begin
   */
  LibcFunction(String name, FunctionDescriptor descriptor, Option... options) {
    Option[] all = new Option[options.length + 1];
    System.arraycopy(options, 0, all, 1, options.length);
    all[0] = Option.captureCallState("errno");
    this.handle = handle(name, descriptor, all);
  }

  /** One call; its arguments are the caller's, its first one is where {@code errno} is put. */
  interface Call {
    int with(MethodHandle handle, MemorySegment errno) throws Throwable;
  }

  /** The result, which is not -1. */
  int call(Call call) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int result = (int) run(() -> call.with(handle, state));
      if (result == -1) {
        int errno = state.get(ValueLayout.JAVA_INT, ERRNO);
        throw new SystemCallException(message(errno), errno);
      }
      return result;
    }
  }

  /** What a handle does; it declares everything, and a C function throws nothing. */
  interface Native {
    Object run() throws Throwable;
  }

  static Object run(Native call) {
    try {
      return call.run();
    } catch (RuntimeException | Error ours) {
      throw ours;
    } catch (Throwable impossible) {
      throw new AssertionError("a C function threw", impossible);
    }
  }

  @SuppressWarnings("restricted") // The signatures are those of the manual pages.
  static MethodHandle handle(String name, FunctionDescriptor descriptor, Option... options) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new IllegalStateException("no " + name + " in the C library"));
    return linker.downcallHandle(address, descriptor, options);
  }

  /** Bytes with the zero that ends them in C. */
  static MemorySegment string(Arena arena, byte[] bytes) {
    MemorySegment text = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return text;
  }

  /** Only failures load this. */
  private static final class Messages {
    private static final MethodHandle STRERROR =
        handle("strerror", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
  }

  @SuppressWarnings("restricted") // The text ends with a zero, long before that length.
  private static String message(int errno) {
    MemorySegment text =
        (MemorySegment) run(() -> (MemorySegment) Messages.STRERROR.invokeExact(errno));
    return text.reinterpret(ENOUGH).getString(0);
  }
}
