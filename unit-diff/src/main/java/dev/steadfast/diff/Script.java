package dev.steadfast.diff;

/** Scripts are recognised by their interpreter line, not by their name. */
final class Script {
  private Script() {}

  static boolean isScript(byte[] content) {
    return content.length > 2 && content[0] == '#' && content[1] == '!';
  }
}
