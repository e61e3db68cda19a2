package dev.steadfast.policy;

/** How the daemon decides on reload that a file is new; store files all have the same mtime. */
public enum ChangeDetection {
  /** Reads and parses it every time. */
  CONTENT,
  /** Looks at the modification time first. */
  MTIME,
  /** Looks at the path only. */
  PATH
}
