package dev.steadfast.activate;

import dev.steadfast.process.Identity;
import java.nio.file.Path;
import java.util.List;

/** Records of what was handed over, for tests of other packages. */
public final class HandedOverRecords {
  private HandedOverRecords() {}

  /** A record without a fact. */
  public static HandedOver nothing(Identity process) {
    return HandedOver.nothing(process);
  }

  /**
   * One fact more.
   *
   * @param words the unit, then paths
   */
  public static HandedOver with(HandedOver record, String fact, List<String> words) {
    Path path = Path.of(words.get(1));
    return switch (fact) {
      case "bound" -> record.withBound(path, Path.of(words.get(2)));
      case "pushed" -> record.withPushed(path, Path.of(words.get(2)));
      case "not-loaded" -> record.withNotLoaded(path);
      default -> throw new IllegalArgumentException(fact);
    };
  }
}
