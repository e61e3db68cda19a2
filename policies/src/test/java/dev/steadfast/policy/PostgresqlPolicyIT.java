package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped policy says of PostgreSQL, asked of a real server. */
class PostgresqlPolicyIT {
  private static final String HBA = "local all all trust\n";
  private static final Policy POLICY = Fixtures.shipped("postgresql");
  @TempDir static Path directory;
  private static ScratchServer server;

  @BeforeAll
  static void start() throws IOException {
    if (System.getProperty("user.name").equals("root")) {
      Files.setOwner(
          directory,
          directory
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName("nobody"));
    }
    assertTrue(Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS));
    server = new ScratchServer(directory, POLICY);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void reset() throws IOException {
    server.write("conf", "");
    server.write("hba", HBA);
    server.write("ident", "");
    reload();
  }

  /**
   * One edit.
   *
   * @param complaints ids of the validations that find fault before the signal, then of the
   *     witnesses that do after it
   * @param pending settings that the server says wait for a start
   */
  record Case(
      String name,
      String artefact,
      String text,
      List<String> complaints,
      List<String> pending,
      String because) {}

  static Stream<Case> edits() {
    return Stream.of(
        conf("comment", "# nothing\n", List.of(), "nothing is different"),
        conf("live setting", "work_mem = 8MB\n", List.of(), "a reload will do"),
        new Case(
            "start-only setting",
            "conf",
            "max_connections = 77\nwork_mem = 8MB\n",
            List.of(),
            List.of("max_connections"),
            "not an error, but owed"),
        new Case(
            "spelling of a start-only setting",
            "conf",
            "Max_Connections = 77\n",
            List.of(),
            List.of("max_connections"),
            "names have no case"),
        conf(
            "start-only setting of the same value",
            "shared_buffers = 131072kB\n",
            List.of(),
            "the server compares values"),
        conf(
            "syntax",
            "work_mem = = 4\n",
            List.of("conf-parses", "conf-rehearsal", "load-time"),
            "the server refuses the whole file"),
        conf(
            "unknown setting",
            "worc_mem = 4MB\n",
            List.of("conf-parses", "conf-rehearsal", "load-time"),
            "the server refuses the whole file"),
        conf(
            "impossible value",
            "work_mem = many\n",
            List.of("conf-parses", "conf-rehearsal"),
            "the server applies the rest and says it has loaded: only the rehearsal can tell"),
        conf(
            "missing include",
            "include 'nowhere'\n",
            List.of("conf-parses", "conf-rehearsal", "load-time"),
            "the server refuses the whole file"),
        conf(
            "certificate",
            "ssl = on\nssl_cert_file = '/nonexistent'\n",
            List.of("not-reloaded"),
            "nothing but the log tells"),
        hba("more rules", HBA + "host all all 10.0.0.0/8 md5\n", List.of(), "a reload will do"),
        hba(
            "hostssl without ssl",
            HBA + "hostssl all all 10.0.0.0/8 md5\n",
            List.of(),
            "has an error in the view and is loaded all the same"),
        hba(
            "unknown method",
            HBA + "host all all 10.0.0.0/8 magic\n",
            List.of("hba-rehearsal", "not-reloaded"),
            "the server keeps all its rules"),
        hba(
            "missing list of names",
            HBA + "local all @nowhere md5\n",
            List.of("hba-rehearsal", "not-reloaded"),
            "the server keeps all its rules"),
        hba(
            "no rule",
            "# none\n",
            List.of("hba-rehearsal", "not-reloaded"),
            "the server keeps all its rules, and the view shows no error"),
        ident("map", "m joe joe\n", List.of(), "a reload will do"),
        ident(
            "half a map",
            "m joe\n",
            List.of("ident-rehearsal", "not-reloaded"),
            "the server keeps all its maps"));
  }

  private static Case conf(String name, String text, List<String> complaints, String because) {
    return new Case(name, "conf", text, complaints, List.of(), because);
  }

  private static Case hba(String name, String text, List<String> complaints, String because) {
    return new Case(name, "hba", text, complaints, List.of(), because);
  }

  private static Case ident(String name, String text, List<String> complaints, String because) {
    return new Case(name, "ident", text, complaints, List.of(), because);
  }

  @ParameterizedTest
  @MethodSource("edits")
  void theChecksFindWhatIsWrongAndNothingElse(Case of) throws IOException {
    assertFalse(of.because.isEmpty());
    server.write(of.artefact, of.text);
    List<String> complaints = new ArrayList<>();
    for (Validation validation : POLICY.validations()) {
      if (finds(validation)) {
        complaints.add(validation.id());
      }
    }
    complaints.addAll(reload());
    assertEquals(of.complaints, complaints, of.because);
    assertEquals(of.pending, pending(), of.because);
  }

  private static boolean finds(Validation validation) throws IOException {
    return switch (validation) {
      case Validation.Command command -> {
        String artefact = server.artefact(command.artefact()).toString();
        yield server.run(command.run(), Map.of("artefact", artefact)).exit() != 0;
      }
      case Validation.QueryEmpty query -> !server.query(query.query()).isEmpty();
      case Validation.ColumnIn _ -> false;
    };
  }

  /** Sends the signal, waits until the server has said all that it says, and asks each witness. */
  private static List<String> reload() throws IOException {
    Witness.QueryMoved moved = witness(Witness.QueryMoved.class);
    Witness.LogFreeOf log = witness(Witness.LogFreeOf.class);
    List<String> before = server.query(moved.query());
    int mark = server.log().size();
    server.hangUp();
    server.log().await(() -> holds(mark, log.anchor().orElseThrow()));
    List<String> after = server.query(moved.query());
    server.query("set log_min_messages = log; do 'begin raise log ''end of the log''; end'");
    server.log().await(() -> holds(mark, "end of the log"));
    List<String> complaints = new ArrayList<>();
    if (after.equals(before)) {
      complaints.add(moved.id());
    }
    if (holds(mark, log.text())) {
      complaints.add(log.id());
    }
    return complaints;
  }

  private static <W extends Witness> W witness(Class<W> kind) {
    return POLICY.witnesses().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private static boolean holds(int mark, String text) {
    return server.log().holds(mark, text);
  }

  private static List<String> pending() throws IOException {
    return server.query(witness(Witness.QueryOnlyOwed.class).query());
  }

  @Test
  void aSettingThatIsUnsetAgainIsNotOwedAlthoughTheServerKeepsItsFlag() throws IOException {
    String query = POLICY.running().orElseThrow().query();
    server.write("conf", "max_connections = 77\n");
    reload();
    assertEquals(List.of("max_connections\t100\t100"), server.query(query));
    server.write("conf", "");
    reload();
    String flag = "select pending_restart from pg_settings where name = 'max_connections'";
    assertEquals(List.of("t"), server.query(flag));
    assertEquals(List.of(), server.query(query));
    assertEquals(List.of(), pending());
  }

  @Test
  void aValueThatTheFileSetAtTheStartIsTold() throws IOException {
    String query = POLICY.running().orElseThrow().query();
    String conf = Files.readString(server.artefact("conf"));
    String changed = conf.replace("listen_addresses = ''", "listen_addresses = '127.0.0.1'");
    Files.writeString(server.artefact("conf"), changed);
    reload();
    assertEquals(List.of("listen_addresses\t\tlocalhost"), server.query(query));
    Files.writeString(server.artefact("conf"), conf);
    assertEquals(1, server.query(query).size(), "a revert is not seen before the signal");
    reload();
    assertEquals(List.of(), server.query(query));
  }

  @Test
  void aRemovedStartOnlySettingIsOwedAndNoError() throws IOException {
    Files.writeString(
        server.artefact("conf"),
        Files.readString(server.artefact("conf")).replace("listen_addresses = ''\n", ""));
    for (Validation validation : POLICY.validations()) {
      assertFalse(finds(validation), validation.id());
    }
    assertEquals(List.of(), reload());
    assertEquals(List.of("listen_addresses"), pending());
  }

  @Test
  void aSilentLogHasNoAnchor() throws IOException {
    server.write("conf", "log_min_messages = panic\n");
    reload();
    int mark = server.log().size();
    Witness.QueryMoved moved = witness(Witness.QueryMoved.class);
    List<String> before = server.query(moved.query());
    server.write("conf", "");
    server.hangUp();
    while (server.query(moved.query()).equals(before)) {
      assertTrue(server.log().size() >= mark);
    }
    assertFalse(holds(mark, witness(Witness.LogFreeOf.class).anchor().orElseThrow()));
  }
}
