package dev.steadfast.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL in a box is what a NixOS host has. */
class PostgresWorldIT {
  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @SuppressWarnings("NullAway.Init")
  private static Toplevel installed;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("pg"));
    installed = PostgresWorld.nixosDefault().install(box);
  }

  @AfterAll
  static void end() {
    box.close();
  }

  private static String mainPid() {
    return box.property(PostgresWorld.UNIT, "MainPID");
  }

  @Test
  void everythingIsUp() {
    assertEquals("running", box.systemctl("is-system-running").line());
    for (String unit :
        List.of("postgresql.service", "sleeper.service", "greet.service", "tidy.timer")) {
      assertEquals("active", box.property(unit, "ActiveState"), unit);
    }
  }

  @Test
  void theServerRunsFromTheStore() {
    String exe = box.run("readlink", "/proc/" + mainPid() + "/exe").orThrow().line();
    assertEquals(box.store().path("postgresql") + "/lib/postgresql/15/bin/postgres", exe);
    try (PsqlSession session = PostgresWorld.session(box, "postgres")) {
      String share = session.value("select setting from pg_config() where name = 'SHAREDIR'");
      assertTrue(share.startsWith(box.store().path("postgresql")), share);
    }
  }

  @Test
  void itAnswersOverTcpAndSocket() {
    try (PsqlSession tcp = PostgresWorld.session(box, "app");
        PsqlSession socket =
            PsqlSession.open(box, "host=/run/postgresql dbname=bench user=guest")) {
      assertEquals("app|127.0.0.1", tcp.value("select current_user, inet_client_addr()"));
      assertEquals("guest|", socket.value("select current_user, inet_client_addr()"));
    }
    BoxException refused =
        assertThrows(BoxException.class, () -> PostgresWorld.session(box, "guest"));
    assertTrue(refused.toString().contains("no pg_hba.conf entry"), refused.toString());
  }

  @Test
  void aSessionKeepsItsBackendUntilItsServerGoes() {
    try (Box other = Box.boot(BoxOptions.named("pg-other"))) {
      PostgresWorld.nixosDefault().install(other);
      try (PsqlSession session = PostgresWorld.session(other, "app")) {
        long backend = session.backend();
        other.systemctl("reload", PostgresWorld.UNIT).orThrow();
        assertEquals(backend, session.backend());
        other.systemctl("restart", PostgresWorld.UNIT).orThrow();
        assertFalse(session.isOpen());
      }
    }
  }

  @Test
  void itHasAMountNamespaceOfItsOwn() {
    String own = box.run("readlink", "/proc/" + mainPid() + "/ns/mnt").orThrow().line();
    assertNotEquals(box.run("readlink", "/proc/1/ns/mnt").orThrow().line(), own);
  }

  @Test
  void pgbenchRuns() {
    Command bench = PostgresWorld.pgbench(box, Duration.ofSeconds(1));
    Result result = box.run(bench, Box.SOON).orThrow();
    assertTrue(result.out().contains("number of failed transactions: 0"), result.out());
  }

  @Test
  void theConfigurationIsLinkedByTheStartStep() {
    String link = box.run("readlink", PostgresWorld.PGDATA + "/postgresql.conf").orThrow().line();
    assertTrue(link.matches("/nix/store/[a-z0-9]{32}-postgresql\\.conf/postgresql\\.conf"), link);
    assertTrue(installed.closure().contains(link.substring(0, link.lastIndexOf('/'))), link);
  }

  @Test
  void anotherBuildOfTheServerRunsToo() {
    try (Box other = Box.boot(BoxOptions.named("pg-rebuilt"))) {
      PostgresWorld.nixosDefault()
          .withProgram("postgresql-rebuilt")
          .withSandbox(PostgresWorld.Sandbox.NONE)
          .install(other);
      String pid = other.property(PostgresWorld.UNIT, "MainPID");
      String exe = other.run("readlink", "/proc/" + pid + "/exe").orThrow().line();
      assertTrue(exe.startsWith(other.store().path("postgresql-rebuilt")), exe);
      assertEquals(
          other.run("readlink", "/proc/1/ns/mnt").orThrow().line(),
          other.run("readlink", "/proc/" + pid + "/ns/mnt").orThrow().line());
    }
  }
}
