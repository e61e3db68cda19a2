package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.testing.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real unit files and such in NixOS's shape; {@code README.md} beside them says where from. */
class UnitCorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/units");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.endsWith("README.md"))
          .sorted()
          .toList();
    }
  }

  private static UnitFile read(Path file) throws IOException {
    String fileName = file.getFileName().toString();
    UnitName name = UnitName.parse(fileName).orElse(new UnitName("overridden.service"));
    return UnitFileParserTest.accepted(
        UnitFileParser.parse(
            name, List.of(new UnitFileParser.Source(file, Files.readString(file)))));
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingIsLostAndPrintingIsStable(Path file) throws IOException {
    UnitFile once = read(file);
    String printed = UnitFileParserTest.printed(once);
    UnitFile twice =
        UnitFileParserTest.accepted(
            UnitFileParser.parse(once.name(), List.of(new UnitFileParser.Source(file, printed))));
    assertEquals(once.settings(), twice.settings());
    for (String line : Files.readAllLines(file)) {
      String kept = line.endsWith("\\") ? line.substring(0, line.length() - 1) : line;
      boolean says = !line.startsWith("#") && !line.startsWith("[");
      if (says && !isReset(line)) {
        assertTrue(printed.contains(kept.strip()), () -> "lost: " + line);
      }
    }
  }

  private static boolean isReset(String line) {
    return line.startsWith("Exec") && line.endsWith("=");
  }

  record Meaning(String name, SettingKey key, List<String> expected, String because)
      implements Row {
    Meaning(String name, String section, List<String> expected, String because) {
      this(name, new SettingKey(section, name.substring(name.indexOf(' ') + 1)), expected, because);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String KILL =
      "/nix/store/k2y0ph5k8q1xrkl09g6xcw2ldbfkxm9n-coreutils-9.7/bin/kill -HUP $MAINPID";
  private static final String NGINX =
      "/nix/store/s7xlr6d381bicfl6prrhmdw2na8g9x7c-nginx-1.28.0/bin/nginx -c"
          + " '/nix/store/2bcqr49724r4z6ywqpjm7c81ln8h09qd-nginx.conf'";

  static final List<Meaning> MEANINGS =
      Row.table(
          new Meaning(
              "nixos/nginx.service ExecReload",
              "Service",
              List.of(NGINX + " -t", KILL),
              "a list gives one line per element"),
          new Meaning(
              "nixos/grafana.service ExecStart",
              "Service",
              List.of(
                  "/nix/store/h61636b5clr3avfwklbrcp3cpzr8ihvw-unit-script-grafana-start/bin/grafana-start"),
              "a script without arguments leaves a blank behind"),
          new Meaning(
              "nixos/prometheus.service ExecStart",
              "Service",
              List.of(
                  "/nix/store/5fvw6b9f9ph2pdz8nl6m3hq4cq2q2s5a-prometheus-3.4.0/bin/prometheus"
                      + "    --config.file=/etc/prometheus/prometheus.yaml"
                      + "    --storage.tsdb.path=/var/lib/prometheus2/data/"
                      + "    --web.listen-address=0.0.0.0:9090"),
              "each backslash and the indentation are blanks"),
          new Meaning(
              "nixos/prometheus.service Restart",
              "Service",
              List.of("always"),
              "the empty line in the section says nothing"),
          new Meaning(
              "nixos/docker-overrides.conf ExecStart",
              "Service",
              List.of(
                  "/nix/store/yk1c4n0v3mz8lb9j9i4q3pq0cs6l1d9f-docker-28.1.1/bin/dockerd"
                      + "    --config-file=/nix/store/zl7b5q4r0n8wvhxw4m9cs2nq2gkk5d7v-daemon.json"),
              "reset first, and continued into an empty line"),
          new Meaning(
              "nixos/postgresql.service CapabilityBoundingSet",
              "Service",
              List.of(""),
              "no capability at all"),
          new Meaning(
              "nixos/postgresql.service RestrictAddressFamilies",
              "Service",
              List.of("AF_INET", "AF_UNIX"),
              "appended"),
          new Meaning(
              "upstream/systemd-journald.service Restart",
              "Service",
              List.of("always"),
              "read off systemd --test"),
          new Meaning(
              "upstream/getty@.service ExecStart",
              "Service",
              List.of("-/sbin/agetty -o '-p -- \\\\u' --noclear - $TERM"),
              "quotes and escapes are kept"),
          new Meaning(
              "upstream/emergency.service Environment",
              "Service",
              List.of("HOME=/root"),
              "read off systemd --test"));

  @ParameterizedTest
  @FieldSource("MEANINGS")
  void settingsMeanWhatTheirAuthorMeant(Meaning row) throws IOException {
    String file = row.name().substring(0, row.name().indexOf(' '));
    assertEquals(row.expected(), read(CORPUS.resolve(file)).values(row.key()), row.because());
  }
}
