package dev.steadfast.config;

import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class DialectTest {
  /** Far more than a busy machine needs, far less than quadratic time would take. */
  private static final Duration DEADLINE = ofMinutes(2);

  @Test
  void namesAreThoseOfPolicyFiles() {
    assertEquals(
        List.of("postgresql-conf", "pg-hba", "pg-ident", "nginx", "text"),
        Stream.of(Dialect.values()).map(Dialect::id).toList());
    assertEquals(Optional.empty(), Dialect.byId("PG-HBA"));
  }

  @ParameterizedTest
  @EnumSource
  void dialectIsFoundByItsName(Dialect dialect) {
    assertEquals(Optional.of(dialect), Dialect.byId(dialect.id()));
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  /**
   * What is accepted must be equal to itself, what is rejected must have a place: never a crash.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void anyTextIsAcceptedOrRejected(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    List<String> parts =
        List.of(
            "include",
            "local",
            "host",
            "a",
            "b.c",
            "10.0.0.1",
            "é",
            "\uD83D",
            "map a {",
            "}",
            "x_by_lua_block {",
            "[[",
            "]]",
            "--");
    for (int length = random.nextInt(40); length > 0; length--) {
      boolean isPart = random.nextBoolean();
      text.append(isPart ? parts.get(random.nextInt(parts.size())) : " ");
      text.append(isPart ? "" : "'\"\\\n\r#=,@ /.-0x\0;{$*".charAt(random.nextInt(20)));
    }
    for (Dialect dialect : Dialect.values()) {
      ConfigSource source = Texts.source(text.toString());
      List<String> rejections = Texts.rejections(dialect, source);
      rejections.forEach(one -> assertEquals(0, one.indexOf("/etc/main.conf:"), one));
      if (rejections.isEmpty()) {
        ConfigContent content = Texts.parse(dialect, source);
        assertEquals(List.of(), content.changesTo(Texts.parse(dialect, source)));
      }
    }
  }

  /** A text of three million characters that is made of one part. */
  record Large(String name, String part, String because) implements Table.Row {
    String text() {
      return part.repeat(3_000_000 / part.length());
    }
  }

  static final List<Large> LARGE =
      Table.of(
          new Large("one word", "a", "one line that is one token"),
          new Large("quotes", "'", "a quote that might end or not"),
          new Large("double quotes", "\"", "a quote that might end or not"),
          new Large("backslashes", "\\", "each could be an escape"),
          new Large("signs", "=", "each is wrong"),
          new Large("digits", "7", "one number"),
          new Large("commas", ",", "no words at all"),
          new Large("words", "a ", "one line of very many tokens"),
          new Large("dots", "a.", "a name or a word"),
          new Large("lines", "\n", "very many lines"),
          new Large("continuations", "\\\n", "one line of very many"),
          new Large("comments", "#\\\n", "one or very many"),
          new Large("settings", "a = 'b'\n", "very many lines that count but once"),
          new Large("broken lines", "a = 'b\n", "very many problems"),
          new Large("rules", "local a b c\n", "very many rules"),
          new Large("open blocks", "a{", "each in the one before"),
          new Large("open braces", "{", "a block without a name"),
          new Large("closing braces", "}", "of no block"),
          new Large("blocks", "a{}", "very many"),
          new Large("directives", "a;", "very many"),
          new Large("variables", "${", "a word that never ends"),
          new Large("code", "a_by_lua_block {\"}", "a quote that might end or not"),
          new Large("patterns", "include *?*?*?*?x;\n", "very many that match nothing"),
          new Large("includes", "include 'x'\n", "very many files that are not there"));

  @ParameterizedTest
  @FieldSource("LARGE")
  void timeIsLinearInTheText(Large one) {
    String text = one.text();
    for (Dialect dialect : Dialect.values()) {
      assertTimeoutPreemptively(
          DEADLINE,
          () -> dialect.parse(Texts.source(text), new TreeMap<>()),
          () -> dialect + ": " + one.because());
    }
  }

  @Test
  void largeTextsAreComparedAndEditedInLinearTime() {
    String value = "x".repeat(5_000_000);
    String text = "a = '" + value + "'\n";
    SortedMap<ConfigKey, String> values = Texts.values("a", value + "'");
    assertTimeoutPreemptively(
        DEADLINE,
        () -> {
          String edited =
              Texts.accepted(Dialect.POSTGRESQL_CONF.withValues(Texts.source(text), values));
          ConfigContent old = Texts.parse(Dialect.POSTGRESQL_CONF, text);
          assertEquals(1, old.changesTo(Texts.parse(Dialect.POSTGRESQL_CONF, edited)).size());
        });
  }
}
