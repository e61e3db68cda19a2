package dev.steadfast.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.box.Box;
import dev.steadfast.box.Command;
import dev.steadfast.box.RunningCommand;

/** A client that sends a line at a time over one TCP connection, and the servers it talks to. */
record TalkClient(RunningCommand command) implements AutoCloseable {
  private static final int DROPPED = 7;
  private static final String CLIENT =
      """
      exec 3<>/dev/tcp/127.0.0.1/$1 || exit 6
      echo connected
      while read -r line; do
        echo "$line" >&3
        IFS= read -r answer <&3 || exit 7
        echo "$answer"
      done
      """;

  /** Body of a program that answers each line of one connection with that line and its name. */
  static final String TALKER =
      """
      exec /usr/bin/perl -e '
        open(C, "+<&=", 3) or die;
        while (<C>) { syswrite(C, "$ENV{WHO} $_") }
      '
      """;

  /** Body of a program that does the same for one connection after the other of its listener. */
  static final String LISTENER =
      """
      exec /usr/bin/perl -MSocket -e '
        open(S, "+<&=", 3) or die;
        while (accept(C, S)) { while (<C>) { syswrite(C, "$ENV{WHO} $_") } close(C) }
      '
      """;

  /** Connects; the listener may have nobody yet who accepts. */
  static TalkClient connect(Box box, int port) {
    RunningCommand client =
        box.start(Command.of("bash", "-c", CLIENT, "client", Integer.toString(port)));
    client.awaitLine("connected", Box.SOON);
    return new TalkClient(client);
  }

  static boolean isRefused(Box box, int port) {
    String port1 = Integer.toString(port);
    return box.run("bash", "-c", CLIENT + "exit 0", "client", port1).exit() != 0;
  }

  void send(String line) {
    command.send(line + "\n");
  }

  /** Waits for the answer to a line; who gave it. */
  String answered(String line) {
    return command.awaitLine(line, Box.SOON).split(" ", 2)[0];
  }

  String ask(String line) {
    send(line);
    return answered(line);
  }

  /** The other side has closed the connection. */
  void assertDropped() {
    send("gone");
    assertEquals(DROPPED, command.await(Box.SOON).exit());
  }

  @Override
  public void close() {
    command.close();
  }
}
