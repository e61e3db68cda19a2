package dev.steadfast.architecture;

import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What is known about a daemon stands in its policy file: main code names none, nor a key of one.
 */
class DaemonNamesTest {

  /**
   * Words and runs of words; one that also means something else here ("bind") is not among them.
   */
  private static final List<String> FOREIGN =
      List.of(
          // daemons, and the programs that come with them
          "apache2",
          "bind9",
          "caddy",
          "cassandra",
          "chronyd",
          "dnsmasq",
          "dovecot",
          "elasticsearch",
          "etcd",
          "exim",
          "grafana",
          "haproxy",
          "httpd",
          "influxdb",
          "keycloak",
          "mariadb",
          "mariadbd",
          "memcached",
          "mongod",
          "mongodb",
          "mosquitto",
          "mysql",
          "mysqld",
          "nginx",
          "nsd",
          "openvpn",
          "opensmtpd",
          "pg",
          "pgbench",
          "pgbouncer",
          "pgdata",
          "php",
          "postgres",
          "postgresql",
          "powerdns",
          "prometheus",
          "psql",
          "rabbitmq",
          "redis",
          "rndc",
          "rspamd",
          "samba",
          "slapd",
          "smbd",
          "sshd",
          "tomcat",
          "traefik",
          "vsftpd",
          "varnishd",
          // configuration keys
          "append only",
          "client max body size",
          "hba file",
          "ident file",
          "innodb",
          "limit req",
          "listen addresses",
          "max connections",
          "max wal size",
          "maxmemory",
          "pending restart",
          "proxy pass",
          "scrape configs",
          "search path",
          "shared buffers",
          "statement timeout",
          "wal level",
          "work mem",
          "worker connections",
          "worker processes");

  /** The formats' own names: a dialect is an algorithm, and is called what it parses. */
  private static final Map<String, List<String>> DIALECTS =
      Map.of("Dialect.java", List.of("nginx", "pg", "postgresql"));

  /** A source, and the words that must be found in it. */
  record Case(String source, List<String> found, String because) {}

  static final List<Case> CASES =
      List.of(
          new Case("if (name.equals(\"postgres\"))", List.of("postgres"), "a literal"),
          new Case("class NginxReload {}", List.of("nginx"), "a part of an identifier"),
          new Case("int workMem;", List.of("work mem"), "a key as an identifier"),
          new Case("key(\"shared_buffers\")", List.of("shared buffers"), "a key as a literal"),
          new Case("MAX_CONNECTIONS", List.of("max connections"), "a key as a constant"),
          new Case("\"http://x\" + \"redis\"", List.of("redis"), "no comment begins in a literal"),
          new Case("\"\"\"\n a \"mysql\" b\n\"\"\"", List.of("mysql"), "a text block"),
          new Case("'\"' + psql + '\"'", List.of("psql"), "a quote in a character is no literal"),
          new Case("// as nginx does\n/* or\n redis */ int a;", List.of(), "comments may explain"),
          new Case("rediscovered(networkMember)", List.of(), "parts of longer words"));

  @ParameterizedTest
  @FieldSource("CASES")
  void foreignWordsAreFound(Case one) {
    assertEquals(one.found(), foreignIn(one.source()), one.because());
  }

  @Test
  void mainCodeNamesNoDaemon() throws IOException {
    List<Path> sources = mainSources();
    assertTrue(sources.size() > 15, () -> "not all sources were found: " + sources);
    List<String> found =
        sources.stream()
            .flatMap(
                source ->
                    foreignIn(text(source)).stream()
                        .filter(not(DIALECTS.getOrDefault(name(source), List.of())::contains))
                        .map(word -> source + ": " + word))
            .toList();
    assertEquals(List.of(), found);
  }

  @Test
  void eachExceptionIsNeeded() throws IOException {
    for (Path source : mainSources()) {
      List<String> allowed = DIALECTS.getOrDefault(name(source), List.of());
      assertTrue(foreignIn(text(source)).containsAll(allowed), () -> source + ": " + allowed);
    }
  }

  private static List<String> foreignIn(String source) {
    String words = SpokenWords.of(source);
    return FOREIGN.stream().filter(word -> words.contains(" " + word + " ")).toList();
  }

  private static List<Path> mainSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("unit-diff", "policies", "activator")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  private static String name(Path source) {
    return source.getFileName().toString();
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
