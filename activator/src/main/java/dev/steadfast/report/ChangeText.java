package dev.steadfast.report;

import dev.steadfast.diff.Change;
import dev.steadfast.diff.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One change on its own lines, indented below its unit. */
record ChangeText(List<String> secrets) {
  private static final String INDENT = "    ";

  void append(Change change, StringBuilder out) {
    switch (change) {
      case Change.Setting setting -> appendSetting(setting, out);
      case Change.Script(var key, Path before, Path after, String lines) ->
          line(key + ": another script, " + lines + paths(before, after), out);
      case Change.Content(var key, Path before, Path after, String lines) ->
          line(key + ": another file, " + lines + paths(before, after), out);
      case Change.Unpaired(var key, Path before, Path after, String why) ->
          line(key + ": " + why + paths(before, after), out);
      case Change.Unknown(String what) -> line(what, out);
      case Change.ConfigValue(var artefact, var key, var before, var after) ->
          line(
              artefact.name()
                  + " "
                  + Secrets.shownKey(key, secrets)
                  + ReasonText.change(shown(key.shown(), before), shown(key.shown(), after)),
              out);
      case Change.RunsAlready(var artefact, var key, var before, var after) ->
          line(
              artefact.name()
                  + " "
                  + Secrets.shownKey(key, secrets)
                  + ReasonText.change(shown(key.shown(), before), shown(key.shown(), after))
                  + ", but this is what it runs with",
              out);
      case Change.Lost(var artefact, Path knownAs) ->
          line(artefact.name() + ": the mount over " + knownAs + " is gone", out);
      case Change.NotLoaded(var artefact, Path knownAs) ->
          line(artefact.name() + ": not known to have loaded " + knownAs, out);
      case Change.InForce(var key, String what) -> line(key + ": it runs " + what, out);
      case Change.Program(var key, Path before, Path after) ->
          line(key + ": another program" + paths(before, after), out);
      case Change.OnlyHashes(var key, Path before, Path after, String proof) ->
          line(key + ": same content (" + proof + ")" + paths(before, after), out);
      case Change.SameValue same -> line(same.key() + ": another spelling, same value", out);
      case Change.SameMeaning(var artefact) ->
          line(artefact.name() + ": other text, same meaning", out);
    }
  }

  private void appendSetting(Change.Setting setting, StringBuilder out) {
    String key = setting.key().toString();
    if (setting.before().size() <= 1 && setting.after().size() <= 1) {
      Optional<String> before = setting.before().stream().findFirst();
      Optional<String> after = setting.after().stream().findFirst();
      line(key + ReasonText.change(shown(key, before), shown(key, after)), out);
      return;
    }
    line(key + ":", out);
    for (String value : setting.before()) {
      line("  - " + shown(key, value), out);
    }
    for (String value : setting.after()) {
      line("  + " + shown(key, value), out);
    }
  }

  private Optional<String> shown(String key, Optional<String> value) {
    return value.map(text -> shown(key, text));
  }

  private String shown(String key, String value) {
    return Secrets.shown(key, value, secrets);
  }

  private static String paths(Path before, Path after) {
    return ", " + before + " -> " + after;
  }

  private static void line(String text, StringBuilder out) {
    out.append(INDENT).append(Printable.of(text)).append('\n');
  }
}
