package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.config.Term;
import dev.steadfast.policy.Programs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A PostgreSQL server of a test, which a policy's own client and commands are run against. */
final class ScratchServer implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private final Path directory;
  private final Path binaries;
  private final Policy policy;
  private final Process process;
  private final ProcessLog log;

  /**
   * Makes a cluster and starts it on a socket of its own.
   *
   * @param directory empty, owned by the user that the server runs as
   */
  ScratchServer(Path directory, Policy policy) throws IOException {
    this.directory = directory;
    this.policy = policy;
    this.binaries = PostgresqlBinaries.directory();
    command(List.of(binary("initdb"), "--no-sync", "--auth=trust", "--locale=C"));
    Files.delete(data().resolve("postgresql.conf"));
    Files.createSymbolicLink(data().resolve("postgresql.conf"), artefact("conf"));
    for (String artefact : List.of("conf", "hba", "ident")) {
      write(artefact, "");
    }
    write("hba", "local all all trust\n");
    ProcessBuilder builder = new ProcessBuilder(Programs.unprivileged(List.of(binary("postgres"))));
    builder.environment().clear();
    builder.environment().putAll(environment());
    this.process = builder.redirectErrorStream(true).start();
    this.log = new ProcessLog(process);
    log.await(() -> log.holds(0, "ready to accept"));
  }

  /** What the server prints. */
  ProcessLog log() {
    return log;
  }

  private Path data() {
    return directory.resolve("data");
  }

  /** Where an artefact's content stands. */
  Path artefact(String name) {
    return directory.resolve(name);
  }

  /** Gives an artefact its content; conf begins with what the server needs to be reached. */
  void write(String name, String text) throws IOException {
    String fixed =
        """
        listen_addresses = ''
        unix_socket_directories = '%1$s'
        hba_file = '%1$s/hba'
        ident_file = '%1$s/ident'
        """
            .formatted(directory);
    Files.writeString(artefact(name), name.equals("conf") ? fixed + text : text);
  }

  private String binary(String name) {
    return binaries.resolve(name).toString();
  }

  private Map<String, String> environment() {
    return Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "PGDATA", data().toString());
  }

  private String command(List<String> words) throws IOException {
    return Programs.output(Programs.unprivileged(words), environment());
  }

  /** Runs a command of the policy. */
  Ended run(List<Term> command, Map<String, String> placeholders) throws IOException {
    SortedMap<String, String> values = new TreeMap<>(placeholders);
    values.put("env.PGDATA", data().toString());
    for (String which : List.of("next", "running")) {
      values.put(which + ".program", binary("postgres"));
      values.put(which + ".bin", binaries.toString());
    }
    List<String> words = command.stream().map(word -> fill(word, values)).toList();
    return Programs.run(Programs.unprivileged(words), environment());
  }

  private static String fill(Term term, SortedMap<String, String> values) {
    StringBuilder text = new StringBuilder();
    for (Term.Part part : term.parts()) {
      switch (part) {
        case Term.Part.Literal(String literal) -> text.append(literal);
        case Term.Part.Placeholder(String name) -> text.append(values.get(name));
      }
    }
    return text.toString();
  }

  /** The rows of a query, put by the policy's client. */
  List<String> query(String query) throws IOException {
    Client client = policy.client().orElseThrow();
    SortedMap<String, String> values = new TreeMap<>(Map.of("query", query));
    for (Map.Entry<String, Client.FileLine> value : client.values().entrySet()) {
      Path file =
          Path.of(
              fill(
                  value.getValue().file(), new TreeMap<>(Map.of("env.PGDATA", data().toString()))));
      values.put(value.getKey(), Files.readAllLines(file).get(value.getValue().line() - 1));
    }
    Ended ended = run(client.run(), values);
    assertEquals(0, ended.exit(), ended.err());
    return ended.out().lines().toList();
  }

  /** Tells the server to read its configuration again. */
  void hangUp() throws IOException {
    command(List.of("kill", "-HUP", Long.toString(process.pid())));
  }

  @Override
  public void close() throws IOException {
    command(List.of("kill", "-INT", Long.toString(process.pid())));
    process.onExit().orTimeout(DEADLINE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
  }
}
