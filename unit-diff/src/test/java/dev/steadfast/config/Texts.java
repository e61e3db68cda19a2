package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.fail;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts to parse, and what is taken out of the result. */
final class Texts {
  private static final SystemRoot EMPTY = SystemRoot.under(Path.of("/var/empty/no/such/root"));

  private Texts() {}

  /** A file in a root without any other file. */
  static ConfigSource source(String text) {
    return new ConfigSource(EMPTY, Path.of("/etc/main.conf"), text);
  }

  static ConfigContent parse(Dialect dialect, String text) {
    return parse(dialect, source(text));
  }

  static ConfigContent parse(Dialect dialect, ConfigSource source) {
    return accepted(dialect.parse(source, new TreeMap<>()));
  }

  static <T> T accepted(Parsed<T> parsed) {
    return parsed.orElse(problems -> fail("rejected: " + rendered(problems)));
  }

  /** One {@code file:line: error: summary} for each problem; none if accepted. */
  static List<String> rejections(Dialect dialect, ConfigSource source) {
    return switch (dialect.parse(source, new TreeMap<>())) {
      case Parsed.Accepted<ConfigContent> accepted -> List.of();
      case Parsed.Rejected<ConfigContent>(List<Diagnostic> problems) -> rendered(problems);
    };
  }

  private static List<String> rendered(List<Diagnostic> problems) {
    return problems.stream().map(Diagnostic::render).toList();
  }

  static SortedMap<ConfigKey, String> values(String key, String value) {
    return new TreeMap<>(Map.of(new ConfigKey(key), value));
  }

  /** All keys and values of settings. */
  static SortedMap<ConfigKey, String> all(ConfigContent content) {
    return content instanceof Settings settings ? settings.values() : fail("no settings");
  }

  static String resource(String name) {
    try (InputStream in = Texts.class.getResourceAsStream(name)) {
      if (in == null) {
        return fail("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
