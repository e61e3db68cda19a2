package dev.steadfast.diagnostic;

/** How bad a {@link Diagnostic} is. */
public enum Severity {
  /** The input is not usable; nothing that depends on it may run. */
  ERROR,
  /** The input is usable; the reader should know. */
  WARNING
}
