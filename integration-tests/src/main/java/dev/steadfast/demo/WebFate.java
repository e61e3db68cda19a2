package dev.steadfast.demo;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of nginx and of the downloads from it.
 *
 * @param downloads those that were under way before, by the clients' TCP ports
 */
record WebFate(WebMoment before, WebMoment after, List<Downloads.Ended> downloads) {
  WebFate {
    downloads = List.copyOf(downloads);
  }

  int open() {
    return downloads.size();
  }

  /** The downloads that went on in their connection, to the last byte. */
  long whole() {
    return downloads.stream()
        .filter(download -> download.whole() && after.connections().contains(download.port()))
        .count();
  }

  /** The downloads that ended before their file. */
  long broken() {
    return downloads.stream().filter(download -> !download.complete()).count();
  }

  /** Whether a request got the answer of the edit, and another one before. */
  boolean pageIsLive() {
    return after.page().equals(Edit.PAGE) && !before.page().equals(Edit.PAGE);
  }

  boolean sameMainPid() {
    return before.mainPid().equals(after.mainPid());
  }

  void tell(Screen screen) {
    screen.verdict(
        whole() == open(),
        "downloads",
        whole() + " of " + open() + " whole by sha256, in the same TCP connections");
    screen.fact("client ports", ports(before) + " -> " + ports(after));
    screen.fact("MB received", received());
    screen.fact("GET /", before.page() + " -> " + after.page() + ", at the next request");
    screen.fact("nginx PID", before.mainPid() + " -> " + after.mainPid());
    screen.fact("nginx -c", path() + "; mounts stacked: " + after.mounts());
  }

  /** TCP ports of the downloads whose connections are there. */
  private String ports(WebMoment moment) {
    String ports =
        downloads.stream()
            .map(Downloads.Ended::port)
            .filter(port -> moment.connections().contains(port))
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    return ports.isEmpty() ? "none" : ports;
  }

  private String received() {
    return downloads.stream().map(Downloads.Ended::progress).collect(Collectors.joining(", "));
  }

  private String path() {
    return before.conf().equals(after.conf())
        ? "the process still knows the first path"
        : "the process knows the new path";
  }
}
