package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PostgreSQL that the shipped table of settings was generated from. */
final class PostgresqlBinaries {
  private static final Path TABLE =
      Path.of("src/main/resources/dev/steadfast/policy/shipped/tables/postgresql-settings.tsv");
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ([0-9]+)");

  private PostgresqlBinaries() {}

  /** Directory of the programs, of the major version that the table names. */
  static Path directory() throws IOException {
    Matcher version = VERSION.matcher(Files.readString(TABLE));
    assertTrue(version.find(), "the table names its version");
    String installed = "/usr/lib/postgresql/" + version.group(1) + "/bin";
    Path directory = Path.of(System.getProperty("postgresql.bin", installed));
    assertTrue(
        Files.isExecutable(directory.resolve("postgres")),
        directory + " has no postgres: install it, or name its directory with -Dpostgresql.bin");
    return directory;
  }

  static Path table() {
    return TABLE;
  }
}
