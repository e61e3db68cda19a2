package dev.steadfast.process;

import java.io.IOException;

/** The lines of {@code /proc/PID/status}, or of one thread's. Source: proc_pid_status(5). */
record ProcessStatus(String text) {

  ProcessOwner owner() throws IOException {
    return new ProcessOwner(effective("Uid"), effective("Gid"));
  }

  SignalMask signals() throws IOException {
    return new SignalMask(mask("SigCgt"), mask("SigBlk"), mask("SigIgn"));
  }

  /** The second of real, effective, saved and file system id. */
  private long effective(String key) throws IOException {
    return Long.parseLong(value(key).split("\t", -1)[1]);
  }

  private long mask(String key) throws IOException {
    return Long.parseUnsignedLong(value(key), 16);
  }

  private String value(String key) throws IOException {
    String start = key + ":\t";
    for (String line : text.lines().toList()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
    }
    throw new IOException("no " + key + " in a process's status");
  }
}
