package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Files of blocks as they are installed and as NixOS writes them; see README.md beside them. */
class BlocksCorpusTest {
  private static final String MAILCAP =
      "/nix/store/0c8xgm3gmqlmgp8bqinkbb5gz2f9dq5r-mailcap-2.1.54/etc/nginx/mime.types";
  private static final String PACKAGE =
      "/nix/store/1m7sn2w4whcyl22d3qjbpnglwfvbx22i-nginx-1.22.1/conf/";
  private static final String HEADERS =
      "/nix/store/3z1m8g1q7k7xv0lbvqwqkn0vfw0lb6hq-nginx-recommended-proxy-headers.conf";
  private static final String PLAIN = Texts.resource("blocks/nixos/plain.conf");
  private static final String RICH = Texts.resource("blocks/nixos/rich.conf");

  @TempDir Path root;

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of("mime.types", "fastcgi.conf", "fastcgi_params", "proxy_params")) {
      write("/etc/nginx/" + name, name);
    }
    write("/etc/nginx/sites-enabled/default", "default");
    write(MAILCAP, "mime.types");
    write(PACKAGE + "fastcgi.conf", "fastcgi.conf");
    write(PACKAGE + "uwsgi_params", "fastcgi_params");
    write(HEADERS, "proxy_params");
  }

  private void write(String path, String resource) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, Texts.resource("blocks/" + resource));
  }

  private Directives parse(String text) {
    ConfigSource source =
        new ConfigSource(SystemRoot.under(root), Path.of("/etc/nginx/nginx.conf"), text);
    return Texts.parse(Dialect.NGINX, source) instanceof Directives directives
        ? directives
        : fail("no directives");
  }

  static final List<String> FILES =
      List.of(
          "nginx.conf",
          "default",
          "proxy_params",
          "mime.types",
          "fastcgi_params",
          "fastcgi.conf",
          "koi-win",
          "nixos/plain.conf",
          "nixos/rich.conf");

  @ParameterizedTest
  @FieldSource("FILES")
  void nothingIsLost(String file) {
    Directives content = parse(Texts.resource("blocks/" + file));
    Directives again = parse(content.print());
    assertFalse(content.all().isEmpty());
    assertEquals(content.all(), again.all());
    assertEquals(content.print(), again.print());
    assertEquals(List.of(), content.changesTo(again));
  }

  @Test
  void debianFileHasItsSites() {
    Directives content = parse(Texts.resource("blocks/nginx.conf"));
    assertEquals(
        List.of(Path.of("/etc/nginx/mime.types"), Path.of("/etc/nginx/sites-enabled/default")),
        content.included());
    assertEquals(Optional.of("/var/www/html"), content.value(new ConfigKey("http/server/root")));
    assertEquals(Optional.of("768"), content.value(new ConfigKey("events/worker_connections")));
    assertEquals(Optional.empty(), content.value(new ConfigKey("http/server/listen")), "two");
  }

  @Test
  void entriesOfMimeTypesAreAllThere() {
    String text = Texts.resource("blocks/mime.types");
    Directive types = parse(text).all().getFirst();
    assertEquals(text.chars().filter(c -> c == ';').count(), types.children().size());
    assertEquals(List.of("text/html", "html", "htm", "shtml"), types.children().getFirst().words());
  }

  @Test
  void difficultWordsOfNixosAreOne() {
    Directive http = parse(RICH).all().getLast();
    assertEquals("http", http.name());
    List<List<String>> words = http.children().stream().map(Directive::words).toList();
    assertTrue(words.getFirst().get(4).endsWith("uct=\"${upstream_connect_time}\""));
    Directive server = http.children().getLast();
    assertEquals("~^(?<user>\\w{2,8})\\.example\\.org$", server.children().get(1).words().get(1));
    assertEquals(
        List.of("if", "($http_user_agent", "~*", "(bot|crawl)", ")"),
        server.children().get(2).words());
    assertEquals(
        List.of("if", "($request_method", "!~", "^(GET|HEAD|POST)$", ")"),
        server.children().get(3).words());
  }

  /** An edit of a file, and the keys that it changes. */
  record Edit(String name, String text, String old, String next, List<String> keys, String because)
      implements Table.Row {}

  static final List<Edit> EDITS =
      Table.of(
          new Edit("comment", PLAIN, "# optimisation", "# x", List.of(), "means nothing"),
          new Edit(
              "workers", RICH, "auto;", "4;", List.of("worker_processes"), "outside of all blocks"),
          new Edit(
              "secret",
              PLAIN,
              "Z2VoZWlt",
              "bmV1",
              List.of(
                  "http/server[example.org www.example.org]/location[/api/]/"
                      + "proxy_set_header[Authorization]"),
              "which header it is stands in the key"),
          new Edit(
              "expression",
              PLAIN,
              "site.sock",
              "other.sock",
              List.of("http/server[example.org www.example.org]/location[~ \\.php$]/fastcgi_pass"),
              "of two servers with the same names the right one"),
          new Edit(
              "zone",
              RICH,
              "rate=1r/s",
              "rate=2r/s",
              List.of("http/limit_req_zone[$binary_remote_addr]:rate"),
              "its parameter alone"),
          new Edit(
              "upstream",
              RICH,
              "weight=5 max_fails=3",
              "weight=6",
              List.of(
                  "http/upstream[backend]/server[127.0.0.1:8001]:max_fails",
                  "http/upstream[backend]/server[127.0.0.1:8001]:weight"),
              "each parameter"),
          new Edit("map", RICH, "/twice", "/2", List.of("http/map[$uri $new]/~^/a{2,3}/"), "entry"),
          new Edit(
              "code",
              RICH,
              "don't",
              "do not",
              List.of("http/init_by_lua_block"),
              "what it means is not known"),
          new Edit(
              "port",
              PLAIN,
              "0.0.0.0:443 ssl",
              "0.0.0.0:443 ssl http2",
              List.of("http/server[example.org www.example.org]/listen[0.0.0.0:443]"),
              "the names stay"));

  @ParameterizedTest
  @FieldSource("EDITS")
  void editIsNamedWhereItIs(Edit one) {
    String edited = one.text().replace(one.old(), one.next());
    assertFalse(edited.equals(one.text()), one.name());
    List<KeyChange> changes = parse(one.text()).changesTo(parse(edited));
    assertEquals(
        one.keys(), changes.stream().map(change -> change.key().shown()).toList(), one.because());
  }

  @Test
  void anotherHashOfAnIncludedFileMeansNothing() throws IOException {
    String moved = HEADERS.replace("3z1m8g1q", "9z9m9g9q");
    write(moved, "proxy_params");
    Directives old = parse(PLAIN);
    Directives next = parse(PLAIN.replace(HEADERS, moved));
    assertEquals(List.of(), old.changesTo(next));
    assertEquals(Path.of(HEADERS), old.included().getLast());
    assertEquals(Path.of(moved), next.included().getLast());
  }

  @Test
  void changeInAnIncludedFileIsOneOfTheBlockThatIncludesIt() throws IOException {
    Directives old = parse(PLAIN);
    Path file = root.resolve(HEADERS.substring(1));
    Files.writeString(file, Files.readString(file).replace("Host $host;", "Host $http_host;"));
    assertEquals(
        List.of("http/server/location/proxy_set_header"),
        old.changesTo(parse(PLAIN)).stream().map(change -> change.key().value()).toList());
  }
}
