package dev.steadfast.switching;

import static dev.steadfast.switching.UserUnits.asUser;

import dev.steadfast.box.BoxOptions.Extra;
import dev.steadfast.box.NixosMachine;
import dev.steadfast.box.World;
import java.util.List;
import java.util.stream.Stream;

/** A user's own unit becomes one of the system. */
final class Migration {
  private static final String UNIT = "migrated.service";
  private static final String HOME_COPY = "~/.config/systemd/user";
  private static final String DATA_COPY = "~/.local/share/systemd/user";
  private static final String FRAGMENT = asUser("systemctl --user show -P FragmentPath " + UNIT);
  private static final String OWNER = "cat /run/user/1001/migrated-owner";
  private static final String REMOVED =
      "rm -f ~/.config/systemd/user/migrated.service"
          + " ~/.config/systemd/user/default.target.wants/migrated.service";
  private static final String STOPPED =
      REMOVED + "\nsystemctl --user daemon-reload\nsystemctl --user stop " + UNIT;
  private static final String BY_SYSTEM = "^/etc/systemd/user/migrated\\.service$";

  /** What the unit of each copy copies. */
  private static final World BASE =
      Group.BASE
          .file("home", "home\n")
          .etc("owners/home", "@{home}")
          .file("data", "data\n")
          .etc("owners/data", "@{data}")
          .file("nixos", "nixos\n")
          .etc("owners/nixos", "@{nixos}");

  private Migration() {}

  static Group group() {
    return Group.of(
            "migration",
            BASE,
            Stream.of(removed(), kept(), ofData(), untouched()).flatMap(List::stream).toList())
        .with(Extra.USER);
  }

  private static List<Row> removed() {
    return List.of(
        row("Q1", "activation removes and stops the user's", system("", STOPPED), HOME_COPY)
            .hides("^stopping .*migrated\\.service")
            .shows("^starting \\(post-activation\\) the following user units: migrated\\.service$")
            .after(FRAGMENT, BY_SYSTEM)
            .after(OWNER, "^nixos$"),
        base(),
        row("Q2", "activation removes the user's", system("", REMOVED), HOME_COPY)
            .shows(
                "^restarting \\(post-activation\\) the following user units: migrated\\.service$")
            .after(OWNER, "^nixos$"),
        base());
  }

  private static List<Row> kept() {
    String reload = "X-ReloadIfChanged=true\nExecReload=/bin/true\n";
    String skip = "X-RestartIfChanged=false\n";
    return List.of(
        row("Q3", "the system's is reloaded", system(reload, REMOVED), HOME_COPY)
            .shows("^reloading \\(post-activation\\) the following user units: migrated\\.service$")
            .hides("^restarting .*migrated\\.service")
            .after(OWNER, "^home$"),
        base(),
        row("Q4", "the system's is never restarted", system(skip, REMOVED), HOME_COPY)
            .shows(
                "^NOT restarting \\(post-activation\\) the following user units:"
                    + " migrated\\.service$")
            .after(OWNER, "^home$"),
        base());
  }

  private static List<Row> ofData() {
    return List.of(
        row("Q5", "the user's yields by itself", system("", ""), DATA_COPY)
            .shows(
                "^restarting \\(post-activation\\) the following user units: migrated\\.service$")
            .after(FRAGMENT, BY_SYSTEM)
            .after(OWNER, "^nixos$"),
        Row.of("Q6", "the same system again", system("", ""))
            .prints("*")
            .hides("migrated\\.service"),
        base());
  }

  private static List<Row> untouched() {
    return List.of(
        row("Q7", "the user's stays", system("", ""), HOME_COPY)
            .hides("migrated\\.service")
            .after(FRAGMENT, "^/home/usertest/\\.config/systemd/user/migrated\\.service$")
            .after(OWNER, "^home$"));
  }

  /** Without either unit, so that the next row can begin. */
  private static Row base() {
    return Row.step("neither has it", BASE)
        .after(
            asUser(
                "systemctl --user stop migrated.service; rm -rf %s %s; systemctl --user daemon-reload"
                    .formatted(HOME_COPY, DATA_COPY)),
            "");
  }

  private static Row row(String id, String change, World next, String directory) {
    String owner = directory.equals(HOME_COPY) ? "home" : "data";
    return Row.of(id, change, next).prints("*").before(asUser(seeding(directory, owner)));
  }

  /** The user writes the unit, enables and starts it. */
  private static String seeding(String directory, String owner) {
    String wants = directory + "/default.target.wants";
    return String.join(
        " && ",
        "mkdir -p " + wants,
        "printf \"%s\" > %s/%s"
            .formatted(text(owner, "").replace("%t", "%%t").replace("\n", "\\n"), directory, UNIT),
        "ln -s ../%s %s/%s".formatted(UNIT, wants, UNIT),
        "systemctl --user daemon-reload",
        "systemctl --user start " + UNIT);
  }

  private static World system(String lines, String activation) {
    World world = BASE.userUnit(UNIT, text("nixos", lines), "default.target");
    return activation.isEmpty() ? world : NixosMachine.userActivating(world, activation);
  }

  private static String text(String owner, String lines) {
    return "[Service]\nExecStart=/bin/cp -f /etc/owners/%s %%t/migrated-owner\n".formatted(owner)
        + "RemainAfterExit=true\nType=oneshot\n"
        + lines;
  }
}
