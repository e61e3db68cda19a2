package dev.steadfast.demo;

import dev.steadfast.box.Box;
import dev.steadfast.box.Command;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Result;
import java.time.Duration;
import java.util.List;

/** The demo on two real systems: a switch in one, a restart in the other. */
record LiveDemo(Screen screen, Boxes boxes) {
  private static final Duration SWITCH = Duration.ofMinutes(2);

  /** Both ways, one after the other; tells the story while it happens. */
  Outcome run(long startNanos) {
    List<BusySystem> systems = boxes.inBoth(BusySystem::in);
    BusySystem patient = systems.getFirst();
    BusySystem control = systems.getLast();
    introduce(patient.box());
    Shown bySwitch = patient.shown(() -> switchTo(patient));
    screen.heading("steadfast switch");
    screen.quote(bySwitch.how().err());
    screen.line("");
    bySwitch.tell(screen);
    Shown byRestart = control.shown(() -> restart(control));
    screen.heading("The same edit by systemctl restart, in the other box");
    byRestart.tell(screen);
    return new Outcome(bySwitch, byRestart, (System.nanoTime() - startNanos) / 1e9);
  }

  private static Result switchTo(BusySystem system) {
    List<String> arguments = List.of("switch", "--toplevel", system.next().path());
    return system.box().run(Command.ofJava("dev.steadfast.cli.Main", arguments), SWITCH);
  }

  /** What a switch comes to that restarts the units that differ. */
  private static Result restart(BusySystem system) {
    Box box = system.box();
    system.next().activate();
    box.systemctl("daemon-reload").orThrow();
    Result restart = box.systemctl("restart", PostgresWorld.UNIT, NginxWorld.UNIT).orThrow();
    NginxWorld.awaitAnswer(box);
    return restart;
  }

  private void introduce(Box box) {
    String server = Sql.of(box, "postgres", "show server_version").orThrow().line();
    String web = box.run(box.store().path("nginx") + "/bin/nginx", "-v").orThrow().err().strip();
    String manager =
        box.run("systemctl", "--version").orThrow().out().lines().findFirst().orElse("");
    screen.line(
        "PostgreSQL %s and nginx %s, wired as NixOS does,"
            .formatted(server, web.substring(web.lastIndexOf('/') + 1)));
    screen.line("on " + manager + ", in two boxes.");
    screen.line(
        "The edit: work_mem = %s, %s may log in (pg_hba), and GET / answers \"%s\" (location /)."
            .formatted(Edit.WORK_MEM, Edit.ROLE, Edit.PAGE));
  }
}
