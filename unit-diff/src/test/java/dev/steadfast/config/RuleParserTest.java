package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.steadfast.diagnostic.Location;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Each text was given to a PostgreSQL 15.18; expected is what pg_hba_file_rules showed of it. That
 * server has no include directives, and rejected methods and options that it does not know; the
 * text with a NUL it read up to there.
 */
class RuleParserTest {
  @TempDir Path root;

  /** A text and its rules in the one way to write them. */
  record Read(String name, String text, List<String> expected, String because)
      implements Table.Row {
    static Read one(String name, String text, String expected, String because) {
      return new Read(name, text, List.of(expected), because);
    }
  }

  static final List<Read> READ =
      Table.of(
          Read.one("plain", "local  all\tall  trust\r\n", "local all all trust", "blanks are one"),
          Read.one("comment", "# c\nlocal a b trust # d", "local a b trust", "comments are none"),
          Read.one("comment close by", "local a b trust#c", "local a b trust", "without a blank"),
          Read.one("list", "local a,, b c trust", "local a,b c trust", "blanks after commas"),
          Read.one("new field", "local a ,b trust", "local a b trust", "a blank ends a field"),
          Read.one("comma first", "local , a c trust", "local a c trust", "commas are skipped"),
          Read.one("quotes", "\"local\" a b \"trust\"", "local a b trust", "mean nothing there"),
          Read.one("keyword", "local \"all\" all md5", "local \"all\" all md5", "all is a name"),
          Read.one("inner quotes", "local a\"ll\" b md5", "local all b md5", "still a keyword"),
          Read.one(
              "blank", "local \"a b\" c md5", "local \"a b\" c md5", "quotes hold it together"),
          Read.one(
              "inner blank", "local a\" b\" c md5", "local a\" b\" c md5", "but not as quoted"),
          Read.one("two quotes", "local \"x\"\"y\" c md5", "local \"x\"\"y\" c md5", "one of them"),
          Read.one("nothing", "local \"\" c md5", "local \"\" c md5", "a name of no character"),
          Read.one("options", "local a b x m=1,n=2 o=3", "local a b x m=1 n=2 o=3", "all alike"),
          Read.one("like a file", "local a b x \"@f=1\"", "local a b x \"@f=1\"", "it is not one"),
          Read.one("quoted option", "local a b x \"m=1 2\"", "local a b x \"m=1 2\"", "one option"),
          Read.one("unknown method", "local a b foo", "local a b foo", "the daemon knows methods"),
          Read.one("continued", "local a b\\\n trust", "local a b trust", "a backslash at the end"),
          Read.one("word continued", "local a b tr\\\r\nust", "local a b trust", "within a word"),
          Read.one("comment goes on", "#\\\nlocal a b md5\nlocal a c md5", "local a c md5", "too"),
          new Read(
              "continued by nothing",
              "local a b md5 \\\n\nlocal c d md5",
              List.of("local a b md5", "local c d md5"),
              "an empty line ends it"),
          new Read(
              "two backslashes",
              "local a b md5 x=\\\\\n\nlocal c d md5",
              List.of("local a b md5 \"x=\\\"", "local c d md5"),
              "the first one is a character"),
          Read.one("cidr", "host a b 10.0.0.0/8 md5", "host a b 10.0.0.0/8 md5", "no other field"),
          Read.one("name", "host a b 1.2.3.400 md5", "host a b 1.2.3.400 md5", "no IP address"),
          Read.one("five", "hostssl a b 1.2.3.4.5 md5", "hostssl a b 1.2.3.4.5 md5", "no address"),
          Read.one("any", "hostgssenc a b all md5", "hostgssenc a b all md5", "a keyword"),
          Read.one("mask", "host a b 127.1 255.0.0.0 md5", "host a b 127.1 255.0.0.0 md5", "short"),
          Read.one(
              "one number", "host a b 0x7f000001 0xff md5", "host a b 0x7f000001 0xff md5", "4"),
          Read.one("ipv6", "host a b fe80::1%lo ffff:: md5", "host a b fe80::1%lo ffff:: md5", "6"),
          Read.one("words", "local a @words md5", "local a u1,u2,u3,\"u 4\",v1 md5", "of a file"),
          Read.one(
              "quoted name", "local a @\"words\" md5", "local a u1,u2,u3,\"u 4\",v1 md5", "too"),
          Read.one("no file", "local a \"@words\" md5", "local a \"@words\" md5", "it is a name"),
          Read.one(
              "at inside", "local a b@words md5", "local a b@words md5", "not at the beginning"),
          Read.one("lone at", "local a @ md5", "local a @ md5", "no name of a file"),
          Read.one("no words", "local a x,@empty md5", "local a x md5", "nothing is added"),
          Read.one("included", "include more.conf", "local more b md5", "a directive of 16"),
          Read.one("if there", "include_if_exists more.conf", "local more b md5", "it is"),
          new Read("if not there", "include_if_exists no.conf", List.of(), "it need not be"),
          Read.one("all of them", "include_dir d", "local d b md5", "those named .conf"));

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(root.resolve("etc/d"));
    Files.writeString(root.resolve("etc/words"), "u1 u2, u3 # c\n\"u 4\"\n@more\n");
    Files.writeString(root.resolve("etc/more"), "v1\n");
    Files.writeString(root.resolve("etc/empty"), "# nothing\n");
    Files.writeString(root.resolve("etc/circle"), "@circle2");
    Files.writeString(root.resolve("etc/circle2"), "@circle");
    Files.writeString(root.resolve("etc/more.conf"), "\nlocal more b md5");
    Files.writeString(root.resolve("etc/d/x.conf"), "local d b md5");
    Files.writeString(root.resolve("etc/d/x"), "local x b md5");
  }

  private ConfigSource source(String text) {
    return new ConfigSource(SystemRoot.under(root), Path.of("/etc/hba"), text);
  }

  private OrderedRules rules(Dialect dialect, String text) {
    return (OrderedRules) Texts.parse(dialect, source(text));
  }

  @ParameterizedTest
  @FieldSource("READ")
  void ruleIsWhatTheServerSees(Read one) {
    List<String> texts =
        rules(Dialect.PG_HBA, one.text()).rules().stream().map(Rule::text).toList();
    assertEquals(one.expected(), texts, one.because());
  }

  @ParameterizedTest
  @FieldSource("READ")
  void ruleAsWrittenIsReadAsTheSameRule(Read one) {
    OrderedRules rules = rules(Dialect.PG_HBA, one.text());
    String written = String.join("\n", one.expected());
    assertEquals(List.of(), rules.changesTo(rules(Dialect.PG_HBA, written)), one.because());
  }

  /** A text that is rejected. */
  record Broken(String name, Dialect dialect, String text, String expected, String because)
      implements Table.Row {}

  private static final String LINE_1 = "/etc/hba:1: error: ";
  private static final String NO_FILE = LINE_1 + "included file does not exist";

  static final List<Broken> BROKEN =
      Table.of(
          hba("type", "hostx a b c d", LINE_1 + "unknown connection type", "what fields?"),
          hba("case", "HOST a b all md5", LINE_1 + "unknown connection type", "types have case"),
          hba("no database", "local", LINE_1 + "rule ends before its database field", "4 needed"),
          hba("no user", "local a", LINE_1 + "rule ends before its user field", "4 needed"),
          hba("no method", "local a b", LINE_1 + "rule ends before its method field", "4 needed"),
          hba("no address", "host a b", LINE_1 + "rule ends before its address field", "5 needed"),
          hba("host", "host a b all", LINE_1 + "rule ends before its method field", "5 needed"),
          hba(
              "no mask",
              "host a b 127.0.0.1",
              LINE_1 + "rule ends before its mask field",
              "an address without slash has a mask"),
          hba(
              "method as mask",
              "host a b 127.0.0.1 md5",
              LINE_1 + "rule ends before its method field",
              "an address without slash has a mask"),
          hba(
              "list ends the line",
              "local a,b md5",
              LINE_1 + "rule ends before its method field",
              "a list is one field"),
          hba(
              "open quote",
              "local a \"b md5",
              LINE_1 + "rule ends before its method field",
              "the quote ends with the line"),
          hba(
              "field of no words",
              "local a @empty md5",
              LINE_1 + "rule ends before its method field",
              "is no field"),
          hba("types", "local,host a b c", LINE_1 + "several values in the type field", "one"),
          hba("methods", "local a b x,y", LINE_1 + "several values in the method field", "one"),
          hba("addresses", "host a b x,y c", LINE_1 + "several values in the address field", "one"),
          hba(
              "too many bits",
              "host a b 10.0.0.0/33 c",
              LINE_1 + "the mask behind the address is not a number from 0 to 32",
              "a version 4 address has 32"),
          hba(
              "no number of bits",
              "host a b ::/x c",
              LINE_1 + "the mask behind the address is not a number from 0 to 128",
              "bits are counted"),
          hba(
              "host with bits",
              "host a b example.org/8 c",
              LINE_1 + "a host name has no mask",
              "only an address has bits"),
          hba(
              "mask of another kind",
              "host a b 10.0.0.0 ffff:: c",
              LINE_1 + "the mask is not an address of the same kind",
              "bits are compared one by one"),
          hba("no such words", "local a @nothere md5", NO_FILE, "and no second problem"),
          hba("no such file", "include nothere", NO_FILE, "must be there"),
          hba(
              "circle",
              "local a @circle md5",
              "/etc/circle2:1: error: includes are nested more than 10 deep",
              "would never end"),
          hba(
              "very long",
              "local" + " a".repeat(10_000),
              LINE_1 + "line has more than 10000 fields",
              "would fill the memory and is no rule"),
          hba("NUL", "local a b md5\0", LINE_1 + "line has a NUL in it", "the rest is unknown"),
          hba(
              "line number",
              "local a b \\\nmd5\n\n\nlocal",
              "/etc/hba:5: error: rule ends before its database field",
              "lines are counted as they are written"),
          ident("no user", "m s", "rule ends before its database-user field", "3 needed"),
          ident("map alone", "m", "rule ends before its system-user field", "3 needed"),
          ident("users", "m s,t u", "several values in the system-user field", "one"));

  private static Broken hba(String name, String text, String expected, String because) {
    return new Broken(name, Dialect.PG_HBA, text, expected, because);
  }

  private static Broken ident(String name, String text, String summary, String because) {
    return new Broken("ident: " + name, Dialect.PG_IDENT, text, LINE_1 + summary, because);
  }

  @ParameterizedTest
  @FieldSource("BROKEN")
  void ruleThatLacksAFieldIsRejected(Broken one) {
    assertEquals(
        List.of(one.expected()),
        Texts.rejections(one.dialect(), source(one.text())),
        one.because());
  }

  @Test
  void columnsAreThoseOfTheDialect() {
    OrderedRules rules =
        rules(
            Dialect.PG_HBA,
            "local all u \"peer\" map=m\n\nhost a,b \"all\" 10.0.0.0 \\\n 255.0.0.0 md5\n");
    Location first = new Location("/etc/hba", 1);
    Location third = new Location("/etc/hba", 3);
    assertEquals(List.of(new Cell("peer", first), new Cell("md5", third)), rules.column("method"));
    assertEquals(
        List.of(new Cell("", first), new Cell("10.0.0.0 255.0.0.0", third)),
        rules.column("address"));
    assertEquals(List.of(new Cell("map=m", first), new Cell("", third)), rules.column("options"));
    assertEquals(List.of(new Cell("u", first), new Cell("\"all\"", third)), rules.column("user"));
    assertEquals(List.of(new Cell("all", first), new Cell("a,b", third)), rules.column("database"));
    for (String column : Dialect.PG_HBA.columns()) {
      assertEquals(2, rules.column(column).size(), column);
    }
    assertThrows(IllegalArgumentException.class, () -> rules.column("mask"));
  }

  @Test
  void columnsOfAMapAreItsThreeNames() {
    OrderedRules rules = rules(Dialect.PG_IDENT, "m \"/^(.*)@x$\" \\1\n");
    assertEquals(List.of("map", "system-user", "database-user"), Dialect.PG_IDENT.columns());
    assertEquals("m \"/^(.*)@x$\" \\1", rules.rules().getFirst().text());
    assertThrows(IllegalArgumentException.class, () -> rules.column("method"));
  }

  @Test
  void placeOfAnIncludedRuleIsInItsFile() {
    assertEquals(
        List.of(new Cell("md5", new Location("/etc/more.conf", 2))),
        rules(Dialect.PG_HBA, "include more.conf").column("method"));
  }
}
