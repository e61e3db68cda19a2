package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.config.ConfigContent;
import dev.steadfast.config.ConfigSource;
import dev.steadfast.config.KeyChange;
import dev.steadfast.config.Term;
import dev.steadfast.policy.NginxEdits.Case;
import dev.steadfast.policy.NginxEdits.Outcome;
import dev.steadfast.policy.ScratchNginx.Running;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the shipped policy says of nginx, asked of a real one: an edit that it wants to reload is
 * then as after a start, and one that it wants to restart is not.
 */
class NginxPolicyIT {
  private static final Policy POLICY = Fixtures.shipped("nginx");
  private static final Path ECHO = Path.of("/usr/lib/nginx/modules/ngx_http_echo_module.so");
  @TempDir static Path directory;
  private static ScratchNginx nginx;

  @BeforeAll
  static void prepare() throws IOException {
    if (System.getProperty("user.name").equals("root")) {
      Programs.output(List.of("chown", "nobody", directory.toString()), new TreeMap<>());
    }
    nginx = ScratchNginx.in(directory);
    String library = Files.readString(ECHO, StandardCharsets.ISO_8859_1);
    Files.writeString(
        directory.resolve("other_echo_module.so"),
        library.replace("\0echo_exec\0", "\0xcho_exec\0"),
        StandardCharsets.ISO_8859_1);
  }

  static List<Case> edits() {
    return NginxEdits.all();
  }

  @ParameterizedTest
  @MethodSource("edits")
  void aReloadDoesWhatThePolicySays(Case edit) throws IOException {
    assertEquals(edit.decision(), decision(edit));
    Files.deleteIfExists(directory.resolve("error.log"));
    String old;
    String reloaded;
    try (Running server = nginx.start(nginx.text(edit.before(), "old"))) {
      old = edit.look().at(server);
      int mark = server.hangUp(nginx.text(edit.after(), "next"));
      boolean isTaken = edit.outcome() != Outcome.REFUSED;
      assertEquals(isTaken ? "next" : "old", server.generation());
      assertEquals(complains(edit.outcome()), server.log().holds(mark, "[emerg]"));
      reloaded = edit.look().at(server);
    }
    Files.deleteIfExists(directory.resolve("error.log"));
    try (Running server = nginx.start(nginx.text(edit.after(), "next"))) {
      String started = edit.look().at(server);
      assertEquals("next", server.generation(), "a restart brings it");
      if (edit.outcome() == Outcome.TAKEN) {
        assertEquals(started, reloaded);
        assertTrue(started.isEmpty() || !started.equals(old), "the edit is seen: " + started);
      } else if (!started.isEmpty()) {
        assertEquals(old, reloaded);
        assertNotEquals(started, reloaded);
      }
    }
  }

  private static boolean complains(Outcome outcome) {
    return switch (outcome) {
      case TAKEN, SILENT -> false;
      case REFUSED, COMPLAINED -> true;
    };
  }

  /** The strongest decision on the keys that differ; one that no row covers is stronger still. */
  private static String decision(Case edit) {
    List<KeyChange> changes =
        content(nginx.text(edit.before(), "")).changesTo(content(nginx.text(edit.after(), "")));
    List<Decision> decisions = new ArrayList<>();
    for (KeyChange change : changes) {
      Edit kind = Edit.between(change.before(), change.after());
      decisions.add(
          POLICY
              .decide("conf", change.key(), kind)
              .orElseThrow(() -> new AssertionError("not covered: " + change.key())));
    }
    return decisions.stream()
        .max(Comparator.comparing(Decision::effect))
        .map(strongest -> strongest.effect() + " " + strongest.rule().id())
        .orElse("nothing differs");
  }

  private static ConfigContent content(String text) {
    ConfigSource source = new ConfigSource(SystemRoot.host(), Path.of("/nginx.conf"), text);
    return Fixtures.accepted(
        POLICY.artefact("conf").orElseThrow().spec().dialect().parse(source, new TreeMap<>()));
  }

  record Broken(String name, String http, String says) {}

  static List<Broken> broken() {
    return List.of(
        new Broken("syntax", "}", "unexpected \"}\""),
        new Broken("unknown directive", "no_such_directive on;", "unknown directive"),
        new Broken("impossible value", "keepalive_timeout often;", "invalid value"),
        new Broken("missing include", "include /nonexistent;", "No such file or directory"),
        new Broken("log elsewhere", "access_log /nonexistent/log;", "No such file or directory"),
        new Broken("unknown zone", "limit_req zone=none;", "zero size shared memory zone"),
        new Broken(
            "missing certificate",
            "server { listen NEXT ssl; ssl_certificate /no.pem; ssl_certificate_key /no.key; }",
            "cannot load certificate"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void theTestFindsWhatTheServerWouldRefuse(Broken of) throws IOException {
    ScratchNginx.Parts good = new ScratchNginx.Parts("worker_processes 2;", "", "");
    ScratchNginx.Parts bad = new ScratchNginx.Parts("worker_processes 2;", "", of.http);
    try (Running server = nginx.start(nginx.text(good, "old"))) {
      Programs.Ended test = test(nginx.text(bad, "next"));
      assertEquals(1, test.exit());
      assertTrue(test.err().lines().findFirst().orElse("").contains(of.says), test.err());
      int mark = server.hangUp(nginx.text(bad, "next"));
      assertTrue(server.log().holds(mark, of.says), "and it refuses it");
      assertEquals("old", server.generation());
    }
  }

  @Test
  void theTestSaysNothingOfAGoodFileAndDisturbsNobody() throws IOException {
    ScratchNginx.Parts parts =
        new ScratchNginx.Parts(
            "worker_processes 2;", "", "server { listen unix:DIR/socket; return 200 a; }");
    try (Running server = nginx.start(nginx.text(parts, "old"))) {
      String pid = Files.readString(directory.resolve("pid"));
      List<String> children = server.children();
      assertEquals(new Programs.Ended(0, "", ""), test(nginx.text(parts, "next")));
      assertEquals(pid, Files.readString(directory.resolve("pid")));
      assertEquals(children, server.children());
      String socket = directory.resolve("socket").toString();
      assertTrue(server.curl("--unix-socket", socket, "http://a/").isOk());
      assertEquals("old", server.generation());
    }
  }

  /** Runs the policy's own check on a text, as the server's user. */
  private static Programs.Ended test(String text) throws IOException {
    Path next = Files.writeString(directory.resolve("next.conf"), text);
    Validation.Command command = (Validation.Command) POLICY.validations().getFirst();
    List<String> words = new ArrayList<>();
    for (Term term : command.run()) {
      StringBuilder word = new StringBuilder();
      for (Term.Part part : term.parts()) {
        switch (part) {
          case Term.Part.Literal(String literal) -> word.append(literal);
          case Term.Part.Placeholder(String name) ->
              word.append(name.equals("artefact") ? next : Path.of("/usr/sbin/nginx"));
        }
      }
      words.add(word.toString());
    }
    return nginx.run(words);
  }

  /** A worker has the title that the witness looks for, and another one as soon as it drains. */
  @Test
  void theWitnessKnowsTheTitles() throws IOException {
    Witness.ChildrenReplaced witness =
        (Witness.ChildrenReplaced)
            POLICY.witnesses().stream()
                .filter(Witness.ChildrenReplaced.class::isInstance)
                .findFirst()
                .orElseThrow();
    ScratchNginx.Parts cached =
        new ScratchNginx.Parts(
            "worker_processes 1;", "", "proxy_cache_path DIR/cached keys_zone=k:1m;");
    try (Running server = nginx.start(nginx.text(cached, "old"));
        Socket open = new Socket(InetAddress.getLoopbackAddress(), nginx.ports().get(0))) {
      open.getOutputStream().write("GET /gen".getBytes(StandardCharsets.US_ASCII));
      server.log().await(() -> titles(server).contains(witness.title()));
      assertTrue(titles(server).stream().anyMatch(title -> title.contains("cache")));
      assertFalse(server.children().isEmpty());
      Files.writeString(nginx.conf(), nginx.text(cached, "next"));
      Programs.output(
          List.of("kill", "-HUP", Long.toString(server.process().pid())), new TreeMap<>());
      String draining = witness.title() + " is shutting down";
      server.log().await(() -> titles(server).contains(draining));
      server.log().await(() -> titles(server).contains(witness.title()));
    }
  }

  private static List<String> titles(Running server) {
    try {
      return server.ofWorkers("cmdline").stream()
          .map(title -> title.replace('\0', ' ').strip())
          .toList();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
