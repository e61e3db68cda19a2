package dev.steadfast.systemd.dbus;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.spi.message.InputStreamMessageReader;
import org.freedesktop.dbus.types.UInt32;

/** A message bus for one client at a time, which answers as a test says. */
final class ScriptedBus implements AutoCloseable {
  static final String MANAGER = ":1.1";
  static final String STRANGER = ":1.66";
  private static final byte LITTLE_ENDIAN = (byte) 'l';

  /** What the bus sends back for a call. */
  interface Script {
    /**
     * Answers one call.
     *
     * @return messages in the order in which they are sent
     * @throws IOException to hang up
     */
    List<Message> answer(ScriptedBus bus, MethodCall call) throws IOException, DBusException;
  }

  private final MessageFactory factory = new MessageFactory(LITTLE_ENDIAN);
  private final ServerSocketChannel server;
  private final Path socket;

  private ScriptedBus(Path socket) throws IOException {
    this.socket = socket;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
  }

  /** A bus that lets connections wait for ever. */
  static ScriptedBus silent(Path directory) throws IOException {
    return new ScriptedBus(directory.resolve("bus"));
  }

  /** A bus that lets one client in for each script, one after the other, and follows the script. */
  static ScriptedBus following(Path directory, Script... scripts) throws IOException {
    ScriptedBus bus = new ScriptedBus(directory.resolve("bus"));
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              for (Script script : scripts) {
                bus.serve(script);
              }
            });
    return bus;
  }

  String address() {
    return "unix:path=" + socket;
  }

  private void serve(Script script) {
    try (SocketChannel client = server.accept()) {
      letIn(client);
      converse(client, script);
    } catch (IOException | DBusException hungUp) {
      // the client sees the closed connection
    }
  }

  private static void letIn(SocketChannel client) throws IOException {
    for (String line = line(client); !line.startsWith("BEGIN"); line = line(client)) {
      String reply =
          line.startsWith("AUTH EXTERNAL ") ? "OK 0123456789abcdef" : "REJECTED EXTERNAL";
      client.write(ByteBuffer.wrap((reply + "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private static String line(SocketChannel client) throws IOException {
    StringBuilder line = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (line.isEmpty() || line.charAt(line.length() - 1) != '\n') {
      if (client.read(one.clear()) < 0) {
        throw new IOException("the client left");
      }
      if (one.get(0) != 0) {
        line.append((char) one.get(0));
      }
    }
    return line.toString();
  }

  private void converse(SocketChannel client, Script script) throws IOException, DBusException {
    try (InputStreamMessageReader reader = new InputStreamMessageReader(client)) {
      while (true) {
        Message message = reader.readMessage();
        if (message instanceof MethodCall call) {
          List<Message> answers =
              call.getName().equals("Hello") || call.getName().equals("AddMatch")
                  ? List.of(returns(call))
                  : script.answer(this, call);
          for (Message answer : answers) {
            sendInPieces(client, answer);
          }
        }
      }
    }
  }

  /** One write a fragment, as the library does: the client has to join them. */
  private static void sendInPieces(SocketChannel client, Message message) throws IOException {
    for (byte[] piece : message.getWireData()) {
      if (piece != null) {
        client.write(ByteBuffer.wrap(piece));
      }
    }
  }

  Message returns(MethodCall call) throws DBusException {
    return factory.createMethodReturn(MANAGER, call, null);
  }

  Message returns(MethodCall call, String signature, Object... values) throws DBusException {
    return factory.createMethodReturn(MANAGER, call, signature, values);
  }

  Message refuses(MethodCall call, String errorName, String message) throws DBusException {
    return factory.createError(MANAGER, null, errorName, call.getSerial(), "s", message);
  }

  Message jobRemoved(String sender, String job, String unit, String result) throws DBusException {
    return factory.createSignal(
        sender,
        "/org/freedesktop/systemd1",
        "org.freedesktop.systemd1.Manager",
        "JobRemoved",
        "uoss",
        new UInt32(1),
        new DBusPath(job),
        unit,
        result);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
