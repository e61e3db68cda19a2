package dev.steadfast.box;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A system with PostgreSQL 15 wired as NixOS wires it, and a few harmless companions. A value, as
 * {@link World} is.
 *
 * <p>The server listens on 127.0.0.1:5432 and in {@code /run/postgresql}. There are the roles
 * {@code postgres}, {@code app} and {@code guest} and a database {@code bench}, which pgbench can
 * use at once. By default everyone may log in over the socket, and all but {@code guest} over TCP.
 *
 * @param conf lines of {@code postgresql.conf}
 * @param hba lines of {@code pg_hba.conf}
 * @param ident lines of {@code pg_ident.conf}
 * @param program key of the server's package: {@code postgresql}, or {@code postgresql-rebuilt}
 * @param sandbox whether the server has a mount namespace of its own
 * @param around the rest of the system
 */
public record PostgresWorld(
    List<String> conf,
    List<String> hba,
    List<String> ident,
    String program,
    Sandbox sandbox,
    UnaryOperator<World> around) {
  /** Where the server keeps its data. */
  public static final String PGDATA = "/var/lib/postgresql/15";

  /** The unit that this is about. */
  public static final String UNIT = "postgresql.service";

  /** Settings of the unit that decide on its mount namespace. */
  public enum Sandbox {
    /** What current NixOS renders. */
    MOUNT_NAMESPACE(
        """
        PrivateTmp=true
        ProtectHome=true
        ProtectSystem=strict
        ReadWritePaths=/var/lib/postgresql
        """),
    /** Nothing that would make systemd give it one. */
    NONE("");

    private final String lines;

    Sandbox(String lines) {
      this.lines = lines;
    }
  }

  public PostgresWorld {
    conf = List.copyOf(conf);
    hba = List.copyOf(hba);
    ident = List.copyOf(ident);
  }

  /** The server with NixOS's own settings, and the companions. */
  public static PostgresWorld nixosDefault() {
    return new PostgresWorld(
            List.of(),
            List.of("local all all trust", "host all postgres,app 127.0.0.1/32 trust"),
            List.of(),
            "postgresql",
            Sandbox.MOUNT_NAMESPACE,
            Companions::addTo)
        .line("hba_file = '@{pg_hba.conf}'")
        .line("ident_file = '@{pg_ident.conf}'")
        .set("jit", "off")
        .set("listen_addresses", "127.0.0.1")
        .set("log_destination", "stderr")
        .line("port = 5432")
        .set("unix_socket_directories", "/run/postgresql");
  }

  /**
   * A setting with a text value, as NixOS writes it: quoted. A later line wins over an earlier one.
   */
  public PostgresWorld set(String key, String value) {
    return line(key + " = '" + value.replace("'", "''") + "'");
  }

  /** Any line of {@code postgresql.conf}. */
  public PostgresWorld line(String line) {
    return withConf(plus(conf, line));
  }

  public PostgresWorld withConf(List<String> lines) {
    return new PostgresWorld(lines, hba, ident, program, sandbox, around);
  }

  /** One more rule of {@code pg_hba.conf}, after the others. */
  public PostgresWorld allow(String rule) {
    return withHba(plus(hba, rule));
  }

  public PostgresWorld withHba(List<String> rules) {
    return new PostgresWorld(conf, rules, ident, program, sandbox, around);
  }

  public PostgresWorld withIdent(List<String> lines) {
    return new PostgresWorld(conf, hba, lines, program, sandbox, around);
  }

  public PostgresWorld withProgram(String key) {
    return new PostgresWorld(conf, hba, ident, key, sandbox, around);
  }

  public PostgresWorld withSandbox(Sandbox other) {
    return new PostgresWorld(conf, hba, ident, program, other, around);
  }

  /**
   * A change to anything else of the system, the server's own texts included: it is applied last.
   */
  public PostgresWorld and(UnaryOperator<World> change) {
    return new PostgresWorld(
        conf, hba, ident, program, sandbox, world -> change.apply(around.apply(world)));
  }

  /** All texts of the system. */
  public World world() {
    World server =
        World.empty()
            .file("pg_hba.conf", lines(hba))
            .file("pg_ident.conf", lines(ident))
            .fileInDirectory("postgresql.conf", lines(conf))
            .jobScript("postgresql-pre-start", Resource.text("postgresql-pre-start.sh"))
            .unit(UNIT, unitText(), "multi-user.target");
    return around.apply(server);
  }

  public Toplevel build(Box box) {
    return world().build(box);
  }

  /**
   * Builds it and starts it in a box that has run nothing yet; the data directory is copied, not
   * made.
   */
  public Toplevel install(Box box) {
    String copy =
        """
        rm -rf /var/lib/postgresql
        install -d -o postgres -g postgres -m 755 /var/lib/postgresql
        cp -a /usr/lib/steadfast-box/pgdata "$1"
        """;
    box.run("bash", "-euc", copy, "copy", PGDATA).orThrow();
    Toplevel toplevel = build(box);
    toplevel.install();
    return toplevel;
  }

  /** A session of a role over TCP. */
  public static PsqlSession session(Box box, String role) {
    return PsqlSession.open(box, "host=127.0.0.1 dbname=bench user=" + role);
  }

  /**
   * Two pgbench clients as {@code app} over TCP, for some time; exit status 2 if a client was
   * aborted.
   */
  public static Command pgbench(Box box, Duration time) {
    String seconds = Long.toString(time.toSeconds());
    return Command.of(
        box.store().path("postgresql") + "/bin/pgbench",
        "-n",
        "-c",
        "2",
        "-T",
        seconds,
        "-P",
        "1",
        "-h",
        "127.0.0.1",
        "-U",
        "app",
        "bench");
  }

  private String unitText() {
    String path = path("bin") + ":" + path("sbin");
    return """
        [Unit]
        After=network.target
        Description=PostgreSQL Server

        [Service]
        Environment="LOCALE_ARCHIVE=@{pkg:glibc-locales}/lib/locale/locale-archive"
        Environment="PATH=%s"
        Environment="PGDATA=%s"
        Environment="TZDIR=@{pkg:tzdata}/share/zoneinfo"
        ExecReload=@{pkg:coreutils}/bin/kill -HUP $MAINPID
        ExecStart=@{pkg:%s}/bin/postgres
        ExecStartPre=@{postgresql-pre-start}
        Group=postgres
        KillMode=mixed
        KillSignal=SIGINT
        %sRuntimeDirectory=postgresql
        TimeoutSec=120
        Type=notify
        User=postgres

        [Install]
        WantedBy=multi-user.target
        """
        .formatted(path, PGDATA, program, sandbox.lines);
  }

  private String path(String directory) {
    List<String> keys = List.of(program, "coreutils", "findutils", "gnugrep", "gnused", "systemd");
    return String.join(":", keys.stream().map(key -> "@{pkg:" + key + "}/" + directory).toList());
  }

  private static List<String> plus(List<String> lines, String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return more;
  }

  private static String lines(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
