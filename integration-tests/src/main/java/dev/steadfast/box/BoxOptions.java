package dev.steadfast.box;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a box is to be.
 *
 * @param name a word for people; the box's host name is made of it and something that makes it
 *     unique
 * @param store the programs in the box's {@code /nix/store}
 * @param visible paths of the host that the box has to see, read-only, on top of the JDK and the
 *     class path
 * @param extras what most boxes can do without
 * @param bootDeadline longest time until systemd and the bus answer
 */
public record BoxOptions(
    String name,
    BaseStore store,
    List<Path> visible,
    SortedSet<Extra> extras,
    Duration bootDeadline) {

  /** Something that costs time at boot or looks at files that most tests do not have. */
  public enum Extra {
    /** Mount and automount units are generated from {@code /etc/fstab}. */
    FSTAB,
    /**
     * A {@code /swapfile} that {@code swapon} takes. systemd itself supports no swap units in a
     * container. All boxes see it while it is in use, as the kernel has but one list of swaps.
     */
    SWAP,
    /**
     * logind, and the user {@code usertest} (uid 1001) who lingers: {@code user@1001.service} and a
     * session bus are up when the boot is over.
     */
    USER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public BoxOptions {
    visible = List.copyOf(visible);
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
  }

  /** The store of this build, nothing else visible, half a minute to boot. */
  public static BoxOptions named(String name) {
    return new BoxOptions(
        name, BaseStore.ofThisBuild(), List.of(), new TreeSet<>(), Duration.ofSeconds(30));
  }

  public BoxOptions withVisible(List<Path> paths) {
    return new BoxOptions(name, store, paths, extras, bootDeadline);
  }

  public BoxOptions withBootDeadline(Duration deadline) {
    return new BoxOptions(name, store, visible, extras, deadline);
  }

  public BoxOptions with(Extra extra) {
    SortedSet<Extra> more = new TreeSet<>(extras);
    more.add(extra);
    return new BoxOptions(name, store, visible, more, bootDeadline);
  }
}
