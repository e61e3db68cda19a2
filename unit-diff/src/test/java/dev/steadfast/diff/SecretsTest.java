package dev.steadfast.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.config.ConfigKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  record Case(String name, String key, String input, String expected, String because) {
    Case {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String SETTING = "Service/ExecStart";

  static Stream<Case> keys() {
    return Stream.of(
        hidden("plain name", "password", "hunter2"),
        hidden("other case", "PassWord", "hunter2"),
        hidden("separators", "DB_PASS-WORD", "hunter2"),
        hidden("part of a name", "requirepass", "hunter2"),
        hidden("end of a name", "smtp_pass", "hunter2"),
        hidden("short form", "dbPwd", "hunter2"),
        hidden("key of two words", "Api.Key", "hunter2"),
        hidden("in a longer name", "secret_key_base", "hunter2"),
        hidden("empty value", "password", ""),
        hidden("a setting that holds a credential", "Service/SetCredential", "db:hunter2"),
        hidden("a command that may hold one", "ssl_passphrase_command", "echo hunter2"),
        hidden("a file name that is none", "password_file", "hunter2"),
        hidden("a number", "token", "1234"),
        shown("nothing secret", "work_mem", "8MB"),
        shown("a switch about secrets", "PasswordAuthentication", "no"),
        shown("a quoted switch", "server_tokens", "'off'"),
        shown("what is said about secrets", "password_encryption", "scram-sha-256"),
        shown("a path to a secret", "passwordFile", "/run/keys/db"),
        shown("names and paths", "Service/LoadCredential", "db-password:/run/keys/db"),
        shown("an address to pass on to", "proxy_pass", "http://127.0.0.1:80/"),
        shown("a socket to pass on to", "fastcgi_pass", "unix:/run/php.sock"),
        shown("the working directory", "PWD", "/srv"),
        new Case(
            "a key in the armour of PEM",
            "text",
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
            "(secret)",
            "the armour says what it is, whatever the name"));
  }

  static Stream<Case> urls() {
    return Stream.of(
        value("user and password", "http://user:pw@host/x", "http://(secret)@host/x"),
        value("user alone", "https://ghp_1234@host", "https://(secret)@host"),
        value("at sign in the password", "amqp://u:p@ss@host", "amqp://(secret)@host"),
        value("slash in the password", "pg://u:p/w@host/db", "pg://(secret)@host/db"),
        value("slash and at sign", "pg://u:p@s/w@rd@host", "pg://(secret)@host"),
        value("quote in the password", "x http://u:p'w@host y", "x http://(secret)@host y"),
        value("blank in a quoted one", "'http://u:p w@host' y", "'http://(secret)@host' y"),
        value("two of them", "a://u:p@h b://v:q@i", "a://(secret)@h b://(secret)@i"),
        value("one inside another", "a://h/b://u:p@i", "a://h/b://(secret)@i"),
        same("port", "http://host:8080/path"),
        same("no authority", "file:///etc/x@y"),
        same("at sign in the path", "https://host/@scope/pkg"),
        same("no URL", "sshd@7-10.0.0.1:22.service"));
  }

  static Stream<Case> pairs() {
    return Stream.of(
        value("conninfo", "host=a password=b port=5", "host=a password=(secret) port=5"),
        value("quoted conninfo", "'password=b port=5'", "'password=(secret)'"),
        value("later in quotes", "'host=a password=b port=5'", "'host=a password=(secret) port=5'"),
        value("doubled", "'h=a password=''b c'' p=5'", "'h=a password=(secret) p=5'"),
        value("escaped", "\"h=a password=\\\"b c\\\" p=5\"", "\"h=a password=(secret) p=5\""),
        value("rule", "ldap ldapbindpasswd=\"a b\" x=1", "ldap ldapbindpasswd=(secret) x=1"),
        value("variable", "\"DB_PASSWORD=a b\" \"C=d\"", "\"DB_PASSWORD=(secret)\" \"C=d\""),
        value("bare variable", "DB_PASSWORD=a C=d", "DB_PASSWORD=(secret) C=d"),
        value("escaped blank", "password=a\\ b c", "password=(secret) c"),
        value("pieces", "password=a'b c'd e", "password=(secret) e"),
        value("quote never closed", "password='a b", "password=(secret)"),
        value("blanks around", "password = a b", "password = (secret) b"),
        value("option", "run --password=a -v", "run --password=(secret) -v"),
        value("option and word", "run --token a -v", "run --token (secret) -v"),
        value("quoted option", "\"--token\" \"a b\" \"-v\"", "\"--token\" (secret) \"-v\""),
        value("list of words", "[\"--token\", \"a\", \"-v\"]", "[\"--token\", (secret) \"-v\"]"),
        value("one dash", "run -token a", "run -token (secret)"),
        same("option without a value", "run --password-prompt --verbose"),
        value("JSON", "{\"api_key\": \"a b\", \"x\": 1}", "{\"api_key\": (secret), \"x\": 1}"),
        value("header", "-H \"Authorization: Basic a\" x", "-H \"Authorization: (secret)\" x"),
        value("bare header", "Authorization: Basic a", "Authorization: (secret)"),
        value("mapping", "token: a b\nport: 1", "token: (secret)\nport: 1"),
        value("quote later in a mapping", "token: a \"b\" c", "token: (secret)"),
        value("query", "http://h/?access_token=a", "http://h/?access_token=(secret)"),
        value("SQL", "ALTER ROLE r PASSWORD 'a b' x", "ALTER ROLE r PASSWORD (secret) x"),
        value("markup", "<password>a</password>", "<password>(secret)"),
        value("apostrophe before", "it's password=a b", "it's password=(secret) b"),
        value("array", "passwords[0]=a b", "passwords[0]=(secret) b"),
        value("in a URL too", "a://u:token=b@h", "a://(secret)"),
        value("in a quoted query", "a://h:1/?password=\"b@c d\"", "a://(secret)"),
        value("path that is none", "--password-file=a/b", "--password-file=(secret)"),
        value("pair in a path", "token_file=/a?token=b", "token_file=(secret)"),
        same("path", "--password-file /run/keys/x --v"),
        same("placeholder path", "--token-file=%d/token --v"),
        same("switch", "--tokens=off --v"),
        same("name without a value", "reset password"),
        same("store path", "/nix/store/00000000000000000000000000000000-token.conf"),
        same("sentence", "3 lines"));
  }

  private static Case hidden(String name, String key, String input) {
    return new Case(name, key, input, "(secret)", "the key is a secret's name");
  }

  private static Case shown(String name, String key, String input) {
    return new Case(name, key, input, input, "the key only sounds like one");
  }

  private static Case value(String name, String input, String expected) {
    return new Case(name, SETTING, input, expected, "a part of the value is secret");
  }

  private static Case same(String name, String input) {
    return new Case(name, SETTING, input, input, "nothing in it is secret");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"keys", "urls", "pairs"})
  void masks(Case row) {
    assertEquals(row.expected(), Secrets.shown(row.key(), row.input(), List.of()), row.because());
  }

  @Test
  void namesAreUnique() {
    Set<String> names = new HashSet<>();
    Stream.of(keys(), urls(), pairs())
        .flatMap(rows -> rows)
        .forEach(row -> assertTrue(names.add(row.name()), row.name()));
  }

  @Test
  void globsAddNames() {
    List<String> globs = List.of("master*", "?ealm");
    assertEquals("(secret)", Secrets.shown("masterauth", "a", globs));
    assertEquals("x realm=(secret)", Secrets.shown(SETTING, "x realm=a", globs));
    assertEquals("a", Secrets.shown("slaveauth", "a", globs));
  }

  /** Looking at one name, quote or URL of these again for each other would take minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a://b,\"c://d\",",
        "a://",
        "a://h:1/",
        "a://b ",
        "password_file=/",
        "password=on'",
        "password ",
        "token: \\\"",
        "--token ",
        "\"password",
        "a"
      })
  void takesTimeInProportionToTheLength(String piece) {
    String text = piece.repeat(400_000 / piece.length());
    String shown =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> Secrets.shown(SETTING, text, List.of("x*")));
    assertFalse(shown.isEmpty());
  }

  record Key(String value, String shown, String expected, String because) {}

  static List<Key> shownKeys() {
    String mapped = "http/map[$http_authorization $ok]/Bearer abc";
    return List.of(
        new Key("work_mem", "work_mem", "work_mem", "a name and nothing else"),
        new Key("db_password", "db_password", "db_password", "the name of a secret is none"),
        new Key("http/server/listen", "http/server[a]/listen", "http/server[a]/listen", "harmless"),
        new Key(
            "http/proxy_set_header",
            "http/proxy_set_header[Authorization]",
            "http/proxy_set_header[Authorization]",
            "the name of a header"),
        new Key(
            "http/server/if",
            "http/server[a]/if[$http_x_token = abc]",
            "http/server/if (secret)",
            "compared with a secret"),
        new Key("http/map", mapped, "http/map (secret)", "an entry that is one"),
        new Key(
            "http/server/location/return",
            "http/server[a]/location[/hook/secret/abc]/return[200]",
            "http/server/location/return (secret)",
            "a path that holds one"));
  }

  @ParameterizedTest
  @MethodSource("shownKeys")
  void keysShowNoSecretEither(Key row) {
    ConfigKey key = new ConfigKey(row.value(), row.shown());
    assertEquals(row.expected(), Secrets.shownKey(key, List.of()), row.because());
  }

  @Test
  void anOperatorsGlobHidesMoreOfAKey() {
    ConfigKey key = new ConfigKey("http/if", "http/if[$arg_hook = abc]");
    assertEquals("http/if (secret)", Secrets.shownKey(key, List.of("arg_hook")));
  }
}
