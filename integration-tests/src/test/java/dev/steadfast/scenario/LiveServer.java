package dev.steadfast.scenario;

import dev.steadfast.box.Box;
import dev.steadfast.box.Command;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.PsqlSession;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What can be seen from outside of the server in a box, asked anew each time. */
record LiveServer(Box box) {
  private static final String COPIES = "/run/steadfast/" + PostgresWorld.UNIT;

  /**
   * The running process; the same before and after whatever keeps it.
   *
   * @param arguments separated by spaces
   */
  record Identity(String pid, String invocation, String executable, String arguments) {}

  Identity identity() {
    String pid = pid();
    return new Identity(
        pid,
        box.property(PostgresWorld.UNIT, "InvocationID"),
        box.run("readlink", "/proc/" + pid + "/exe").orThrow().line(),
        box.read("/proc/" + pid + "/cmdline").replace('\0', ' '));
  }

  private String pid() {
    return box.property(PostgresWorld.UNIT, "MainPID");
  }

  /** What a new session of the superuser is told. */
  List<String> ask(String sql) {
    try (PsqlSession fresh = PostgresWorld.session(box, "postgres")) {
      return fresh.ask(sql);
    }
  }

  String workMem() {
    return ask("show work_mem").getFirst();
  }

  /** Settings that wait for a restart. */
  List<String> pending() {
    return ask("select name from pg_settings where pending_restart order by name");
  }

  /** When the server last applied its files; the same as long as nobody told it to read them. */
  String loadTime() {
    return ask("select pg_conf_load_time()").getFirst();
  }

  /**
   * What an operator does who knows nothing of switches; returns when the server has read its
   * files.
   */
  void reload() {
    String loaded = loadTime();
    box.systemctl("reload", PostgresWorld.UNIT).orThrow();
    await("a load of its files", () -> !loadTime().equals(loaded));
  }

  /** Asks until it is so; each question is a new connection. */
  void await(String what, BooleanSupplier isSo) {
    long end = System.nanoTime() + Box.SOON.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no " + what + ": " + box.journal(PostgresWorld.UNIT));
      }
    }
  }

  /** A login over TCP with a connection of its own. */
  Result tcpLogin(String role, String database) {
    return login("host=127.0.0.1 user=" + role + " dbname=" + database);
  }

  /** A login over the socket, by a process of the system user {@code postgres}. */
  Result socketLogin(String role) {
    return login("host=/run/postgresql user=" + role + " dbname=bench");
  }

  private Result login(String connection) {
    String psql = box.store().path("postgresql") + "/bin/psql";
    Command command = Command.of(psql, "-XqAtw", "-d", connection, "-c", "select current_user");
    return box.run(command.as("postgres"), Box.SOON);
  }

  /** Where the server's postgresql.conf leads to. */
  String confLink() {
    return box.run("readlink", PostgresWorld.PGDATA + "/postgresql.conf").orThrow().line();
  }

  /** Where the start step of a generation makes it lead to. */
  String confOf(Toplevel toplevel) {
    String find =
        """
        script=$(sed -n 's/^ExecStartPre=//p' "$1/etc/systemd/system/postgresql.service")
        sed -n 's/^ln -sfn "\\([^"]*\\)" .*/\\1/p' "$script"
        """;
    return box.run("bash", "-euc", find, "find", toplevel.path()).orThrow().line();
  }

  /** Number of mounts that the server has at a path. */
  long mountsAt(String path) {
    return box.read("/proc/" + pid() + "/mountinfo")
        .lines()
        .filter(line -> line.split(" ", -1)[4].equals(path))
        .count();
  }

  /** The derived copies that are there, each with owner, group and mode. */
  List<String> copies() {
    String list = "test ! -d \"$1\" || find \"$1\" -type f -printf '%p %u:%g %m\\n'";
    return box.run("bash", "-c", list, "find", COPIES).orThrow().out().lines().toList();
  }

  String hbaFile() {
    return ask("show hba_file").getFirst();
  }

  String identFile() {
    return ask("show ident_file").getFirst();
  }

  /** How often a server of this box was told to read its files again. */
  long reloads() {
    return box.journal(PostgresWorld.UNIT).lines().filter(line -> line.contains("SIGHUP")).count();
  }
}
