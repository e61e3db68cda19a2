package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Result;
import dev.steadfast.box.RunningCommand;
import dev.steadfast.box.Toplevel;
import dev.steadfast.box.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A socket that starts an instance of its service for each connection over TCP, whose name has
 * addresses in it: a changed template is for connections to come.
 */
class PerConnectionIT {
  private static final int PORT = 7777;
  private static final String DURING = "/run/during";
  private static final Duration SWITCH = Duration.ofMinutes(2);

  private static World world(String who) {
    String listening = "[Socket]\nAccept=yes\nListenStream=127.0.0.1:" + PORT + "\n";
    String talking = "[Service]\nEnvironment=WHO=" + who + "\nExecStart=@{talker}\n";
    return BASE.executable("talker", TalkClient.TALKER)
        .unit("talk.socket", listening, "sockets.target")
        .unit("talk@.service", talking)
        .activating("[ ! -p " + DURING + " ] || echo activating > " + DURING);
  }

  private static List<String> instances(Box box) {
    String all = "systemctl list-units --plain --no-legend 'talk@*.service' | cut -d ' ' -f 1";
    return box.run("bash", "-c", all).orThrow().out().lines().toList();
  }

  private static String process(Box box, String instance) {
    return box.property(instance, "InvocationID") + " " + box.property(instance, "MainPID");
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionGoesOnThroughSwitches(Mode mode) {
    try (Box box = Box.boot(BoxOptions.named("per-connection"))) {
      world("zero").build(box).install();
      SwitchRun.of(world("zero").build(box)).exits(0, mode, "switch");
      try (TalkClient client = TalkClient.connect(box, PORT)) {
        assertEquals("zero", client.ask("before"));
        String instance = instances(box).getFirst();
        assertTrue(instance.contains("127.0.0.1:" + PORT + "-127.0.0.1:"), instance);
        String process = process(box, instance);
        String listener = box.property("talk.socket", "InvocationID");
        box.run("mkfifo", DURING).orThrow();
        for (String who : List.of("one", "two", "three")) {
          String text = switched(world(who).build(box), mode, client);
          assertEquals("zero", client.ask("after " + who), text);
          assertEquals(process, process(box, instance), text);
          assertEquals(listener, box.property("talk.socket", "InvocationID"), text);
          try (TalkClient late = TalkClient.connect(box, PORT)) {
            assertEquals(who, late.ask("late"), text);
          }
        }
        box.systemctl("stop", instance).orThrow();
        client.assertDropped();
      }
    }
  }

  /** The client talks while the activation script waits for somebody to read. */
  private static String switched(Toplevel next, Mode mode, TalkClient client) {
    String[] words =
        mode == Mode.COMPAT ? new String[] {"switch", "--compat"} : new String[] {"switch"};
    try (RunningCommand run = SwitchRun.of(next).start(words)) {
      run.awaitLine("activating the configuration...", SWITCH);
      assertEquals("zero", client.ask("during"));
      next.box().run("cat", DURING).orThrow();
      Result result = run.await(SWITCH);
      assertEquals(0, result.exit(), result.out());
      return result.out();
    }
  }
}
