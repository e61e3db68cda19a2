package dev.steadfast.process;

import java.nio.file.Path;

/**
 * One reason why a configuration is not, or may not be, what a process would read.
 *
 * @param pid the process; 0 when it is about no single one
 * @param path the path that is wrong, as the process knows it
 */
public record Unseen(long pid, Path path, Why why) {

  /** What is wrong with the path. */
  public enum Why {
    /** The process finds another file there. */
    OTHER_FILE,
    /** The process finds nothing there. */
    MISSING,
    /** The new content names this path, and the process does not see it. */
    HIDDEN_REFERENCE,
    /** The working directory of the process lies in the directory that was replaced. */
    WORKING_DIRECTORY,
    /** The process holds a directory open that lies in the one that was replaced. */
    DIRECTORY_DESCRIPTOR,
    /** We may not look. */
    NOT_READABLE,
    /** The control group is empty: there is nothing that could be reloaded. */
    NO_PROCESS,
    /** The new content cannot be read on the host. */
    NO_CONTENT,
    /** More content than is looked through. */
    TOO_LARGE
  }
}
