package dev.steadfast.demo;

import dev.steadfast.box.Box;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.SlowDownload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

/** Downloads from nginx that are under way for as long as nobody reads on. End with their box. */
final class Downloads {
  private static final int COUNT = 3;
  private static final String FILE = "/big";
  private static final long MEGABYTE = 1 << 20;

  private final List<Begun> begun;
  private final String sha256;

  private Downloads(List<Begun> begun, String sha256) {
    this.begun = List.copyOf(begun);
    this.sha256 = sha256;
  }

  /**
   * A download with a part read.
   *
   * @param received that part, in bytes
   */
  private record Begun(SlowDownload client, long received) {}

  /** Asks for the file, several times at once, and reads a part of each answer. */
  static Downloads begin(Box box) {
    List<Begun> begun = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      SlowDownload client = SlowDownload.start(box, NginxWorld.PORT, FILE);
      begun.add(new Begun(client, client.read(MEGABYTE)));
    }
    begun.sort(Comparator.comparingInt(download -> download.client().localPort()));
    String file = box.store().path("website") + "/share" + FILE;
    String sum = box.run("sha256sum", file).orThrow().out().substring(0, 64);
    return new Downloads(begun, sum);
  }

  /**
   * How a download ended.
   *
   * @param port the client's TCP port
   * @param begun bytes that had been read before
   * @param received bytes that were read in all
   * @param length bytes of the file
   * @param whole whether they are the file, byte for byte
   */
  record Ended(int port, long begun, long received, long length, boolean whole) {
    boolean complete() {
      return received == length;
    }

    /** Megabytes before the switch, at the end, and of the file. */
    String progress() {
      return String.format(
          Locale.ROOT,
          "%.1f -> %.1f of %.1f",
          (double) begun / MEGABYTE,
          (double) received / MEGABYTE,
          (double) length / MEGABYTE);
    }
  }

  /**
   * Reads all to their ends.
   *
   * @param open the clients' TCP ports of the connections that count: an end of another one is none
   */
  List<Ended> end(SortedSet<Integer> open) {
    List<Ended> ended = new ArrayList<>();
    for (Begun each : begun) {
      SlowDownload client = each.client();
      if (open.contains(client.localPort()) && each.received() < client.length()) {
        SlowDownload.End end = client.finish();
        boolean whole = end.complete() && end.sha256().equals(sha256);
        ended.add(
            new Ended(client.localPort(), each.received(), end.received(), client.length(), whole));
      }
    }
    return ended;
  }
}
