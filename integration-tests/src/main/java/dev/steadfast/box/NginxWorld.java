package dev.steadfast.box;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A system with nginx 1.22 wired as NixOS wires it, and a few harmless companions. A value, as
 * {@link World} is.
 *
 * <p>The server runs as the user {@code nginx} and listens on port 80 and on 127.0.0.1:8080; {@code
 * /} answers with one line, {@code one} at first, {@code /big} with 16 MB.
 *
 * @param conf the text of {@code nginx.conf}
 * @param wiring how the unit names its configuration
 * @param program key of the server's package: {@code nginx}, or {@code nginx-rebuilt}
 * @param sandbox whether the server has a mount namespace of its own
 * @param unitLines more lines of the unit's {@code [Service]} section
 * @param around the rest of the system
 */
public record NginxWorld(
    NginxConf conf,
    Wiring wiring,
    String program,
    Sandbox sandbox,
    List<String> unitLines,
    UnaryOperator<World> around) {
  /** The unit that this is about. */
  public static final String UNIT = "nginx.service";

  /** The unit that reloads it at each switch, in the wiring {@link Wiring#BY_ETC}. */
  public static final String RELOADER = "nginx-config-reload.service";

  /** The port that only this box's own clients reach. */
  public static final int PORT = 8080;

  /** How the unit names its configuration. */
  public enum Wiring {
    /** By its store path: a new configuration is a new unit. NixOS's default. */
    BY_STORE_PATH("@{nginx.conf}"),
    /** By a link in {@code /etc}, and a second unit reloads the server: {@code enableReload}. */
    BY_ETC("/etc/nginx/nginx.conf");

    private final String file;

    Wiring(String file) {
      this.file = file;
    }
  }

  /** Settings of the unit that decide on its mount namespace. */
  public enum Sandbox {
    /** What current NixOS renders. */
    MOUNT_NAMESPACE(Resource.text("nginx-sandbox.conf")),
    /** Nothing that would make systemd give it one. */
    NONE("");

    private final String lines;

    Sandbox(String lines) {
      this.lines = lines;
    }
  }

  public NginxWorld {
    unitLines = List.copyOf(unitLines);
  }

  /** The server with NixOS's own settings, and the companions. */
  public static NginxWorld nixosDefault() {
    return new NginxWorld(
        NginxConf.nixosDefault(),
        Wiring.BY_STORE_PATH,
        "nginx",
        Sandbox.MOUNT_NAMESPACE,
        List.of(),
        Companions::addTo);
  }

  /** One more line in a block of {@code nginx.conf}. */
  public NginxWorld line(NginxConf.Block block, String line) {
    return withConf(conf.line(block, line));
  }

  /** A directive that stands once in its block; other lines of it are replaced. */
  public NginxWorld set(NginxConf.Block block, String directive, String value) {
    return withConf(conf.set(block, directive, value));
  }

  /** Without the lines of a directive in a block. */
  public NginxWorld unset(NginxConf.Block block, String directive) {
    return withConf(conf.unset(block, directive));
  }

  /**
   * A location of the server, in place of one of the same words.
   *
   * @param words what follows {@code location}, such as {@code = /big}
   * @param body its lines
   */
  public NginxWorld location(String words, String... body) {
    return withConf(conf.location(words, body));
  }

  /** Another line as the answer of {@code /}. */
  public NginxWorld answering(String line) {
    return location("/", "default_type text/plain;", "return 200 \"" + line + "\\n\";");
  }

  /** One more file in the store, for {@code include @{name};} and the like. */
  public NginxWorld file(String name, String text) {
    return and(world -> world.file(name, text));
  }

  /** One more file in {@code /etc}, for {@code include /etc/nginx/sites/*.conf;} and the like. */
  public NginxWorld etcFile(String path, String text) {
    String name = path.replace('/', '-');
    return and(world -> world.file(name, text).etc(path, "@{" + name + "}"));
  }

  NginxWorld withConf(NginxConf other) {
    return new NginxWorld(other, wiring, program, sandbox, unitLines, around);
  }

  public NginxWorld withWiring(Wiring other) {
    return new NginxWorld(conf, other, program, sandbox, unitLines, around);
  }

  public NginxWorld withProgram(String key) {
    return new NginxWorld(conf, wiring, key, sandbox, unitLines, around);
  }

  public NginxWorld withSandbox(Sandbox other) {
    return new NginxWorld(conf, wiring, program, other, unitLines, around);
  }

  /** One more line of the unit's {@code [Service]} section. */
  public NginxWorld unitLine(String line) {
    List<String> more = new ArrayList<>(unitLines);
    more.add(line);
    return new NginxWorld(conf, wiring, program, sandbox, more, around);
  }

  /**
   * A change to anything else of the system, the server's own texts included: it is applied last.
   */
  public NginxWorld and(UnaryOperator<World> change) {
    UnaryOperator<World> both = world -> change.apply(around.apply(world));
    return new NginxWorld(conf, wiring, program, sandbox, unitLines, both);
  }

  /** All texts of the system. */
  public World world() {
    return addTo(World.empty());
  }

  /** A system with this server too, for example that of a {@link PostgresWorld}. */
  public World addTo(World world) {
    World server =
        world
            .file("nginx.conf", conf.text().replace("{pkg:nginx}", "{pkg:" + program + "}"))
            .jobScript("nginx-pre-start", command() + " -t\n")
            .unit(UNIT, unitText(), "multi-user.target")
            .activating(Resource.text("nginx-user.sh"));
    return around.apply(
        switch (wiring) {
          case BY_STORE_PATH -> server;
          case BY_ETC -> reloaded(server);
        });
  }

  public Toplevel build(Box box) {
    return world().build(box);
  }

  /** Builds it and starts it in a box that has run nothing yet. */
  public Toplevel install(Box box) {
    Toplevel toplevel = build(box);
    toplevel.install();
    awaitAnswer(box);
    return toplevel;
  }

  /** Waits until the server answers: its unit is active before it listens. */
  public static void awaitAnswer(Box box) {
    String ask = "until curl -s -o /dev/null \"$1\"; do sleep 0.02; done";
    Command command = Command.of("bash", "-c", ask, "ask", url("/"));
    box.run(command, Box.SOON).orThrow();
  }

  /** What the server answers to a client in the box. */
  public static String get(Box box, String path) {
    return box.run("curl", "-sS", "--max-time", "10", url(path)).orThrow().out();
  }

  /** PIDs of the server's worker processes, sorted; those that only finish their work included. */
  public static List<String> workers(Box box) {
    String children = "cat /proc/\"$1\"/task/\"$1\"/children";
    String pids = box.run("bash", "-c", children, "children", box.property(UNIT, "MainPID")).line();
    return pids.isEmpty() ? List.of() : List.of(pids.split(" ", -1)).stream().sorted().toList();
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + PORT + path;
  }

  private String command() {
    return "@{pkg:%s}/bin/nginx -c '%s'".formatted(program, wiring.file);
  }

  private static World reloaded(World world) {
    return world
        .etc("nginx/nginx.conf", "@{nginx.conf}")
        .file("X-Restart-Triggers-nginx-config-reload", "@{nginx.conf}")
        .unit(RELOADER, Resource.text(RELOADER), "multi-user.target");
  }

  private String unitText() {
    String more = unitLines.isEmpty() ? "" : String.join("\n", unitLines) + "\n";
    return Resource.text(UNIT)
        .replace("@command@", command())
        .replace("@sandbox@\n", sandbox.lines)
        .replace("@more@\n", more);
  }
}
