package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;

import dev.steadfast.box.BoxOptions.Extra;
import dev.steadfast.box.World;
import java.util.List;

/** Mounts by {@code /etc/fstab}: units come from the generator, decisions from the two files. */
final class Fstab {
  private static final String ROOT = "box / overlay defaults\n";
  private static final String TEST = "tmpfs /test tmpfs defaults\n";
  private static final String AUTO = "tmpfs /testauto tmpfs x-systemd.automount\n";
  private static final String SWAP = "/swapfile none swap defaults\n";

  private Fstab() {}

  private static World fstab(String... lines) {
    return root(ROOT + String.join("", lines));
  }

  private static World root(String text) {
    return BASE.file("fstab", text).etc("fstab", "@{fstab}");
  }

  static Group group() {
    return Group.of("fstab", fstab(), rows()).with(Extra.FSTAB).with(Extra.SWAP);
  }

  private static List<Row> rows() {
    return List.of(
        Row.of("B1", "a mount", fstab(TEST))
            .prints("N test.mount; R ?")
            .after("grep ' /test ' /proc/mounts", "^tmpfs"),
        Row.of("B2", "the mount was stopped by hand", fstab(TEST))
            .before("systemctl stop test.mount")
            .prints("N local-fs.target, test.mount; R ?"),
        Row.of("B3", "one more option", fstab("tmpfs /test tmpfs defaults,x-test\n"))
            .normallyBefore("systemctl start local-fs.target test.mount")
            .prints("R test.mount")
            .dryPrints("R test.mount"),
        Row.of("B4", "another file system", fstab("ramfs /test ramfs defaults,x-test\n"))
            .prints("X test.mount")
            .dryPrints("X test.mount")
            .after("grep ' /test ' /proc/mounts", "^ramfs"),
        Row.of("B5", "back to the first", fstab(TEST))
            .prints("X test.mount")
            .dryPrints("X test.mount")
            .after("grep ' /test ' /proc/mounts", "^tmpfs"),
        Row.of("B6", "no mount any more", fstab())
            .prints("S test.mount")
            .dryPrints("S test.mount")
            .after("grep -c ' /test ' /proc/mounts", "^0$"),
        Row.of("B7", "another device of the root", root("otherbox / overlay defaults\n"))
            .prints("K ~-.mount")
            .dryPrints("K ~-.mount"),
        Row.of("B8", "an automount, and the root's device is back", fstab(AUTO))
            .prints("N testauto.automount; K ?; R ?")
            .dryPrints("K -.mount"),
        Row.of("B9", "no automount any more", fstab())
            .prints("S testauto.automount; K ?")
            .dryPrints("S testauto.automount"),
        Row.of("X32", "device and options of the root", root("thirdbox / overlay noatime\n"))
            .prints("R ~-.mount")
            .dryPrints("R ~-.mount"),
        Row.step("the root as it was", fstab()),
        Row.step("a mount again", fstab(TEST)),
        Row.of("X33", "its line has a #", fstab("tmpfs /test tmpfs size=1M,x-a#b\n"))
            .prints("S test.mount")
            .dryPrints("S test.mount"),
        Row.step("no mount any more", fstab()),
        Row.of("B10", "a swap; in a container systemd leaves it to us to use it", fstab(SWAP))
            .after("swapon /swapfile; cat /proc/swaps", "^/swapfile "),
        Row.of("B11", "no swap any more", fstab())
            .shows("^stopping swap device: /swapfile$")
            .after("grep -c /swapfile /proc/swaps", "^0$"));
  }
}
