package dev.steadfast.unit;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A file or directory of a generation that cannot be looked at, as a problem. */
final class Unreadable {
  private Unreadable() {}

  /** A part of a built system. */
  static Diagnostic part(String what, Path file, IOException reason) {
    return problem(
        what, file, reason, "build the system again: its store paths may have been collected");
  }

  /** The unit directory. */
  static Diagnostic unitDirectory(Path directory, IOException reason) {
    return problem(
        "unit directory",
        directory,
        reason,
        "is this a NixOS system? Build it again, or run as a user who may read it");
  }

  /** The system itself. */
  static Diagnostic toplevel(Path toplevel, IOException reason) {
    return problem(
        "toplevel",
        toplevel,
        reason,
        "give the path of a built system, such as /run/current-system");
  }

  private static Diagnostic problem(String what, Path file, IOException reason, String advice) {
    return Diagnostic.error(Location.of(file), what + " " + because(reason), advice);
  }

  private static String because(IOException reason) {
    return switch (reason) {
      case NoSuchFileException missing -> "is missing, or a link that leads nowhere";
      case AccessDeniedException denied -> "may not be read by this user";
      case FileSystemLoopException loop -> "is a link that leads back to itself";
      case NotDirectoryException file -> "cannot be read: not a directory";
      default -> "cannot be read: " + reason.getMessage();
    };
  }
}
