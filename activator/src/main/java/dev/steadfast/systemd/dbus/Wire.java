package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.SystemdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.connections.transports.TransportBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages over an authenticated socket, no wait without a deadline.
 *
 * <p>The library's transport connects, authenticates and parses. After that its channel is made
 * non-blocking and a selector does the waiting: the library's reader keeps what it has of a message
 * and returns null when the rest is missing, so it can simply be asked again. A watchdog that
 * closes the transport would need a thread, and a deadline would cost the connection. The library's
 * writer is not used: it ignores short writes and makes one system call for each of about 26
 * fragments.
 */
final class Wire implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  /** The library tries every 500 ms for so long; this is one attempt. */
  private static final int ONE_ATTEMPT_MILLIS = 500;

  private final AbstractTransport transport;
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;

  private Wire(AbstractTransport transport) throws IOException {
    this.transport = transport;
    this.channel = transport.getTransportConnection().getChannel();
    channel.configureBlocking(false);
    this.selector = Selector.open();
    this.key = channel.register(selector, 0);
  }

  /**
   * Connects and authenticates.
   *
   * @throws SystemdException if nothing listens, nothing answers in time, or we are turned away
   */
  static Wire open(String address, Duration within) throws SystemdException {
    FutureTask<Wire> opening = new FutureTask<>(() -> new Wire(connect(address)));
    // The library authenticates with blocking reads: an interrupt closes the channel under them.
    Thread.ofPlatform().daemon().name("bus-connect").start(opening);
    try {
      return opening.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      String said = cause == null ? failed.toString() : cause.toString();
      throw SystemdException.noAnswer("cannot connect to the bus at " + address + ": " + said);
    } catch (TimeoutException late) {
      opening.cancel(true);
      throw SystemdException.noAnswer(
          "the bus at " + address + " did not let us in within " + within.toSeconds() + " s");
    } catch (InterruptedException stopped) {
      opening.cancel(true);
      Thread.currentThread().interrupt();
      throw SystemdException.noAnswer("interrupted while connecting to " + address, stopped);
    }
  }

  private static AbstractTransport connect(String address) throws IOException, DBusException {
    return TransportBuilder.create(address)
        .configure()
        .withTimeout(ONE_ATTEMPT_MILLIS)
        .back()
        .build();
  }

  MethodCall message(Call call) throws DBusException {
    Object[] arguments = call.arguments().toArray();
    return transport
        .getMessageFactory()
        .createMethodCall(
            null,
            call.peer().busName(),
            call.peer().object(),
            call.peer().interfaceName(),
            call.method(),
            (byte) 0,
            call.signature().isEmpty() ? null : call.signature(),
            arguments);
  }

  /**
   * Sends a whole message.
   *
   * @throws IOException if the connection is lost, or the other side takes nothing until the
   *     deadline; the connection is of no more use then
   */
  void write(Message message, Deadline deadline) throws IOException {
    LOG.debug("sending {}", about(message));
    ByteBuffer bytes = joined(message.getWireData());
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0 && !await(SelectionKey.OP_WRITE, deadline)) {
        channel.close();
        throw new IOException("the bus takes no more messages");
      }
    }
  }

  /** Without what a message carries: that may be secret, such as an environment. */
  static String about(Message message) {
    return message.getClass().getSimpleName()
        + " "
        + message.getSerial()
        + " "
        + Optional.ofNullable(message.getName()).orElse("");
  }

  private static ByteBuffer joined(byte[][] fragments) {
    int length = 0;
    for (int i = 0; i < fragments.length && fragments[i] != null; i++) {
      length += fragments[i].length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (int i = 0; i < fragments.length && fragments[i] != null; i++) {
      all.put(fragments[i]);
    }
    return all.flip();
  }

  /** The next message, if all of it is there. */
  Optional<Message> read() throws IOException, DBusException {
    return Optional.ofNullable(transport.readMessage());
  }

  /** Waits until the channel is ready for an operation; false once the deadline has passed. */
  boolean await(int operation, Deadline deadline) throws IOException {
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    key.interestOps(operation);
    for (long left = deadline.millisLeft(); left > 0; left = deadline.millisLeft()) {
      if (selector.select(left) > 0) {
        selector.selectedKeys().clear();
        return true;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted");
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      selector.close();
      transport.close();
    } catch (IOException alreadyLost) {
      LOG.debug("while closing", alreadyLost);
    }
  }
}
