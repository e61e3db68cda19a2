package dev.steadfast.cli;

import dev.steadfast.nixos.ChildEnvironment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be shown to a caller whose locale is not this process's. */
final class CallersLocale {
  private CallersLocale() {}

  /**
   * The charset of the caller's terminal. Source: locale(7), for the order of the variables.
   *
   * @param own of this process, and right if no launcher has changed the locale
   */
  static Charset charset(Map<String, String> environment, Charset own) {
    ChildEnvironment callers = ChildEnvironment.ofCaller(environment);
    if (!callers.changes().containsKey("LC_ALL")) {
      return own;
    }
    Map<String, String> known = callers.of(environment);
    for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      String locale = known.getOrDefault(name, "");
      if (!locale.isEmpty()) {
        String words = locale.toLowerCase(Locale.ROOT);
        boolean isUtf8 = words.contains("utf-8") || words.contains("utf8");
        return isUtf8 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
      }
    }
    return StandardCharsets.US_ASCII;
  }
}
