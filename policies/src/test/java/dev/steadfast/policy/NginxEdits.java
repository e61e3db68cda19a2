package dev.steadfast.policy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.steadfast.policy.ScratchNginx.Parts;
import dev.steadfast.policy.ScratchNginx.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/**
 * Edits of an nginx.conf, what the shipped policy decides on each, and what a SIGHUP does with it.
 */
final class NginxEdits {
  private static final String WORKERS = "worker_processes 2;";
  private static final String ECHO = "/usr/lib/nginx/modules/ngx_http_echo_module.so";
  private static final String TABLE = "RELOAD nginx/directives";

  private NginxEdits() {}

  /** What the running server does at SIGHUP. */
  enum Outcome {
    /** It is then as if it had been started with the new configuration. */
    TAKEN,
    /** It keeps the old one and says so. */
    REFUSED,
    /** It takes the rest of the new one and leaves this as it was, without a word. */
    SILENT,
    /** It takes the rest, leaves this as it was, and says so as if it had refused. */
    COMPLAINED
  }

  /** Something of the server that the edit changes. */
  interface Look {
    String at(Running server) throws IOException;
  }

  /**
   * One edit.
   *
   * @param decision effect and row, the strongest of all keys that are edited
   * @param look empty answers if only the server's own word tells whether the edit was taken
   */
  record Case(String name, Parts before, Parts after, String decision, Outcome outcome, Look look) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> all() {
    return Stream.of(restarts(), sockets(), processes(), zones(), answers())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Case> restarts() {
    return List.of(
        listen("0.0.0.0:PORT", "127.0.0.1:PORT", "listen-changed", Outcome.REFUSED, "-lt"),
        listen("127.0.0.1:PORT", "0.0.0.0:PORT", "listen-changed", Outcome.REFUSED, "-lt"),
        listen("[::]:PORT", "[::]:PORT ipv6only=off", "listen-ipv6only", Outcome.SILENT, "-lt"),
        listen(
            "[::]:PORT ipv6only=off",
            "[::]:PORT ipv6only=on",
            "listen-ipv6only",
            Outcome.SILENT,
            "-lt"),
        listen("PORT rcvbuf=32k", "PORT", "listen-rcvbuf", Outcome.SILENT, "-ltm"),
        listen("PORT sndbuf=64k", "PORT", "listen-sndbuf", Outcome.SILENT, "-ltm"),
        keepAlive("so_keepalive=on", "", "RESTART nginx/listen-so-keepalive", Outcome.SILENT),
        refused(
            "limit-req-key",
            "limit_req_zone $binary_remote_addr zone=a:1m rate=5r/s;",
            "limit_req_zone $remote_addr zone=a:1m rate=5r/s;"),
        refused(
            "limit-conn-key",
            "limit_conn_zone $binary_remote_addr zone=a:1m;",
            "limit_conn_zone $remote_addr zone=a:1m;"),
        refused(
            "cache-path",
            "proxy_cache_path DIR/one keys_zone=k:1m;",
            "proxy_cache_path DIR/two keys_zone=k:1m;"),
        refused(
            "cache-levels",
            "proxy_cache_path DIR/one levels=1:2 keys_zone=k:1m;",
            "proxy_cache_path DIR/one levels=1 keys_zone=k:1m;"),
        refused(
            "cache-levels",
            "proxy_cache_path DIR/one levels=1:2 keys_zone=k:1m;",
            "proxy_cache_path DIR/one keys_zone=k:1m;"),
        main(
            "load_module " + ECHO + ";",
            "load_module DIR/other_echo_module.so;",
            "RESTART nginx/load-module",
            Outcome.SILENT,
            NginxEdits::usesTheOtherModule),
        main(
            "lock_file DIR/a;",
            "lock_file DIR/b;",
            "RESTART nginx/directives",
            Outcome.COMPLAINED,
            server -> ""),
        main(
            "",
            "master_process off;",
            "RESTART nginx/directives",
            Outcome.SILENT,
            server -> "" + server.children().isEmpty()));
  }

  /** Whether the module that is in use knows the directive that only the other one has. */
  private static String usesTheOtherModule(Running server) throws IOException {
    String conf = Files.readString(server.server().conf());
    String probe = conf.replaceFirst("http \\{", "http { server { listen 1; xcho_exec /; }");
    int mark = server.hangUp(probe);
    boolean known = !server.log().holds(mark, "unknown directive");
    server.hangUp(conf);
    return Boolean.toString(known);
  }

  private static List<Case> sockets() {
    return List.of(
        listen("127.0.0.1:PORT backlog=100", "127.0.0.1:PORT backlog=200", "-lt"),
        listen("127.0.0.1:PORT backlog=100", "127.0.0.1:PORT", "-lt"),
        listen("127.0.0.1:PORT", "127.0.0.1:PORT rcvbuf=32k", "-ltm"),
        http("port added", server("PORT", ""), server("PORT", "listen NEXT;"), on("-lt")),
        http("port removed", server("PORT", "listen NEXT;"), server("PORT", ""), on("-lt")),
        http(
            "server added",
            server("127.0.0.1:PORT", "server_name a;"),
            server("127.0.0.1:PORT", "server_name a;")
                + server("127.0.0.1:PORT", "server_name b; return 200 b;"),
            server -> host(server, "b")),
        keepAlive("so_keepalive=on", "so_keepalive=off", TABLE, Outcome.TAKEN));
  }

  private static List<Case> processes() {
    return List.of(
        edit(
            "worker_processes",
            new Parts(WORKERS, "", ""),
            new Parts("worker_processes 3;", "", ""),
            TABLE,
            Outcome.TAKEN,
            server -> "" + server.children().size()),
        main(
            "worker_rlimit_nofile 500;",
            "worker_rlimit_nofile 600;",
            "RELOAD nginx/process-limit",
            Outcome.TAKEN,
            server -> limit(server, "Max open files")),
        main("", "worker_rlimit_core 1m;", server -> limit(server, "Max core file size")),
        main("", "working_directory DIR;", server -> server.ofWorkers("cwd").toString()),
        main(
            "",
            "error_log DIR/error.log;",
            "RELOAD nginx/error-log",
            Outcome.TAKEN,
            server -> "" + Files.exists(server.server().directory().resolve("error.log"))),
        main("", "load_module " + ECHO + ";", server -> ""),
        main("load_module " + ECHO + ";", "", server -> ""),
        main("", "timer_resolution 100ms;", server -> ""),
        edit(
            "worker_connections",
            new Parts(WORKERS, "", ""),
            new Parts(WORKERS, "worker_connections 64;", ""),
            TABLE,
            Outcome.TAKEN,
            server -> ""),
        edit(
            "multi_accept",
            new Parts(WORKERS, "", ""),
            new Parts(WORKERS, "multi_accept on; accept_mutex on;", ""),
            TABLE,
            Outcome.TAKEN,
            server -> ""));
  }

  private static List<Case> zones() {
    String req = "limit_req_zone $binary_remote_addr zone=a:1m rate=5r/s;";
    String conn = "limit_conn_zone $binary_remote_addr zone=c:1m;";
    String cache = "proxy_cache_path DIR/one levels=1:2 keys_zone=k:1m;";
    return List.of(
        http("limit_req_zone added", "", req),
        http("limit_req_zone rate", req, req.replace("5r", "9r")),
        http("limit_req_zone size", req, req.replace("1m", "2m")),
        http("limit_req_zone name", req, req.replace("a:", "b:")),
        http("limit_conn_zone added", "", conn),
        http("limit_conn_zone size", conn, conn.replace("1m", "2m")),
        http("cache added", "", cache),
        http("cache zone size", cache, cache.replace("1m", "2m")),
        http("cache max_size", cache, cache.replace(";", " max_size=9m inactive=5m;")),
        http("cache use_temp_path", cache, cache.replace(";", " use_temp_path=off;")),
        http("ssl_session_cache", "ssl_session_cache shared:S:1m;", "ssl_session_cache none;"),
        http(
            "upstream zone size",
            "upstream u { zone u 64k; server 127.0.0.1:PORT; }",
            "upstream u { zone u 128k; server 127.0.0.1:PORT; }"));
  }

  private static List<Case> answers() {
    return List.of(
        answer("return 200 one;", "return 200 two;"),
        answer("return 200;", "add_header X-Seen yes; return 200;"),
        answer("return 200 one;", "default_type text/html; return 200 one;"),
        answer("return 200 one;", "location / { return 404; }"),
        answer("keepalive_timeout 65s; return 200;", "keepalive_timeout 9s 9s; return 200;"),
        answer("server_tokens on; return 404;", "server_tokens off; return 404;"),
        answer("set $x one; return 200 $x;", "set $x two; return 200 $x;"),
        answer(
            "return 200 one;", "gzip on; gzip_min_length 1; gzip_types *; rewrite ^ /z redirect;"),
        http(
            "map",
            "map $host $m { default one; }" + server("127.0.0.1:PORT", "return 200 $m;"),
            "map $host $m { default two; }" + server("127.0.0.1:PORT", "return 200 $m;"),
            server -> host(server, "a")),
        http("upstream server", upstream("PORT"), upstream("NEXT"), server -> host(server, "a")));
  }

  /** The first port's server of name a is reached over one of two others. */
  private static String upstream(String port) {
    return "upstream u { server 127.0.0.1:%s; } ".formatted(port)
        + server("127.0.0.1:PORT", "server_name one; return 200 one;")
        + server("127.0.0.1:NEXT", "server_name two; return 200 two;")
        + server("127.0.0.1:PORT", "server_name a; location / { proxy_pass http://u; }");
  }

  private static String server(String listen, String lines) {
    return " server { listen " + listen + "; " + lines + " } ";
  }

  private static String host(Running server, String name) {
    String url = "http://127.0.0.1:" + server.server().ports().get(1) + "/";
    return withoutDate(server.curl("-i", "-H", "Host: " + name, url).text());
  }

  private static String withoutDate(String reply) {
    return reply.replaceAll("Date: .*", "");
  }

  private static String limit(Running server, String name) throws IOException {
    return server.ofWorkers("limits").toString().replaceFirst("(?s).*(" + name + ".*?)\n.*", "$1");
  }

  private static Case answer(String before, String after) {
    return http(
        before + " -> " + after,
        server("127.0.0.1:PORT", before),
        server("127.0.0.1:PORT", after),
        server -> host(server, "a"));
  }

  private static Case listen(String before, String after, String ss) {
    return listen(before, after, TABLE, Outcome.TAKEN, on(ss));
  }

  private static Case listen(String before, String after, String row, Outcome outcome, String ss) {
    return listen(before, after, "RESTART nginx/" + row, outcome, on(ss));
  }

  private static Case listen(
      String before, String after, String decision, Outcome outcome, Look look) {
    return edit(
        "listen " + before + " -> " + after,
        new Parts(WORKERS, "", server(before, "")),
        new Parts(WORKERS, "", server(after, "")),
        decision,
        outcome,
        look);
  }

  /** An accepted connection has the option of the socket that accepted it. */
  private static Case keepAlive(String before, String after, String decision, Outcome outcome) {
    Look look =
        server -> {
          int port = server.server().ports().get(1);
          try (java.net.Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
            open.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            open.getInputStream().read();
            return "" + server.sockets("-to").contains("keepalive");
          }
        };
    String address = "127.0.0.1:PORT ";
    return listen(address + before, address + after, decision, outcome, look);
  }

  private static Look on(String ss) {
    return server -> server.sockets(ss);
  }

  private static Case refused(String row, String before, String after) {
    return edit(
        row + ": " + after,
        new Parts(WORKERS, "", before),
        new Parts(WORKERS, "", after),
        "RESTART nginx/" + row,
        Outcome.REFUSED,
        server -> "");
  }

  private static Case main(String before, String after, Look look) {
    return main(before, after, TABLE, Outcome.TAKEN, look);
  }

  private static Case main(
      String before, String after, String decision, Outcome outcome, Look look) {
    return edit(
        before + " -> " + after,
        new Parts(WORKERS + before, "", ""),
        new Parts(WORKERS + after, "", ""),
        decision,
        outcome,
        look);
  }

  private static Case http(String name, String before, String after) {
    return http(name, before, after, server -> "");
  }

  private static Case http(String name, String before, String after, Look look) {
    Parts old = new Parts(WORKERS, "", before);
    return edit(name, old, new Parts(WORKERS, "", after), TABLE, Outcome.TAKEN, look);
  }

  private static Case edit(
      String name, Parts before, Parts after, String decision, Outcome outcome, Look look) {
    return new Case(name, before, after, decision, outcome, look);
  }
}
