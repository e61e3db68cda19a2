package dev.steadfast.box;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a box is to be.
 *
 * @param name a word for people; the box's host name is made of it and something that makes it
 *     unique
 * @param store the programs in the box's {@code /nix/store}
 * @param visible paths of the host that the box has to see, read-only, on top of the JDK and the
 *     class path
 * @param bootDeadline longest time until systemd and the bus answer
 */
public record BoxOptions(String name, BaseStore store, List<Path> visible, Duration bootDeadline) {
  public BoxOptions {
    visible = List.copyOf(visible);
  }

  /** The store of this build, nothing else visible, half a minute to boot. */
  public static BoxOptions named(String name) {
    return new BoxOptions(name, BaseStore.ofThisBuild(), List.of(), Duration.ofSeconds(30));
  }

  public BoxOptions withVisible(List<Path> paths) {
    return new BoxOptions(name, store, paths, bootDeadline);
  }

  public BoxOptions withBootDeadline(Duration deadline) {
    return new BoxOptions(name, store, visible, deadline);
  }
}
