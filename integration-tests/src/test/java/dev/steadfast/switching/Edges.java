package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;
import static dev.steadfast.switching.Unit.T0;

import dev.steadfast.box.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What follows from the rules of the original and its own test leaves out. Each case has units of
 * its own, all of which are there from the start, and its row changes no others.
 */
final class Edges {
  private static final Unit RUNS =
      Unit.of("Service").with("ExecStart=/bin/sleep infinity").with("Type=exec");
  private static final String SOCKETS = "sockets.target";

  private Edges() {}

  /**
   * @param before what is added to the system before the first case
   * @param after what is changed in it
   * @param row what is seen then
   */
  private record Edge(
      String id,
      String change,
      UnaryOperator<World> before,
      UnaryOperator<World> after,
      UnaryOperator<Row> row) {

    /** Both runs print the same. */
    Edge prints(String lines) {
      return seen(each -> each.prints(lines).dryPrints(lines));
    }

    Edge seen(UnaryOperator<Row> more) {
      return new Edge(id, change, before, after, each -> more.apply(row.apply(each)));
    }
  }

  static Group group() {
    List<Edge> edges =
        Stream.of(texts(), sections(), states(), sockets(), instances(), failures())
            .flatMap(List::stream)
            .toList();
    World base = BASE;
    for (Edge edge : edges) {
      base = edge.before().apply(base);
    }
    World now = base;
    List<Row> rows = new ArrayList<>();
    rows.add(Row.step("all units of all cases", base));
    for (Edge edge : edges) {
      now = edge.after().apply(now);
      rows.add(edge.row().apply(Row.of(edge.id(), edge.change(), now)));
    }
    return Group.of("edges", rows);
  }

  private static List<Edge> texts() {
    return List.of(
        service(
                "X1",
                "order",
                "words in another order",
                T0.unit("Wants=a.target b.target"),
                T0.unit("Wants=b.target a.target"))
            .prints(bounced("order.service")),
        service("X2", "after", "a dependency", T0.unit("After=a.target"), T0.unit("After=b.target"))
            .prints(bounced("after.service")),
        service(
                "X3",
                "memory",
                "a limit of its memory",
                RUNS.with("MemoryMax=200M"),
                RUNS.with("MemoryMax=300M"))
            .prints(bounced("memory.service"))
            .seen(row -> row.after("systemctl show -P MemoryMax memory", "^314572800$")),
        service(
                "X4",
                "again",
                "when it is started again",
                RUNS.with("Restart=no"),
                RUNS.with("Restart=always"))
            .prints(bounced("again.service"))
            .seen(row -> row.after("systemctl show -P Restart again", "^always$")),
        service(
                "X5",
                "timeout",
                "how long a stop may take",
                RUNS.with("TimeoutStopSec=30"),
                RUNS.with("TimeoutStopSec=40"))
            .prints(bounced("timeout.service"))
            .seen(row -> row.after("systemctl show -P TimeoutStopUSec timeout", "^40s$")),
        service(
            "X6",
            "second",
            "a second command",
            T0.set("ExecStart", "/bin/true ; /bin/echo a"),
            T0.set("ExecStart", "/bin/true ; /bin/echo b")));
  }

  private static List<Edge> sections() {
    Unit none = T0.without("ExecReload");
    String timer = "[Timer]\nOnCalendar=@1395716396\n";
    return List.of(
        service("X7", "new-reload", "a way to reload", none, T0).prints("R new-reload.service"),
        service("X8", "reload", "another way to reload", T0, T0.set("ExecReload", "/bin/echo"))
            .prints("R reload.service"),
        service("X9", "no-reload", "no way to reload any more", T0, none),
        service("X10", "reload-and-key", "a way to reload and one more key", none, changed(T0))
            .prints(bounced("reload-and-key.service")),
        edge(
                "X11",
                "options where there were none",
                world -> mount(world, ""),
                world -> mount(world, "Options=size=10M\n"))
            .prints("X edge.mount")
            .seen(row -> row.after("grep ' /edge ' /proc/mounts", "size=10240k")),
        edge(
                "X12",
                "two new sections that count for nothing",
                world -> timed(world, "sections.timer", timer),
                world ->
                    world.withText(
                        "sections.timer",
                        timer + "[Unit]\nDescription=a\n[Service]\nExecReload=/bin/true\n"))
            .prints("X sections.timer"),
        service(
                "X13",
                "no-manual-stop",
                "may not be stopped by hand",
                T0,
                T0.unit("RefuseManualStop=true").unit("Wants=a.target"))
            .prints("K no-manual-stop.service"),
        edge(
                "X14",
                "a timer for manual start",
                world -> timed(world, "manual.timer", timer),
                world ->
                    world.withText(
                        "manual.timer",
                        "[Unit]\nX-OnlyManualStart=true\n[Timer]\nOnCalendar=@1395716397\n"))
            .prints("K manual.timer"),
        service(
                "X15",
                "capital",
                "a boolean with a capital letter",
                T0,
                changed(T0).with("X-RestartIfChanged=False"))
            .prints("K capital.service"));
  }

  private static List<Edge> states() {
    String keep = "X-StopOnRemoval=false";
    Unit slow = RUNS.with("ExecReload=/bin/sleep 30");
    Unit failing = T0.unwanted().set("ExecStart", "/bin/false");
    return List.of(
        edge(
                "X16",
                "masked",
                world -> world.unit("masked.service", RUNS.text(), MULTI_USER),
                world -> world.without("masked.service").masked("masked.service"))
            .prints("S masked.service"),
        edge(
                "X17",
                "masked, and it said before that it is not to be stopped",
                world -> world.unit("kept.service", RUNS.unit(keep).text(), MULTI_USER),
                world -> world.without("kept.service").masked("kept.service"))
            .seen(row -> sameProcess(row, "kept.service")),
        edge("X34", "the same again, now masked before too", world -> world, world -> world)
            .prints("S kept.service"),
        edge(
                "X18",
                "a setting of a unit that failed",
                world -> world.unit("failed.service", failing.text()),
                world -> world.unit("failed.service", changed(failing).text()))
            .seen(row -> row.before("! systemctl start failed.service"))
            .seen(row -> row.after("systemctl is-active failed", "^inactive$")),
        service("X19", "slow", "a setting of a service that is being reloaded", slow, changed(slow))
            .seen(
                row ->
                    row.before(
                        "systemctl reload --no-block slow; until [ $(systemctl is-active slow) ="
                            + " reloading ]; do sleep 0.1; done")));
  }

  private static List<Edge> sockets() {
    return List.of(
        edge(
            "X20",
            "another address of a socket",
            world -> pair(world, "address", RUNS, "ListenStream=/run/address.sock"),
            world -> pair(world, "address", RUNS, "ListenStream=/run/other.sock")),
        edge(
                "X21",
                "a service with a socket that nobody has started",
                world ->
                    world
                        .unit("idle.service", RUNS.text(), MULTI_USER)
                        .unit("idle.socket", "[Socket]\nListenStream=/run/idle.sock\n"),
                world -> world.unit("idle.service", changed(RUNS).text(), MULTI_USER))
            .prints("S idle.service")
            .seen(row -> row.after("systemctl is-active idle.service", "^active$")),
        edge(
                "X22",
                "a service with two sockets",
                world -> twoSockets(world, RUNS),
                world -> twoSockets(world, changed(RUNS)))
            .prints("S one.socket, two.service, two.socket; A one.socket, two.socket")
            .seen(
                row -> row.after("systemctl is-active one.socket two.socket", "^active\nactive$")),
        edge(
                "X23",
                "a service that does not wait for its socket",
                world -> pair(world, "eager", RUNS, "ListenStream=/run/eager.sock"),
                world ->
                    pair(
                        world,
                        "eager",
                        changed(RUNS).with("X-NotSocketActivated=true"),
                        "ListenStream=/run/eager.sock"))
            .prints("S eager.service, eager.socket; A eager.service, eager.socket"));
  }

  private static List<Edge> instances() {
    return List.of(
        edge(
                "X24",
                "the drop-ins of an instance are masked",
                world ->
                    Services.instance(
                        world.unit("lost@.service", RUNS.text()), "lost@a.service", "[Service]\n"),
                world -> world.link("lost@a.service.d/overrides.conf", "/dev/null"))
            .prints("S lost@a.service"),
        edge(
                "X25",
                "an instance that was started by hand, and its template stays",
                world -> world.unit("hand@.service", RUNS.text()),
                world -> world)
            .seen(
                row -> sameProcess(row.before("systemctl start hand@a.service"), "hand@a.service")),
        edge(
                "X26",
                "an instance's own file becomes a template and a drop-in",
                world -> world.unit("own@a.service", RUNS.text(), MULTI_USER),
                world ->
                    Services.instance(
                        world.without("own@a.service").unit("own@.service", RUNS.text()),
                        "own@a.service",
                        "[Service]\n"))
            .prints("S own@a.service")
            .seen(row -> row.after("systemctl is-active own@a.service", "^active$")),
        edge(
            "X27",
            "a template with an instance that has a dot in its name",
            world ->
                world
                    .unit("dot@.service", RUNS.text())
                    .link(MULTI_USER + ".wants/dot@1.2.service", "../dot@.service"),
            world -> world.unit("dot@.service", changed(RUNS).text())));
  }

  /** Each of these runs ends with an error, so they stand last. */
  private static List<Edge> failures() {
    return List.of(
        edge(
                "X28",
                "a service and its socket, which is masked now",
                world -> pair(world, "veiled", RUNS, "ListenStream=/run/veiled.sock"),
                world ->
                    world
                        .without("veiled.socket")
                        .masked("veiled.socket")
                        .unit("veiled.service", changed(RUNS).text(), MULTI_USER))
            .prints("S veiled.service, veiled.socket; A veiled.socket")
            .seen(row -> row.exits(4).shows("^Failed to start veiled\\.socket"))
            .seen(row -> row.showingNormally().endingNormallyWith(0)),
        service(
                "X29",
                "wordless",
                "to be reloaded, and nothing says how",
                RUNS,
                changed(RUNS).with("X-ReloadIfChanged=true"))
            .prints("R wordless.service")
            .seen(row -> row.exits(4).shows("^Failed to reload wordless\\.service"))
            .seen(row -> row.showingNormally().endingNormallyWith(0)),
        service("X30", "quote", "an odd quote", RUNS, RUNS.unit("Description='tis"))
            .seen(
                row ->
                    row.withoutDry()
                        .fails()
                        .shows("quote\\.service:\\d+: error: quote that is not closed")
                        .showingNormally()
                        .endingNormallyWith(0)),
        edge(
                "X31",
                "a last line without =",
                world -> world.unit("wordy.service", RUNS.text(), MULTI_USER),
                world ->
                    world
                        .withText("quote.service", RUNS.text())
                        .withText("wordy.service", RUNS.with("wordy").text()))
            .seen(
                row ->
                    row.withoutDry()
                        .fails()
                        .shows("wordy\\.service:\\d+: error: last line without = or :")
                        .showingNormally("wordy\\.service:\\d+: error: line without =")));
  }

  private static String bounced(String unit) {
    return "S %s; A %s".formatted(unit, unit);
  }

  /** The unit runs afterwards, and was not started anew. */
  private static Row sameProcess(Row row, String unit) {
    String process = "systemctl show -P MainPID " + unit;
    String kept = "/run/process-of-" + unit;
    return row.before(process + " > " + kept)
        .after(
            "[ $(%s) -gt 0 ] && %s | diff - %s && echo same".formatted(process, process, kept),
            "^same$");
  }

  private static Unit changed(Unit unit) {
    return unit.with("StandardInput=null");
  }

  private static Edge edge(
      String id, String change, UnaryOperator<World> before, UnaryOperator<World> after) {
    return new Edge(id, change, before, after, row -> row);
  }

  private static Edge service(String id, String name, String change, Unit before, Unit after) {
    String unit = name + ".service";
    return edge(
        id,
        change,
        world -> world.unit(unit, before.text(), MULTI_USER),
        world -> world.unit(unit, after.text(), MULTI_USER));
  }

  private static World timed(World world, String timer, String text) {
    return world
        .unit(timer, text, "timers.target")
        .unit(timer.replace(".timer", ".service"), T0.unwanted().text());
  }

  private static World pair(World world, String name, Unit service, String listen) {
    return world
        .unit(name + ".service", service.text(), MULTI_USER)
        .unit(name + ".socket", "[Socket]\n" + listen + "\n", SOCKETS);
  }

  private static World twoSockets(World world, Unit service) {
    return pair(
            world,
            "two",
            service.with("Sockets=one.socket two.socket"),
            "ListenStream=/run/two.sock")
        .unit("one.socket", "[Socket]\nListenStream=/run/one.sock\nService=two.service\n", SOCKETS);
  }

  private static World mount(World world, String line) {
    return world.unit(
        "edge.mount", "[Mount]\nWhat=tmpfs\nWhere=/edge\nType=tmpfs\n" + line, "local-fs.target");
  }
}
