package dev.steadfast.demo;

import dev.steadfast.box.Box;
import dev.steadfast.box.Command;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Result;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;

/** The demo on two real systems: a switch in one, a restart in the other. */
record LiveDemo(Screen screen, Boxes boxes) {
  private static final Duration SWITCH = Duration.ofMinutes(2);

  /** Both ways, one after the other; tells the story while it happens. */
  Outcome run(long startNanos) {
    List<BusyServer> servers = boxes.inBoth(BusyServer::in);
    BusyServer patient = servers.getFirst();
    BusyServer control = servers.getLast();
    introduce(patient.box());
    Shown bySwitch = shown(patient, () -> switchTo(patient));
    screen.heading("steadfast switch");
    screen.quote(bySwitch.how().err());
    screen.line("");
    tell(bySwitch);
    Shown byRestart = shown(control, () -> restart(control));
    screen.heading("The same edit by systemctl restart, in the other box");
    tell(byRestart);
    return new Outcome(bySwitch, byRestart, (System.nanoTime() - startNanos) / 1e9);
  }

  /** One of the two ways to bring the edit into effect. */
  private interface Way {
    Result go();
  }

  private static Shown shown(BusyServer server, Way way) {
    Moment before = server.now();
    Result how = way.go();
    Moment after = server.now();
    return new Shown(before, how, after, server.endLoad());
  }

  private static Result switchTo(BusyServer server) {
    List<String> arguments = List.of("switch", "--toplevel", server.next().path());
    return server.box().run(Command.ofJava("dev.steadfast.cli.Main", arguments), SWITCH);
  }

  /** What a switch comes to that restarts the unit. */
  private static Result restart(BusyServer server) {
    server.next().activate();
    server.box().systemctl("daemon-reload").orThrow();
    return server.box().systemctl("restart", PostgresWorld.UNIT).orThrow();
  }

  private void introduce(Box box) {
    String server = Sql.of(box, "postgres", "show server_version").orThrow().line();
    String manager =
        box.run("systemctl", "--version").orThrow().out().lines().findFirst().orElse("");
    screen.line(
        "PostgreSQL " + server + ", wired as NixOS does, on " + manager + ", in two boxes.");
    screen.line(
        "The edit: work_mem = " + Edit.WORK_MEM + ", and " + Edit.ROLE + " may log in (pg_hba).");
  }

  private void tell(Shown shown) {
    Moment before = shown.before();
    Moment after = shown.after();
    int open = before.clients().size();
    int alive = open - shown.gone().size();
    screen.verdict(alive == open, "clients", alive + " of " + open + " still in the same backends");
    screen.fact("backends", backends(before) + " -> " + backends(after));
    for (String line : shown.load()) {
      screen.fact("pgbench", line);
    }
    screen.fact("work_mem", before.workMem() + " -> " + after.workMem() + ", in a new session");
    screen.fact("login of " + Edit.ROLE, before.login() + " -> " + after.login());
    screen.fact("main PID", before.mainPid() + " -> " + after.mainPid());
  }

  private static String backends(Moment moment) {
    StringJoiner all = new StringJoiner(" ");
    all.setEmptyValue("none");
    for (Client client : moment.clients()) {
      all.add(Long.toString(client.backend()));
    }
    return all.toString();
  }
}
