package dev.steadfast.diff;

/**
 * How much content one unit's comparison may read. Counts bytes and files, never time: the same
 * input gives the same verdict on a busy host. What is beyond the budget counts as different.
 */
final class Budget {
  private static final long BYTES = 64L << 20;
  private static final int FILES = 20_000;
  private long bytes = BYTES;
  private int files = FILES;

  /** Takes one file of that size; false once the budget is spent. */
  boolean take(long size) {
    files--;
    bytes -= size;
    return files >= 0 && bytes >= 0;
  }

  int filesTaken() {
    return FILES - files;
  }
}
