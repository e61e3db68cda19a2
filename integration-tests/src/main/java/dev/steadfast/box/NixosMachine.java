package dev.steadfast.box;

import java.util.List;

/**
 * A NixOS system without services of its own, with the units around them that take part in each
 * switch: the targets, the bus daemon, what runs again at each activation, and the unit that every
 * user's manager runs.
 */
public final class NixosMachine {
  /** The bus daemon; a changed one is reloaded. */
  public static final String BUS = "dbus.service";

  /** What each user's manager runs at each switch. */
  public static final String USER_ACTIVATION = "nixos-activation.service";

  private static final String USER_SCRIPT = "nixos-activation-start";

  /** What NixOS links from its systemd, as far as a box may need it. */
  private static final List<String> UPSTREAM =
      List.of(
          "dbus.service",
          "dbus.socket",
          "emergency.target",
          "getty.target",
          "graphical.target",
          "hibernate.target",
          "hybrid-sleep.target",
          "local-fs-pre.target",
          "local-fs.target",
          "network-online.target",
          "network-pre.target",
          "nss-lookup.target",
          "nss-user-lookup.target",
          "paths.target",
          "remote-fs-pre.target",
          "remote-fs.target",
          "rescue.target",
          "shutdown.target",
          "sleep.target",
          "slices.target",
          "sockets.target",
          "suspend.target",
          "swap.target",
          "time-sync.target",
          "umount.target");

  /** The same of each user's manager. */
  private static final List<String> UPSTREAM_OF_USERS =
      List.of(
          "basic.target",
          "default.target",
          "exit.target",
          "paths.target",
          "shutdown.target",
          "sockets.target",
          "timers.target");

  private NixosMachine() {}

  /** The system that others are made of. */
  public static World world() {
    World world = World.empty();
    for (String name : UPSTREAM) {
      world = world.link(name, "@{pkg:systemd}/example/systemd/system/" + name);
    }
    for (String name : UPSTREAM_OF_USERS) {
      world = world.userLink(name, "@{pkg:systemd}/example/systemd/user/" + name);
    }
    world = world.file("system.conf", "[Manager]\n").etc("systemd/system.conf", "@{system.conf}");
    for (String target : List.of("local-fs.target", "remote-fs.target")) {
      world = world.dropIn(target, "[Unit]\nX-StopOnReconfiguration=true\n");
    }
    world = world.link("multi-user.target.wants/remote-fs.target", "../remote-fs.target");
    return withUserActivation(withReactivation(busTriggeredBy(world, "")));
  }

  /**
   * With other restart triggers of the bus daemon.
   *
   * @param triggers what the unit names besides its configuration
   */
  public static World busTriggeredBy(World world, String triggers) {
    return world
        .file("X-Restart-Triggers-dbus", "/etc/dbus-1 " + triggers + "\n")
        .dropIn(
            BUS,
            """
            [Unit]
            X-Restart-Triggers=@{X-Restart-Triggers-dbus}

            [Service]
            X-ReloadIfChanged=true
            """);
  }

  /** With one more line of what {@link #USER_ACTIVATION} does for each user. */
  public static World userActivating(World world, String line) {
    return world.withText(USER_SCRIPT, world.text(USER_SCRIPT) + line + "\n");
  }

  /** Source: NixOS's modules for systemd and for its tmpfiles. */
  private static World withReactivation(World world) {
    return world
        .unit("sysinit-reactivation.target", "[Unit]\nDescription=Reactivate sysinit units\n")
        .unit(
            "systemd-tmpfiles-resetup.service",
            """
            [Unit]
            After=local-fs.target systemd-journald.service
            Before=sysinit-reactivation.target shutdown.target
            Conflicts=shutdown.target
            DefaultDependencies=false
            Description=Re-setup tmpfiles on a system that is already running.

            [Service]
            ExecStart=@{pkg:coreutils}/bin/true
            RemainAfterExit=true
            Type=oneshot
            """)
        .link(
            "sysinit-reactivation.target.requires/systemd-tmpfiles-resetup.service",
            "../systemd-tmpfiles-resetup.service");
  }

  private static World withUserActivation(World world) {
    return world
        .jobScript(USER_SCRIPT, "export PATH=@{pkg:coreutils}/bin:@{pkg:systemd}/bin\n")
        .userUnit(
            USER_ACTIVATION,
            """
            [Unit]
            ConditionUser=!@system
            Description=Run user-specific NixOS activation

            [Service]
            X-RestartIfChanged=false
            ExecStart=@{nixos-activation-start}
            RemainAfterExit=true
            Type=oneshot

            [Install]
            WantedBy=default.target
            """,
            "default.target");
  }
}
