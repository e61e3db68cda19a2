package dev.steadfast.activate;

import dev.steadfast.systemd.SystemdException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;

/** What went wrong, in words for the operator. */
public final class Why {
  private Why() {}

  public static String of(IOException problem) {
    return switch (problem) {
      case NoSuchFileException missing -> missing.getFile() + ": does not exist";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case NotLinkException other -> other.getFile() + ": is not a symbolic link";
      case FileSystemException file when file.getReason() == null ->
          file.getFile() + ": " + file.getClass().getSimpleName();
      default -> String.valueOf(problem.getMessage());
    };
  }

  public static String of(SystemdException problem) {
    return "systemd: " + problem.getMessage();
  }
}
