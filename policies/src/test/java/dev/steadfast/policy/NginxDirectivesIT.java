package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The shipped table of directives is what the real server knows today. Debian's security updates
 * are of the same release, which has the same directives.
 */
class NginxDirectivesIT {
  private static final Path TABLE =
      Path.of("src/main/resources/dev/steadfast/policy/shipped/tables/nginx-directives.tsv");

  @Test
  void theTableHasNotDrifted() throws IOException {
    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
    String generated =
        Programs.output(List.of("bin/generate-nginx-directives", "/usr/sbin/nginx"), environment);
    TreeSet<String> shipped = new TreeSet<>(Files.readAllLines(TABLE));
    TreeSet<String> real = new TreeSet<>(generated.lines().toList());
    assertTrue(shipped.size() > 500, () -> "too few directives: " + shipped);
    assertEquals(
        String.join("\n", shipped),
        String.join("\n", real),
        "run policies/bin/generate-nginx-directives again");
  }
}
