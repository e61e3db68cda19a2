package dev.steadfast.box;

import java.util.List;

/**
 * A download by a client in a box that reads only when it is told to, so that the connection is in
 * use for as long as a test likes. The file has to be larger than what the kernel keeps for the two
 * ends, some MB.
 */
public final class SlowDownload implements AutoCloseable {
  private final RunningCommand client;
  private final int localPort;
  private final long length;

  private SlowDownload(RunningCommand client) {
    this.client = client;
    this.localPort = (int) number(answer("port"));
    this.length = number(answer("length"));
  }

  /**
   * Asks for a path, and waits for the header of the answer.
   *
   * @throws BoxException if the answer is not the beginning of a file
   */
  public static SlowDownload start(Box box, int port, String path) {
    List<String> arguments = List.of(Integer.toString(port), path);
    String main = SlowDownloadClient.class.getName();
    return new SlowDownload(box.start(Command.ofJava(main, arguments)));
  }

  /** The client's TCP port: the same one means the same connection. */
  public int localPort() {
    return localPort;
  }

  /** Size of the file in bytes, as the server announced it. */
  public long length() {
    return length;
  }

  /**
   * Reads some more of the file.
   *
   * @return how many bytes of it have been read by now
   * @throws BoxException if the connection breaks, or the file ends before
   */
  public long read(long bytes) {
    client.send("read " + bytes + "\n");
    return number(answer("have"));
  }

  /**
   * How a download ended.
   *
   * @param received bytes that were read
   * @param sha256 of these bytes, in hexadecimal digits
   * @param complete whether they are as many as the server had announced
   */
  public record End(long received, String sha256, boolean complete) {}

  /** Reads on until the file ends or the connection breaks. */
  public End finish() {
    client.send("finish\n");
    String answer = answer("end");
    int blank = answer.indexOf(' ');
    long received = number(answer.substring(0, blank));
    return new End(received, answer.substring(blank + 1), received == length);
  }

  private String answer(String word) {
    String line = client.nextLine(Box.SOON).orElse("");
    if (!line.startsWith(word + " ")) {
      client.close();
      throw new BoxException("the download is lost: " + line + client.errors());
    }
    return line.substring(word.length() + 1);
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }

  @Override
  public void close() {
    client.close();
  }
}
