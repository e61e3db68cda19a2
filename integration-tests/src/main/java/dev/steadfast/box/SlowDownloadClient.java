package dev.steadfast.box;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The client of a {@link SlowDownload}, run inside the box: reads from the server what its standard
 * input asks for. Arguments: PORT PATH
 */
final class SlowDownloadClient {
  /** Small, so that most of the file stays with the server. */
  private static final int RECEIVE_BUFFER = 1 << 16;

  private final InputStream in;
  private final MessageDigest digest;
  private final byte[] buffer = new byte[RECEIVE_BUFFER];
  private long received;

  private SlowDownloadClient(InputStream in, MessageDigest digest) {
    this.in = in;
    this.digest = digest;
  }

  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      int port = Integer.parseInt(args[0]);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      System.out.println("port " + socket.getLocalPort());
      String request =
          "GET " + args[1] + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      System.out.println("length " + length(in));
      new SlowDownloadClient(in, MessageDigest.getInstance("SHA-256")).obey();
    }
  }

  /** Reads the header of the answer, byte by byte: what follows it is the file. */
  private static long length(InputStream in) throws IOException {
    StringBuilder header = new StringBuilder();
    while (header.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("in the header: " + header);
      }
      header.append((char) next);
    }
    String name = "content-length: ";
    return header
        .toString()
        .lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length())))
        .findFirst()
        .orElseThrow(() -> new EOFException("no length: " + header));
  }

  private void obey() throws IOException {
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      if (order.equals("finish")) {
        finish();
      } else {
        read(Long.parseLong(order.substring("read ".length())));
      }
    }
  }

  private void read(long bytes) throws IOException {
    long until = received + bytes;
    while (received < until) {
      if (!more((int) Math.min(buffer.length, until - received))) {
        throw new EOFException("after " + received + " bytes of the file");
      }
    }
    System.out.println("have " + received);
  }

  private void finish() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = more(buffer.length);
      }
    } catch (IOException broken) {
      System.err.println(broken.getMessage());
    }
    System.out.println("end " + received + " " + HexFormat.of().formatHex(digest.digest()));
  }

  private boolean more(int atMost) throws IOException {
    int count = in.read(buffer, 0, atMost);
    if (count < 0) {
      return false;
    }
    digest.update(buffer, 0, count);
    received += count;
    return true;
  }
}
