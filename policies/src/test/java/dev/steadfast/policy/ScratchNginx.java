package dev.steadfast.policy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An nginx of a test on ports of its own, as an unprivileged user.
 *
 * @param directory where it may write
 * @param ports three free ones; the first is where {@code /generation} tells which configuration is
 *     in force
 */
record ScratchNginx(Path directory, List<Integer> ports) {
  private static final String PROGRAM = "/usr/sbin/nginx";
  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin:/usr/sbin");

  /** In a directory that its user may write to. */
  static ScratchNginx in(Path directory) throws IOException {
    try (ServerSocket first = new ServerSocket(0);
        ServerSocket second = new ServerSocket(0);
        ServerSocket third = new ServerSocket(0)) {
      return new ScratchNginx(
          directory, List.of(first.getLocalPort(), second.getLocalPort(), third.getLocalPort()));
    }
  }

  Path conf() {
    return directory.resolve("nginx.conf");
  }

  /**
   * The whole text of a configuration; {@code DIR}, {@code PORT} and {@code NEXT} are filled in.
   */
  String text(Parts parts, String generation) {
    return """
        pid DIR/pid;
        error_log stderr notice;
        daemon off;
        %s
        events { %s }
        http {
          access_log off;
          client_body_temp_path DIR/client_body;
          proxy_temp_path DIR/proxy;
          fastcgi_temp_path DIR/fastcgi;
          uwsgi_temp_path DIR/uwsgi;
          scgi_temp_path DIR/scgi;
          server {
            listen 127.0.0.1:FIRST;
            location = /generation { return 200 "%s"; }
          }
          %s
        }
        """
        .formatted(parts.main(), parts.events(), generation, parts.http())
        .replace("DIR", directory.toString())
        .replace("FIRST", ports.get(0).toString())
        .replace("PORT", ports.get(1).toString())
        .replace("NEXT", ports.get(2).toString());
  }

  /**
   * What a test puts into the blocks of a configuration.
   *
   * @param main has {@code worker_processes}
   */
  record Parts(String main, String events, String http) {}

  Running start(String text) throws IOException {
    Files.writeString(conf(), text);
    List<String> command =
        Programs.unprivileged(List.of(PROGRAM, "-e", "stderr", "-c", conf().toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Running running = new Running(this, process, new ProcessLog(process));
    running.log.await(() -> running.get("/generation").isOk());
    running.awaitQuiet();
    return running;
  }

  /** The answer to a request, if there was one. */
  record Reply(int exit, String text) {
    boolean isOk() {
      return exit == 0;
    }
  }

  /** Fills in a command of the policy and runs it as the server's user. */
  Programs.Ended run(List<String> command) throws IOException {
    return Programs.run(Programs.unprivileged(command), ENVIRONMENT);
  }

  /** One that runs. */
  record Running(ScratchNginx server, Process process, ProcessLog log) implements AutoCloseable {

    /** What curl shows of an answer of the first port, its header included. */
    Reply get(String path) {
      return curl("-i", "http://127.0.0.1:" + server.ports.get(0) + path);
    }

    Reply curl(String... arguments) {
      List<String> command =
          Stream.concat(Stream.of("curl", "-sS", "--max-time", "5"), Stream.of(arguments)).toList();
      try {
        Programs.Ended ended = Programs.run(command, ENVIRONMENT);
        return new Reply(ended.exit(), ended.out() + ended.err());
      } catch (IOException notRun) {
        throw new AssertionError(notRun);
      }
    }

    String generation() {
      return get("/generation").text().lines().toList().getLast();
    }

    /**
     * Tells the master process to read its configuration again, and waits until it has taken or
     * refused it: it looks at the second signal only after that.
     *
     * @return where the log was before
     */
    int hangUp(String text) throws IOException {
      Files.writeString(server.conf(), text);
      int mark = log.size();
      List<String> before = children();
      signal("HUP");
      log.await(() -> log.holds(mark, "start worker process") || log.holds(mark, "[emerg]"));
      awaitQuiet();
      if (log.holds(mark, "start worker process")) {
        log.await(() -> children().stream().noneMatch(before::contains));
      }
      return mark;
    }

    /** Lets the master process say a word of its own, after everything that it had to say. */
    private void awaitQuiet() throws IOException {
      int mark = log.size();
      signal("USR1");
      log.await(() -> log.holds(mark, "%1$d#%1$d: reopening logs".formatted(process.pid())));
    }

    private void signal(String name) throws IOException {
      Programs.output(List.of("kill", "-" + name, Long.toString(process.pid())), ENVIRONMENT);
    }

    /** PIDs of its worker processes and of those that look after caches. */
    List<String> children() {
      try (Stream<ProcessHandle> children = process.children()) {
        return children.map(child -> Long.toString(child.pid())).sorted().toList();
      }
    }

    /** What /proc says of the workers, each answer once; links are followed to their target. */
    List<String> ofWorkers(String file) throws IOException {
      List<String> command = List.of("sh", "-c", "readlink \"$1\" || cat \"$1\"", "sh");
      List<String> found = new java.util.ArrayList<>();
      for (String child : children()) {
        List<String> words = new java.util.ArrayList<>(command);
        words.add("/proc/" + child + "/" + file);
        found.add(Programs.run(words, ENVIRONMENT).out());
      }
      return found.stream().distinct().toList();
    }

    /** What ss says of the sockets that listen on the ports that a test may use, sorted. */
    String sockets(String... options) throws IOException {
      List<String> command =
          Stream.of(
                  Stream.of("ss", "-Hn"),
                  Stream.of(options),
                  Stream.of("( sport = :" + server.ports.get(1)),
                  Stream.of("or sport = :" + server.ports.get(2) + " )"))
              .flatMap(words -> words)
              .toList();
      return Programs.output(command, ENVIRONMENT)
          .lines()
          .map(line -> line.strip().replaceAll("\\s+", " "))
          .sorted()
          .reduce("", (all, line) -> all + line + "\n");
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }
}
