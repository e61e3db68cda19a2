package dev.steadfast.report;

import dev.steadfast.store.StoreReference;

/** Store paths as people read them: enough of the hash to tell two apart, and the name. */
final class ShortPaths {
  private static final int SHOWN = 7;

  private ShortPaths() {}

  /** The text with every store hash cut, such as {@code /nix/store/5d1x26d..-pg_hba.conf}. */
  static String in(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (StoreReference reference : StoreReference.in(text)) {
      int hash = reference.start() + "/nix/store/".length();
      out.append(text, at, hash + SHOWN).append("..");
      at = hash + reference.store().hash().length();
    }
    return out.append(text, at, text.length()).toString();
  }
}
