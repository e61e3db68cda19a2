package dev.steadfast.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The words that tell one block from others of its name. */
final class BlockLabel {
  private static final String SERVER = "server";

  private BlockLabel() {}

  /**
   * The arguments; of a server without any its names, or else what it listens on.
   *
   * @return in their order; empty for a block that nothing tells apart
   */
  static List<String> of(Directive block) {
    if (!isServer(block)) {
      return block.arguments();
    }
    List<String> names = arguments(block, "server_name");
    return names.isEmpty() ? listening(block) : names;
  }

  /** Whether it is a block that is told apart by what is in it. */
  static boolean isServer(Directive block) {
    return block.name().equals(SERVER)
        && block.arguments().isEmpty()
        && block.body() instanceof Directive.Body.Block;
  }

  /** What a server listens on; empty for any other block. */
  static List<String> listening(Directive block) {
    return isServer(block) ? arguments(block, "listen") : List.of();
  }

  /** Of a block that has another label on the other side, what both share, or both. */
  static List<String> ofBoth(List<String> old, List<String> next) {
    if (old.equals(next)) {
      return old;
    }
    SortedSet<String> common = new TreeSet<>(old);
    common.retainAll(next);
    if (common.isEmpty()) {
      common.addAll(old);
      common.addAll(next);
    }
    return List.copyOf(common);
  }

  private static List<String> arguments(Directive block, String name) {
    List<String> found = new ArrayList<>();
    for (Directive child : block.children()) {
      if (child.name().equals(name)) {
        found.addAll(child.arguments());
      }
    }
    return found;
  }
}
