package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample files that a server is delivered with; see README.md beside them. */
class CorpusTest {
  private static final String CONF = Texts.resource("postgresql.conf.sample");

  /** The sample with each of its suggestions in force. */
  private static final String ALL_SET = CONF.replaceAll("(?m)^#([a-z_]+ = )", "$1");

  private static ConfigContent settings(String text) {
    // The suggestions for includes are empty names, which are errors once they are in force.
    return Texts.parse(Dialect.POSTGRESQL_CONF, text.replaceAll("(?m)^(include[a-z_]* = )", "#$1"));
  }

  @Test
  void sampleSetsWhatItSetsOutsideComments() {
    List<String> lines = CONF.lines().filter(line -> line.matches("[a-z].*")).toList();
    assertEquals(lines.size(), Texts.all(settings(CONF)).size(), lines::toString);
  }

  @Test
  void everySuggestionOfTheSampleIsRead() {
    long suggestions = ALL_SET.lines().filter(line -> line.matches("[a-z_]+ = .*")).count();
    SortedMap<ConfigKey, String> all = Texts.all(settings(ALL_SET));
    assertTrue(all.size() > 300, () -> "only " + all.size());
    assertEquals(suggestions - 3, all.size(), "all but three includes, each once");
    assertEquals(Optional.of("4MB"), settings(ALL_SET).value(new ConfigKey("work_mem")));
    assertEquals(
        Optional.of("%m [%p] "), settings(ALL_SET).value(new ConfigKey("log_line_prefix")));
    assertEquals(
        Optional.of("\"$user\", public"), settings(ALL_SET).value(new ConfigKey("search_path")));
  }

  @Test
  void commentsAndOrderOfTheSampleMeanNothing() {
    List<String> lines = ALL_SET.lines().toList();
    String reversed = String.join("\n", lines.reversed());
    String bare = ALL_SET.replaceAll("(?m)\\s*#.*$", "");
    assertEquals(List.of(), settings(ALL_SET).changesTo(settings(reversed)));
    assertEquals(List.of(), settings(ALL_SET).changesTo(settings(bare)));
  }

  @Test
  void eachKeyOfTheSampleCanBeSetAlone() {
    String text = ALL_SET.replaceAll("(?m)^(include[a-z_]* = )", "#$1");
    SortedMap<ConfigKey, String> all = Texts.all(settings(text));
    for (ConfigKey key : all.keySet()) {
      SortedMap<ConfigKey, String> expected = new TreeMap<>(all);
      expected.put(key, "it's new");
      String edited =
          Texts.accepted(
              Dialect.POSTGRESQL_CONF.withValues(
                  Texts.source(text), Texts.values(key.value(), "it's new")));
      assertEquals(expected, Texts.all(settings(edited)), key::value);
      assertEquals(1, differentLines(text, edited), key::value);
    }
  }

  private static long differentLines(String old, String next) {
    List<String> a = old.lines().toList();
    List<String> b = next.lines().toList();
    assertEquals(a.size(), b.size());
    return Stream.iterate(0, i -> i < a.size(), i -> i + 1)
        .filter(i -> !a.get(i).equals(b.get(i)))
        .count();
  }

  @Test
  void sampleOfAccessRulesIsReadAsItIsInstalled() {
    String text =
        Texts.resource("pg_hba.conf.sample")
            .replace("@authcomment@", "")
            .replace("@remove-line-for-nolocal@", "")
            .replaceAll("@authmethod(local|host)@", "scram-sha-256");
    ConfigContent rules = Texts.parse(Dialect.PG_HBA, text);
    assertEquals(
        List.of("local", "host", "host", "local", "host", "host"),
        rules.column("type").stream().map(Cell::value).toList());
    assertTrue(
        rules.column("method").stream().allMatch(cell -> cell.value().equals("scram-sha-256")));
    String withoutComments = text.replaceAll("(?m)#.*$", "");
    assertEquals(List.of(), rules.changesTo(Texts.parse(Dialect.PG_HBA, withoutComments)));
  }

  @Test
  void sampleOfAccessRulesAsDeliveredNamesFilesThatAreNotThere() {
    List<String> problems =
        Texts.rejections(Dialect.PG_HBA, Texts.source(Texts.resource("pg_hba.conf.sample")));
    assertTrue(problems.stream().allMatch(one -> one.endsWith("included file does not exist")));
    assertEquals(10, problems.size(), problems::toString);
  }

  @Test
  void sampleOfUserMapsHasNoRule() {
    ConfigContent rules = Texts.parse(Dialect.PG_IDENT, Texts.resource("pg_ident.conf.sample"));
    assertEquals(List.of(), rules.column("map"));
  }
}
