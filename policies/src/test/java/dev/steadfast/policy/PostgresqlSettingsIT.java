package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The shipped table of settings is what the real server says today.
 *
 * <p>A minor release may add settings, of which the table knows nothing: editing one is a restart.
 * Those that both know are the same in all releases.
 */
class PostgresqlSettingsIT {
  @Test
  void theTableHasNotDrifted() throws IOException {
    List<String> command =
        List.of("bin/generate-postgresql-settings", PostgresqlBinaries.directory().toString());
    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
    String generated = Programs.output(command, environment);
    SortedMap<String, String> shipped = rows(Files.readString(PostgresqlBinaries.table()));
    SortedMap<String, String> real = rows(generated);
    if (!release(generated).equals(release(Files.readString(PostgresqlBinaries.table())))) {
      shipped.keySet().retainAll(real.keySet());
      real.keySet().retainAll(shipped.keySet());
      assertTrue(shipped.size() > 300, () -> "too few settings in common: " + shipped.keySet());
    }
    assertEquals(shipped, real, "run policies/bin/generate-postgresql-settings again");
  }

  /** The comment that names the release which a table was generated from. */
  private static String release(String table) {
    return table.lines().filter(line -> line.contains("PostgreSQL) ")).findFirst().orElseThrow();
  }

  private static SortedMap<String, String> rows(String table) {
    return table
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('\t')),
                line -> line,
                (first, second) -> first + second,
                TreeMap::new));
  }
}
