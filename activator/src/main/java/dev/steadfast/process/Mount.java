package dev.steadfast.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a {@code mountinfo}. Source: proc_pid_mountinfo(5).
 *
 * @param device of the file system, {@code major:minor}
 * @param root directory of that file system which is mounted, escapes resolved; of a file that was
 *     removed it ends in {@code //deleted}
 * @param mountPoint as the process sees it, escapes resolved
 * @param superOptions options of the file system as a whole, separated by commas
 */
record Mount(String device, String root, String mountPoint, String type, String superOptions) {
  private static final int DEVICE = 2;
  private static final int ROOT = 3;
  private static final int MOUNT_POINT = 4;
  private static final int FIRST_OPTIONAL = 6;

  /** Every mount, in the order of the text. */
  static List<Mount> parse(String text) throws IOException {
    List<Mount> mounts = new ArrayList<>();
    for (String line : text.lines().toList()) {
      mounts.add(parseLine(line));
    }
    return List.copyOf(mounts);
  }

  private static Mount parseLine(String line) throws IOException {
    String[] fields = line.split(" ", -1);
    int separator = FIRST_OPTIONAL;
    while (separator < fields.length && !fields[separator].equals("-")) {
      separator++;
    }
    if (separator + 3 >= fields.length) {
      throw new IOException("not a line of a mountinfo: " + line);
    }
    return new Mount(
        fields[DEVICE],
        unescape(fields[ROOT]),
        unescape(fields[MOUNT_POINT]),
        fields[separator + 1],
        fields[separator + 3]);
  }

  /** Space, tab, newline and backslash stand there as a backslash and three octal digits. */
  private static String unescape(String field) {
    StringBuilder plain = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      boolean escape = field.charAt(i) == '\\' && i + 3 < field.length();
      plain.append(escape ? (char) Integer.parseInt(field, i + 1, i + 4, 8) : field.charAt(i));
      i += escape ? 3 : 0;
    }
    return plain.toString();
  }

  /** Whether systemd's own hierarchy of control groups is mounted here, in any of its set-ups. */
  boolean holdsControlGroupsOfUnits() {
    return type.equals("cgroup2")
        || (type.equals("cgroup") && List.of(superOptions.split(",", -1)).contains("name=systemd"));
  }
}
