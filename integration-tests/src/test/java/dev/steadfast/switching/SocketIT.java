package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Result;
import dev.steadfast.box.RunningCommand;
import dev.steadfast.box.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners and the running services behind them. */
class SocketIT {
  private static final String SERVICE = "listen.service";
  private static final String SOCKET = "listen.socket";

  /**
   * What the service waits for before it starts: somebody who reads one pipe and writes another.
   */
  private static final String GATE =
      "ExecStartPre=/bin/sh -c '[ ! -p /run/at ] || { echo at > /run/at; cat /run/gate; }'\n";

  private static World world(String who, int port) {
    String listening = "[Socket]\nListenStream=127.0.0.1:" + port + "\n";
    String talking = "[Service]\nEnvironment=WHO=" + who + "\nExecStart=@{listener}\n";
    return BASE.executable("listener", TalkClient.LISTENER)
        .unit(SOCKET, listening, "sockets.target")
        .unit(SERVICE, talking + GATE);
  }

  private static String invocation(Box box, String unit) {
    return box.property(unit, "InvocationID");
  }

  private static String ask(Box box, int port, String text) {
    try (TalkClient client = TalkClient.connect(box, port)) {
      return client.ask(text);
    }
  }

  @Test
  void anotherAddressIsListenedOnByBoth() {
    try (Box box = Box.boot(BoxOptions.named("socket-address"))) {
      world("same", 7000).build(box).install();
      SwitchRun.of(world("same", 7000).build(box)).exits(0, "switch");
      for (int port = 7001; port <= 7003; port++) {
        assertEquals("same", ask(box, port - 1, "old"));
        String before = invocation(box, SERVICE);
        String text = SwitchRun.of(world("same", port).build(box)).exits(0, "switch");
        assertTrue(TalkClient.isRefused(box, port - 1), text);
        assertEquals("same", ask(box, port, "new"), text);
        assertNotEquals(before, invocation(box, SERVICE), text);
        for (String unit : List.of(SOCKET, SERVICE)) {
          assertEquals("active", box.property(unit, "ActiveState"), text);
        }
        String listen = box.property(SOCKET, "Listen");
        assertEquals("127.0.0.1:" + port + " (Stream)", listen, text);
      }
    }
  }

  @Test
  void anotherServiceAndAnotherAddressAreOneRestart() {
    try (Box box = Box.boot(BoxOptions.named("socket-both"))) {
      world("old", 7000).build(box).install();
      SwitchRun.of(world("old", 7000).build(box)).exits(0, "switch");
      assertEquals("old", ask(box, 7000, "first"), "the socket starts the service");
      String text = SwitchRun.of(world("next", 7001).build(box)).exits(0, "switch");
      assertTrue(TalkClient.isRefused(box, 7000), text);
      assertEquals("next", ask(box, 7001, "new"), text);
      box.run("journalctl", "--sync").orThrow();
      String started = "Started " + SERVICE;
      long starts = box.journal(SERVICE).lines().filter(line -> line.contains(started)).count();
      assertEquals(2, starts, box.journal(SERVICE));
    }
  }

  @Test
  void whoConnectsDuringARestartIsServed() {
    try (Box box = Box.boot(BoxOptions.named("socket-wait"))) {
      world("old", 7000).build(box).install();
      SwitchRun.of(world("old", 7000).build(box)).exits(0, "switch");
      assertEquals("old", ask(box, 7000, "first"), "the socket starts the service");
      box.run("mkfifo", "/run/at", "/run/gate").orThrow();
      String listener = invocation(box, SOCKET);
      for (String who : List.of("one", "two", "three")) {
        String before = invocation(box, SERVICE);
        try (RunningCommand run = SwitchRun.of(world(who, 7000).build(box)).start("switch")) {
          box.run("cat", "/run/at").orThrow();
          assertEquals("start-pre", box.property(SERVICE, "SubState"));
          try (TalkClient client = TalkClient.connect(box, 7000)) {
            client.send("waiting");
            box.run("sh", "-c", "echo go > /run/gate").orThrow();
            assertEquals(who, client.answered("waiting"));
          }
          Result result = run.await(Duration.ofMinutes(1));
          assertEquals(0, result.exit(), result.out());
          assertEquals(listener, invocation(box, SOCKET), result.out());
          assertNotEquals(before, invocation(box, SERVICE), result.out());
        }
      }
    }
  }
}
