package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Result;
import dev.steadfast.box.Snapshot;
import dev.steadfast.box.Toplevel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an explanation says of a process that runs from a mount already. */
class ExplainIT {

  @Test
  void tellsWhatIsMountedAndTouchesNothing() {
    try (Box box = Box.boot(BoxOptions.named("explain"))) {
      PostgresWorld first = PostgresWorld.nixosDefault();
      first.install(box);
      LiveServer server = new LiveServer(box);
      PostgresWorld second = GuestAccess.ONLY_POSTGRES.in(first);
      Steadfast.switchTo(0, second.build(box));
      Toplevel next = GuestAccess.EVERYWHERE.in(first).set("max_connections", "321").build(box);
      Snapshot before = box.snapshot(PostgresWorld.PGDATA + "/postgresql.conf");
      Result result = Steadfast.run(box, "explain", "postgresql", "--next", next.path());
      assertEquals(0, result.exit(), () -> result.out() + result.err());
      String text = result.out();
      String process = line(text, "process  " + server.hbaFile().substring(0, 18));
      assertTrue(process.contains("by key hba_file of conf; shows /nix/store/"), text);
      assertTrue(process.endsWith("; 1 mount on it"), text);
      assertTrue(line(text, "process  " + PostgresWorld.PGDATA).contains("; shows "), text);
      assertTrue(line(text, "milder ").contains("'mode: owe' in /etc/steadfast/policies/"), text);
      assertEquals(
          List.of(),
          before.differences(box.snapshot(PostgresWorld.PGDATA + "/postgresql.conf")),
          "it only looks");
    }
  }

  private static String line(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).findFirst().orElse("no " + part);
  }
}
