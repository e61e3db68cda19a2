package dev.steadfast.kernel;

import dev.steadfast.kernel.SystemLog.Priority;

/** Runs inside a box: writes its arguments to the system's log, the last as an error. */
public final class SystemLogProbe {
  private SystemLogProbe() {}

  public static void main(String[] args) {
    for (int i = 0; i < args.length; i++) {
      SystemLog.write(i == args.length - 1 ? Priority.ERROR : Priority.INFO, args[i]);
    }
  }
}
