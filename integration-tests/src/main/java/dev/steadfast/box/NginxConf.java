package dev.steadfast.box;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text of an {@code nginx.conf} with one server, as NixOS lays it out. A value: each method
 * returns a changed copy.
 *
 * @param lines lines of each block, before the block that it contains
 * @param locations lines inside each location of the server, by the words that follow {@code
 *     location}
 */
public record NginxConf(Map<Block, List<String>> lines, SortedMap<String, List<String>> locations) {

  /** The blocks that every configuration has, outermost first. */
  public enum Block {
    /** The file itself. */
    MAIN,
    /** {@code events}. */
    EVENTS,
    /** {@code http}. */
    HTTP,
    /** The one {@code server}. */
    SERVER
  }

  public NginxConf {
    Map<Block, List<String>> copies = new EnumMap<>(Block.class);
    for (Block block : Block.values()) {
      copies.put(block, List.copyOf(lines.getOrDefault(block, List.of())));
    }
    lines = Collections.unmodifiableMap(copies);
    SortedMap<String, List<String>> bodies = new TreeMap<>();
    locations.forEach((words, body) -> bodies.put(words, List.copyOf(body)));
    locations = Collections.unmodifiableSortedMap(bodies);
  }

  /** What NixOS writes by default; the temporary files are where its build of nginx has them. */
  static NginxConf nixosDefault() {
    NginxConf conf =
        new NginxConf(Map.of(), new TreeMap<>())
            .line(Block.MAIN, "pid /run/nginx/nginx.pid;")
            .line(Block.MAIN, "error_log stderr;")
            .line(Block.MAIN, "daemon off;")
            .line(Block.MAIN, "worker_processes 2;")
            .line(Block.HTTP, "include @{pkg:nginx}/conf/mime.types;")
            .line(Block.HTTP, "include @{pkg:nginx}/conf/fastcgi.conf;")
            .line(Block.HTTP, "include @{pkg:nginx}/conf/uwsgi_params;")
            .line(Block.HTTP, "types_hash_max_size 2688;")
            .line(Block.HTTP, "default_type application/octet-stream;");
    for (String kind : List.of("proxy", "fastcgi", "uwsgi", "scgi")) {
      conf = conf.line(Block.HTTP, "%s_temp_path /var/cache/nginx/%1$s;".formatted(kind));
    }
    return conf.line(Block.HTTP, "client_body_temp_path /var/cache/nginx/client_body;")
        .line(Block.SERVER, "listen 0.0.0.0:80;")
        .line(Block.SERVER, "listen 127.0.0.1:8080;")
        .line(Block.SERVER, "server_name localhost;")
        .location("/", "default_type text/plain;", "return 200 \"one\\n\";")
        .location("= /big", "alias @{pkg:website}/share/big;", "send_timeout 10m;");
  }

  /** One more line at the end of a block's own. */
  NginxConf line(Block block, String line) {
    List<String> more = new ArrayList<>(of(block));
    more.add(line);
    return with(block, more);
  }

  /** The lines of a directive replaced by one; it is added if there is none. */
  NginxConf set(Block block, String directive, String value) {
    List<String> changed = new ArrayList<>(of(block));
    int first = changed.stream().map(NginxConf::name).toList().indexOf(directive);
    changed.removeIf(line -> name(line).equals(directive));
    changed.add(first < 0 ? changed.size() : first, directive + " " + value + ";");
    return with(block, changed);
  }

  /** Without the lines of a directive. */
  NginxConf unset(Block block, String directive) {
    return with(block, of(block).stream().filter(line -> !name(line).equals(directive)).toList());
  }

  /** A location with these lines, in place of one of the same words. */
  NginxConf location(String words, String... body) {
    SortedMap<String, List<String>> more = new TreeMap<>(locations);
    more.put(words, List.of(body));
    return new NginxConf(lines, more);
  }

  String text() {
    StringBuilder out = new StringBuilder();
    append(out, "", of(Block.MAIN));
    out.append("events {\n");
    append(out, "  ", of(Block.EVENTS));
    out.append("}\nhttp {\n");
    append(out, "  ", of(Block.HTTP));
    out.append("  server {\n");
    append(out, "    ", of(Block.SERVER));
    for (Map.Entry<String, List<String>> location : locations.entrySet()) {
      out.append("    location ").append(location.getKey()).append(" {\n");
      append(out, "      ", location.getValue());
      out.append("    }\n");
    }
    return out.append("  }\n}\n").toString();
  }

  private List<String> of(Block block) {
    return lines.getOrDefault(block, List.of());
  }

  private NginxConf with(Block block, List<String> changed) {
    Map<Block, List<String>> more = new EnumMap<>(lines);
    more.put(block, changed);
    return new NginxConf(more, locations);
  }

  private static String name(String line) {
    return line.replaceFirst("[ ;].*", "");
  }

  private static void append(StringBuilder out, String indent, List<String> lines) {
    lines.forEach(line -> out.append(indent).append(line).append('\n'));
  }
}
