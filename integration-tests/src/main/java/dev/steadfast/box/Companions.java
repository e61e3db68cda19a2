package dev.steadfast.box;

/** A service, a oneshot and a timer, so that a world is not made of one unit. */
final class Companions {
  private static final String SLEEPER =
      """
      [Unit]
      Description=Sleeps
      X-Restart-Triggers=@{X-Restart-Triggers-sleeper}

      [Service]
      ExecStart=@{pkg:coreutils}/bin/sleep infinity

      [Install]
      WantedBy=multi-user.target
      """;

  /**
   * The blank at the end of ExecStart is NixOS's: it puts one before the arguments, of which there
   * are none.
   */
  private static final String GREET =
      """
      [Unit]
      Description=Greets

      [Service]
      ExecStart=@{greet-start}\s
      RemainAfterExit=true
      Type=oneshot

      [Install]
      WantedBy=multi-user.target
      """;

  private static final String TIDY =
      """
      [Unit]
      Description=Tidies up

      [Service]
      ExecStart=@{pkg:coreutils}/bin/true
      Type=oneshot
      """;

  private static final String TIDY_TIMER =
      """
      [Unit]

      [Timer]
      OnCalendar=yearly

      [Install]
      WantedBy=timers.target
      """;

  private Companions() {}

  static World addTo(World world) {
    return world
        .file("sleeper.conf", "duration = infinity\n")
        .file("X-Restart-Triggers-sleeper", "@{sleeper.conf}")
        .unit("sleeper.service", SLEEPER, "multi-user.target")
        .jobScript("greet-start", "echo hello\n")
        .unit("greet.service", GREET, "multi-user.target")
        .unit("tidy.service", TIDY)
        .unit("tidy.timer", TIDY_TIMER, "timers.target");
  }
}
