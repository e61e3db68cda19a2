package dev.steadfast.diff;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes as lines that a table of expected ones can hold: store paths without their hashes. */
final class Shown {
  private Shown() {}

  /** {@code a.service: CHANGE}, or what became of the unit; problems as {@code file:line: …}. */
  static List<String> of(Parsed<List<UnitChange>> parsed) {
    return switch (parsed) {
      case Parsed.Accepted<List<UnitChange>>(List<UnitChange> changes, var warnings) -> {
        List<String> lines = new ArrayList<>();
        changes.forEach(change -> lines.addAll(lines(change)));
        yield lines;
      }
      case Parsed.Rejected<List<UnitChange>>(List<Diagnostic> problems) ->
          problems.stream()
              .map(each -> name(Path.of(each.location().file())) + location(each) + each.summary())
              .toList();
    };
  }

  private static String location(Diagnostic problem) {
    return problem.location().line() == 0 ? ": " : ":" + problem.location().line() + ": ";
  }

  private static List<String> lines(UnitChange change) {
    return switch (change) {
      case UnitChange.Added added ->
          List.of(added.unit() + " added" + (added.wanted() ? ", wanted" : ""));
      case UnitChange.Removed removed ->
          List.of(
              removed.unit()
                  + " removed"
                  + switch (removed.how()) {
                    case GONE -> "";
                    case MASKED -> ", masked";
                    case UNDECLARED -> ", undeclared";
                  });
      case UnitChange.Modified modified -> {
        List<String> lines = new ArrayList<>();
        modified.changes().forEach(each -> lines.add(modified.unit() + ": " + line(each)));
        modified.unlocated().forEach(each -> lines.add(modified.unit() + ": (" + each + ")"));
        yield lines;
      }
    };
  }

  private static String line(Change change) {
    return switch (change) {
      case Change.Setting(var key, List<String> before, List<String> after) ->
          withoutHashes(key + " " + before + " -> " + after);
      case Change.Script(var key, Path before, Path after, String lines) ->
          key + " script " + pair(before, after) + ", " + lines;
      case Change.Content(var key, Path before, Path after, String lines) ->
          key + " file " + pair(before, after) + ", " + lines;
      case Change.Unpaired(var key, Path before, Path after, String why) ->
          key + " unpaired " + pair(before, after) + ", " + why;
      case Change.Program(var key, Path before, Path after) ->
          key + " program " + pair(before, after);
      case Change.OnlyHashes(var key, Path before, Path after, String proof) ->
          key + " only hashes " + pair(before, after) + ", " + proof;
      case Change.ConfigValue(Artefact artefact, var key, var before, var after) ->
          artefact.name() + " " + key + ": " + value(before) + " -> " + value(after);
      case Change.RunsAlready(Artefact artefact, var key, var before, var after) ->
          artefact.name() + " " + key + " runs already: " + value(before) + " -> " + value(after);
      case Change.Lost(Artefact artefact, Path knownAs) -> artefact.name() + " lost: " + knownAs;
      case Change.NotLoaded(Artefact artefact, Path knownAs) ->
          artefact.name() + " not loaded: " + knownAs;
      case Change.InForce(var key, String what) ->
          withoutHashes(key + " in force: started " + what);
      case Change.SameValue(var key, List<String> before, List<String> after) ->
          key + " " + before + " means " + after;
      case Change.SameMeaning(Artefact artefact) -> artefact.name() + " means the same";
      case Change.Unknown(String what) -> "unknown: " + what;
    };
  }

  private static String value(Optional<String> value) {
    return value.map(Shown::withoutHashes).orElse("(none)");
  }

  private static String pair(Path before, Path after) {
    return name(before).equals(name(after)) ? name(before) : name(before) + " -> " + name(after);
  }

  private static String name(Path path) {
    return withoutHashes(path.toString());
  }

  private static String withoutHashes(String text) {
    return text.replaceAll("/nix/store/[0-9a-z]{32}-", "");
  }
}
