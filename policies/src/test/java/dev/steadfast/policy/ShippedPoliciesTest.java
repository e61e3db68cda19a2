package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.ValueType;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedPoliciesTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/steadfast/policy/shipped");
  private static final PolicySet SHIPPED =
      Fixtures.accepted(PolicySetReader.read(PolicyFiles.shipped(), Fixtures.none()));

  private static Policy postgresql() {
    return Fixtures.named("postgresql", SHIPPED);
  }

  @Test
  void theIndexListsEachFileOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> FOLDER.relativize(file).toString())
              .filter(name -> !name.equals("index"))
              .sorted()
              .toList();
      assertEquals(names, Files.readAllLines(FOLDER.resolve("index")).stream().sorted().toList());
    }
  }

  record Case(String artefact, String key, String decision, String because) {}

  static Stream<Case> postgresqlKeys() {
    return Stream.of(
        new Case("conf", "work_mem", "RELOAD postgresql/settings", "context user"),
        new Case("conf", "autovacuum", "RELOAD postgresql/settings", "context sighup"),
        new Case("conf", "log_connections", "RELOAD postgresql/settings", "superuser-backend"),
        new Case("conf", "max_connections", "RESTART postgresql/settings", "context postmaster"),
        new Case("conf", "hba_file", "RESTART postgresql/settings", "context postmaster"),
        new Case("conf", "block_size", "RESTART postgresql/settings", "context internal"),
        new Case("conf", "ignore_invalid_pages", "RESTART postgresql/settings", "not described"),
        new Case("conf", "ssl_cert_file", "RELOAD postgresql/tls", "the row that says more"),
        new Case("conf", "ssl_library", "RESTART postgresql/settings", "stronger than ssl*"),
        new Case("conf", "log_destination", "RELOAD postgresql/log-destination", "says more"),
        new Case("conf", "timescaledb.license", "not covered", "an extension's setting"),
        new Case("conf", "worc_mem", "not covered", "unknown to the server"),
        new Case("hba", "rule", "RELOAD postgresql/hba-rules", "ordered rules share one key"),
        new Case("ident", "rule", "RELOAD postgresql/ident-maps", "so do maps"));
  }

  @ParameterizedTest
  @MethodSource("postgresqlKeys")
  void postgresqlDecides(Case of) {
    assertFalse(of.because.isEmpty());
    Optional<Decision> decision =
        postgresql().decide(of.artefact, new ConfigKey(of.key), Edit.CHANGED);
    assertEquals(
        of.decision,
        decision.map(by -> by.effect() + " " + by.rule().id()).orElse("not covered"),
        of.because);
  }

  @Test
  void aDecisionByTheTableNamesTheContext() {
    String because =
        postgresql()
            .decide("conf", new ConfigKey("max_connections"), Edit.CHANGED)
            .orElseThrow()
            .because();
    assertTrue(because.startsWith("postmaster: "), because);
  }

  @Test
  void postgresqlKnowsTypesAndUnits() {
    PolicyArtefact conf = postgresql().artefact("conf").orElseThrow();
    assertEquals(
        new ValueType(ValueType.Kind.INTEGER, "8kB"),
        conf.spec().types().get(new ConfigKey("shared_buffers")));
  }

  @Test
  void everyEffectOfTheTableIsReloadOrRestartAndEveryContextIsNamed() {
    for (Rule rule : postgresql().rules().getFirst().rules()) {
      if (rule.keys() instanceof Rule.Keys.Table(KeyTable table)) {
        assertTrue(table.rows().size() > 300);
        table
            .rows()
            .forEach(
                (key, row) -> {
                  boolean start = List.of("postmaster", "internal").contains(row.note());
                  assertEquals(start ? Effect.RESTART : Effect.RELOAD, row.effect(), key.value());
                  assertFalse(row.note().isEmpty());
                });
      }
    }
  }

  record Edited(String key, Edit edit, String decision, String because) {}

  static Stream<Edited> nginxKeys() {
    String table = "RELOAD nginx/directives";
    return Stream.of(
        new Edited("worker_processes", Edit.CHANGED, table, "of the main block"),
        new Edited("http/server/location/proxy_pass", Edit.CHANGED, table, "deep inside"),
        new Edited("http/server", Edit.ADDED, table, "a block is a directive"),
        new Edited("http/map", Edit.REMOVED, table, "entries share the key of their block"),
        new Edited("stream/server/proxy_timeout", Edit.CHANGED, table, "a module of nginx's own"),
        new Edited("http/server/listen", Edit.ADDED, table, "a new socket"),
        new Edited("http/server/listen", Edit.REMOVED, table, "its socket is closed"),
        new Edited("http/server/listen", Edit.CHANGED, "RESTART nginx/listen-changed", "same port"),
        new Edited("stream/server/listen", Edit.CHANGED, "RESTART nginx/listen-changed", "too"),
        new Edited("http/server/listen:backlog", Edit.REMOVED, table, "set anew on open sockets"),
        new Edited(
            "http/server/listen:ipv6only", Edit.ADDED, "RESTART nginx/listen-ipv6only", "no word"),
        new Edited(
            "http/server/listen:fastopen", Edit.REMOVED, "RESTART nginx/listen-fastopen", "stays"),
        new Edited("http/server/listen:fastopen", Edit.CHANGED, table, "set anew"),
        new Edited("http/limit_req_zone", Edit.ADDED, table, "a new zone"),
        new Edited(
            "http/limit_req_zone", Edit.REMOVED, "RESTART nginx/limit-req-key", "or its key"),
        new Edited("http/limit_req_zone:rate", Edit.CHANGED, table, "not in shared memory"),
        new Edited("http/limit_req_zone:zone", Edit.CHANGED, table, "new memory"),
        new Edited(
            "http/limit_conn_zone", Edit.REMOVED, "RESTART nginx/limit-conn-key", "or its key"),
        new Edited("http/fastcgi_cache_path", Edit.ADDED, table, "a new cache"),
        new Edited("http/uwsgi_cache_path", Edit.REMOVED, "RESTART nginx/cache-path", "or moved"),
        new Edited(
            "http/scgi_cache_path:levels", Edit.ADDED, "RESTART nginx/cache-levels", "layout"),
        new Edited("http/proxy_cache_path:max_size", Edit.CHANGED, table, "not in shared memory"),
        new Edited("load_module", Edit.ADDED, table, "another library"),
        new Edited("load_module", Edit.CHANGED, "RESTART nginx/load-module", "same symbols"),
        new Edited("lock_file", Edit.ADDED, "RESTART nginx/directives", "one of the start"),
        new Edited("daemon", Edit.CHANGED, "RESTART nginx/directives", "one of the start"),
        new Edited("master_process", Edit.ADDED, "RESTART nginx/directives", "one of the start"),
        new Edited("ssl_engine", Edit.REMOVED, "RESTART nginx/directives", "one of the start"),
        new Edited("error_log", Edit.CHANGED, "RELOAD nginx/error-log", "the row that says more"),
        new Edited("http/error_log", Edit.CHANGED, table, "not the one of the master process"),
        new Edited("http/server/http2", Edit.ADDED, "RELOAD nginx/http2-directive", "a newer one"),
        new Edited("http/lua_shared_dict", Edit.CHANGED, "not covered", "a module of others"),
        new Edited("http/server/proxy_pas", Edit.ADDED, "not covered", "unknown to the server"));
  }

  @ParameterizedTest
  @MethodSource("nginxKeys")
  void nginxDecides(Edited of) {
    assertFalse(of.because.isEmpty());
    Policy nginx = Fixtures.named("nginx", SHIPPED);
    Optional<Decision> decision = nginx.decide("conf", new ConfigKey(of.key), of.edit);
    assertEquals(
        of.decision,
        decision.map(by -> by.effect() + " " + by.rule().id()).orElse("not covered"),
        of.because);
  }

  @Test
  void aDirectiveThatOnlyAStartLooksAtSaysWhy() {
    Policy nginx = Fixtures.named("nginx", SHIPPED);
    for (Rule rule : nginx.rules().getFirst().rules()) {
      if (rule.keys() instanceof Rule.Keys.Table(KeyTable table)) {
        assertTrue(table.rows().size() > 500);
        table
            .rows()
            .forEach(
                (key, row) ->
                    assertEquals(
                        row.note().isEmpty() ? Effect.RELOAD : Effect.RESTART,
                        row.effect(),
                        key.value()));
      }
    }
  }

  static Stream<Case> nginxSecrets() {
    return Stream.of(
        new Case("", "http/server/location/proxy_set_header[Cookie]", "secret", "a session"),
        new Case("", "http/server/location/proxy_set_header[X-Key]", "secret", "a key"),
        new Case("", "http/server/location/secure_link_md5", "secret", "holds a secret word"),
        new Case("", "http/server/location/proxy_set_header[Host]", "shown", "a name"),
        new Case("", "http/server/location/auth_basic_user_file", "shown", "a path"),
        new Case("", "http/server/ssl_certificate_key", "shown", "a path"),
        new Case("", "http/server_tokens", "shown", "on or off"));
  }

  @ParameterizedTest
  @MethodSource("nginxSecrets")
  void nginxHidesSecrets(Case of) {
    Policy nginx = Fixtures.named("nginx", SHIPPED);
    assertEquals(of.decision, nginx.isSecret(of.key) ? "secret" : "shown", of.because);
  }

  record Unit(String name, String execStart, String policy, String because) {}

  static Stream<Unit> units() {
    String program = "/nix/store/3hipbbs3mk2givaq72lb288dvrfd601w-postgresql-16.9/bin/postgres";
    return Stream.of(
        new Unit("postgresql.service", program, "postgresql", "as NixOS names it"),
        new Unit(
            "postgresql.service", program + " -D /srv", "postgresql", "arguments do not count"),
        new Unit("postgresql-backup.service", program, "none", "another unit"),
        new Unit(
            "nginx.service",
            "/nix/store/s7xlr6d381bicfl6prrhmdw2na8g9x7c-nginx-1.28.0/bin/nginx -c '/nix/store/x'",
            "nginx",
            "as NixOS names it"),
        new Unit("nginx-config-reload.service", "/bin/nginx", "none", "another unit"),
        new Unit("postgresql.service", "/bin/sh -c postgres", "none", "another program"),
        new Unit("postgresql.service", "", "none", "no program"));
  }

  @ParameterizedTest
  @MethodSource("units")
  void findsThePolicyOfAUnit(Unit of) {
    assertFalse(of.because.isEmpty());
    TreeMap<SettingKey, List<String>> settings = new TreeMap<>();
    settings.put(new SettingKey("Service", "ExecStart"), List.of(of.execStart));
    UnitFile unit = new UnitFile(new UnitName(of.name), List.of(), settings);
    assertEquals(of.policy, SHIPPED.policyFor(unit).map(Policy::name).orElse("none"), of.because);
    int artefacts = of.policy.equals("none") ? 0 : of.policy.equals("nginx") ? 1 : 3;
    assertEquals(artefacts, SHIPPED.artefactsOf(unit).size());
  }

  static Stream<Case> secrets() {
    return Stream.of(
        new Case("conf", "primary_conninfo", "secret", "holds a password"),
        new Case("conf", "ssl_passphrase_command", "secret", "may hold the passphrase"),
        new Case("conf", "archive_command", "secret", "may hold the key of an object store"),
        new Case("hba", "ldapbindpasswd", "secret", "an option of a rule"),
        new Case("hba", "radiussecrets", "secret", "an option of a rule"),
        new Case("conf", "password_encryption", "shown", "the name of a method"),
        new Case("conf", "work_mem", "shown", "a size"));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void postgresqlHidesSecrets(Case of) {
    assertFalse(of.because.isEmpty());
    assertEquals(of.decision, postgresql().isSecret(of.key) ? "secret" : "shown", of.because);
  }

  /** The example of the documentation is an overlay that means what its text says. */
  @Test
  void theExampleOfTheDocumentationIsRead(@TempDir Path directory) throws IOException {
    String document = Files.readString(Path.of("../docs/decision-rules.md"));
    int start = document.indexOf("```yaml\n") + "```yaml\n".length();
    String example = document.substring(start, document.indexOf("```", start));
    PolicyFiles operator = Fixtures.files(directory, "postgresql.yaml", example);
    PolicySet set = Fixtures.accepted(PolicySetReader.read(PolicyFiles.shipped(), operator));
    Policy overlaid = Fixtures.named("postgresql", set);
    assertEquals(Optional.of(Mode.OWE), overlaid.mode());
    assertEquals(postgresql().witnesses().size() - 1, overlaid.witnesses().size());
    Optional<Decision> decision =
        overlaid.decide("conf", new ConfigKey("archive_library"), Edit.CHANGED);
    assertEquals(Optional.of(Effect.RESTART), decision.map(Decision::effect));
    assertEquals(Optional.of(RuleGroup.Origin.OPERATOR), decision.map(Decision::origin));
  }
}
