package dev.steadfast.process;

import java.io.IOException;

/**
 * What {@code /proc/PID/stat} says. Source: proc_pid_stat(5).
 *
 * @param state one letter, such as {@code S}
 * @param parent PID of its parent, field 4
 * @param flags the kernel's {@code PF_*} bits, field 9
 * @param startTime clock ticks since boot, field 22
 */
record ProcessStat(char state, long parent, long flags, long startTime) {
  private static final int STATE = 3;
  private static final int PARENT = 4;
  private static final int FLAGS = 9;
  private static final int START_TIME = 22;

  /** Set before a process gives up its memory, namespaces and root. Source: linux/sched.h. */
  private static final long PF_EXITING = 0x4;

  /** The second field is the name in parentheses and may hold spaces and parentheses itself. */
  static ProcessStat parse(String text) throws IOException {
    int nameEnd = text.lastIndexOf(") ");
    String[] fields = nameEnd < 0 ? new String[0] : text.substring(nameEnd + 2).split(" ", -1);
    if (fields.length <= START_TIME - STATE) {
      throw new IOException("not a process's stat: " + text);
    }
    return new ProcessStat(
        fields[0].charAt(0),
        Long.parseLong(fields[PARENT - STATE]),
        Long.parseLong(fields[FLAGS - STATE]),
        Long.parseLong(fields[START_TIME - STATE]));
  }

  /** Runs no more: it is on its way out, or waits for its parent to take notice. */
  boolean isDead() {
    return (flags & PF_EXITING) != 0 || state == 'Z' || state == 'X' || state == 'x';
  }
}
