package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;

import dev.steadfast.box.World;
import java.util.List;

/** Services that a socket starts. */
final class Sockets {
  private static final String SERVICE = "socket-activated.service";
  private static final String SOCKET = "socket-activated.socket";
  private static final String ACCEPTING = "accept-socket.socket";
  private static final String ANSWER = "^hello$";
  private static final String WORKS = reading("/run/test.sock");

  /** Answers every connection; by itself it listens on a port. */
  private static final String SERVER =
      """
      exec /usr/bin/perl -MSocket -e '
        if ($ENV{LISTEN_FDS}) {
          open(S, "+<&=", 3) or die;
        } else {
          socket(S, PF_INET, SOCK_STREAM, 0) && setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1) or die;
          bind(S, sockaddr_in(1234, INADDR_LOOPBACK)) && listen(S, 5) or die;
        }
        while (accept(C, S)) { syswrite(C, "hello\\n"); close(C) }
      '
      """;

  /** Answers the connection that it was given, and ends with it. */
  private static final String ANSWERER =
      """
      [ -n "$LISTEN_FDS" ] || exit 4
      echo hello >&3
      @{pkg:coreutils}/bin/cat <&3 > /dev/null
      """;

  private static final Unit STOPPED =
      Unit.of("Service").with("ExecReload=/bin/true").with("ExecStart=@{socket-server}");
  private static final Unit RESTARTED = STOPPED.with("X-StopIfChanged=false");

  private Sockets() {}

  static Group group() {
    String all = SERVICE + ", " + SOCKET;
    return Group.of(
        "sockets",
        List.of(
            Row.of("G1", "a socket", with(RESTARTED))
                .prints("N %s; S ?".formatted(SOCKET))
                .after("stat -c %F /run/test.sock", "^socket$"),
            Row.of("G2", "a setting of its inactive service", with(RESTARTED.with("X-Test=test")))
                .after(WORKS, ANSWER),
            Row.of("G3", "of its active service", with(RESTARTED))
                .prints("X " + SERVICE)
                .dryPrints("X " + SERVICE)
                .after(WORKS, ANSWER),
            Row.of("G4", "stop and start", with(STOPPED))
                .prints("S %s; A %s".formatted(all, SOCKET))
                .dryPrints("S %s; A %s".formatted(all, SOCKET))
                .after(WORKS, ANSWER),
            Row.of("G5", "a reload trigger", with(STOPPED.unit("X-Reload-Triggers=@{trigger}")))
                .prints("R " + SERVICE)
                .dryPrints("R " + SERVICE)
                .after(WORKS, ANSWER),
            Row.of("G6", "no socket any more", masked())
                .prints("*")
                .dryPrints("S %s; X %s".formatted(SOCKET, SERVICE))
                .after("systemctl is-active " + SERVICE, "^active$"),
            Row.of("G7", "the socket is back", with(STOPPED))
                .prints("S %s; K ?; R ?; X ?; N %s".formatted(SERVICE, SOCKET))
                .dryPrints("S " + SERVICE)
                .after(WORKS, ANSWER),
            Row.of("G8", "a service for each connection", accepting(""))
                .prints("S ?; K ?; R ?; X ?; A ?; N " + ACCEPTING)
                .dryPrints("*"),
            instanceRuns()));
  }

  private static Row instanceRuns() {
    return Row.of("G9", "a setting of it while one is connected", accepting("X-Test=test\n"))
        .before(
            "systemd-run --quiet --unit=holder --service-type=forking "
                + connecting("/run/accept-test.sock", "defined(<S>) or die; fork and exit; sleep"))
        .prints("S ~%s; R ?; N ?; A %s".formatted(ACCEPTING, ACCEPTING))
        .dryPrints("S ~%s; A %s".formatted(ACCEPTING, ACCEPTING))
        .shows("^stopping the following units: accept-socket\\.socket, accept-socket@0-[^,]*$")
        .showingNormally()
        .after(connecting("/run/accept-test.sock", "print scalar <S>"), ANSWER);
  }

  private static String reading(String socket) {
    return connecting(socket, "print <S>");
  }

  private static String connecting(String socket, String then) {
    return "/usr/bin/perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0);"
        + " connect(S, sockaddr_un(\"%s\")) or die; %s'".formatted(socket, then);
  }

  private static World files() {
    return BASE.executable("socket-server", SERVER)
        .executable("socket-answerer", ANSWERER)
        .file("trigger", "one\n");
  }

  private static World with(Unit service) {
    return files()
        .unit(SERVICE, service.text())
        .unit(SOCKET, listening("/run/test.sock", ""), "sockets.target");
  }

  private static World masked() {
    return files().unit(SERVICE, RESTARTED.text(), MULTI_USER).masked(SOCKET);
  }

  private static World accepting(String line) {
    return files()
        .unit("accept-socket@.service", "[Service]\nExecStart=@{socket-answerer}\n" + line)
        .unit(ACCEPTING, listening("/run/accept-test.sock", "Accept=yes\n"), "sockets.target");
  }

  private static String listening(String path, String line) {
    return "[Socket]\nListenStream=" + path + "\nSocketMode=0777\n" + line;
  }
}
