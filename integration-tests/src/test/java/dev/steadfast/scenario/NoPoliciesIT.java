package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known about daemons stands in policies: without these every edit is a restart. */
class NoPoliciesIT {
  private static final String EMPTY = "/root/empty";

  /** The program with an empty list of shipped policies before it on the class path. */
  private static Command withoutPolicies(Box box, List<String> arguments) {
    box.write(EMPTY + "/dev/steadfast/policy/shipped/index", "");
    List<String> argv = new ArrayList<>(Command.ofJava("dev.steadfast.cli.Main", arguments).argv());
    int classPath = argv.indexOf("-cp") + 1;
    argv.set(classPath, EMPTY + ":" + argv.get(classPath));
    return Command.of(argv);
  }

  private static PostgresWorld both(NginxWorld web, String workMem) {
    return PostgresWorld.nixosDefault().set("work_mem", workMem).and(web::addTo);
  }

  @Test
  void everyEditOfBothDaemonsIsARestart() {
    NginxWorld web = NginxWorld.nixosDefault();
    try (Box box = Box.boot(BoxOptions.named("no-policies"))) {
      both(web, "4MB").install(box);
      WebServer server = new WebServer(box);
      Server database = new Server(box);
      int megabytes = 7;
      for (String answer : List.of("two", "three", "four")) {
        String workMem = ++megabytes + "MB";
        Toplevel next = both(web.answering(answer), workMem).build(box);
        String master = server.master().pid();
        String postmaster = database.property("MainPID");
        Result result =
            box.run(
                withoutPolicies(box, List.of("switch", "--toplevel", next.path())),
                Duration.ofMinutes(2));
        String text = result.err();
        assertEquals(0, result.exit(), text);
        assertTrue(text.contains("done      nginx.service: restart"), text);
        assertTrue(text.contains("done      postgresql.service: restart"), text);
        assertTrue(text.contains("no rule covers"), text);
        NginxWorld.awaitAnswer(box);
        server.assertAnswers(answer, text);
        assertEquals(workMem, database.show("work_mem"), text);
        assertNotEquals(master, server.master().pid(), text);
        assertNotEquals(postmaster, database.property("MainPID"), text);
      }
      server.reload();
      server.assertAnswers("four", "an operator's reload");
    }
  }
}
