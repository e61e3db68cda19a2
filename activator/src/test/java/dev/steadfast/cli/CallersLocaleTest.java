package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CallersLocaleTest {
  private static final Charset ASCII = StandardCharsets.US_ASCII;
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final Charset OWN = StandardCharsets.ISO_8859_1;

  record Case(Map<String, String> environment, Charset expected, String because) {
    Case {
      assertFalse(because.isBlank(), environment.toString());
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case(Map.of("LC_ALL", "C"), OWN, "no launcher was there"),
          new Case(launched("", Map.of()), ASCII, "no locale is the C locale"),
          new Case(launched("=de_DE.UTF-8", Map.of()), UTF_8, "its codeset"),
          new Case(launched("=en_US.utf8", Map.of()), UTF_8, "the other spelling"),
          new Case(launched("=C", Map.of("LANG", "C.UTF-8")), ASCII, "LC_ALL is the strongest"),
          new Case(launched("=", Map.of("LANG", "C.UTF-8")), UTF_8, "an empty one is none"),
          new Case(
              launched("", Map.of("LC_CTYPE", "C", "LANG", "C.UTF-8")), ASCII, "then LC_CTYPE"),
          new Case(launched("", Map.of("LANG", "C.UTF-8")), UTF_8, "then LANG"));

  @ParameterizedTest
  @FieldSource("CASES")
  void charsets(Case one) {
    assertEquals(one.expected(), CallersLocale.charset(one.environment(), OWN), one.because());
  }

  private static Map<String, String> launched(String callers, Map<String, String> others) {
    Map<String, String> environment = new TreeMap<>(others);
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("STEADFAST_LC_ALL", callers);
    return environment;
  }
}
