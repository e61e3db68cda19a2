package dev.steadfast.diff;

import dev.steadfast.diagnostic.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Differences without their direction: what a difference and the one back must agree on. */
record Mirror(boolean turned) {

  /** All that differs, sorted; {@code turned} for the way back. */
  static List<String> of(Parsed<List<UnitChange>> parsed, boolean turned) {
    List<UnitChange> changes =
        parsed.orElse(
            problems -> {
              throw new AssertionError(problems);
            });
    Mirror mirror = new Mirror(turned);
    List<String> lines = new ArrayList<>();
    changes.forEach(change -> lines.addAll(mirror.lines(change)));
    Collections.sort(lines);
    return lines;
  }

  private List<String> lines(UnitChange change) {
    return switch (change) {
      case UnitChange.Added added -> List.of(added.unit() + pair("not there", "there"));
      case UnitChange.Removed(var unit, var before, UnitChange.Removal how)
          when how == UnitChange.Removal.UNDECLARED ->
          // An instance may run before anything declares it, so it is not added by that.
          List.of();
      case UnitChange.Removed removed -> List.of(removed.unit() + pair("there", "not there"));
      case UnitChange.Modified modified ->
          modified.changes().stream().map(each -> modified.unit() + line(each)).toList();
    };
  }

  private String line(Change change) {
    return switch (change) {
      case Change.Setting(var key, List<String> before, List<String> after) ->
          "setting " + key + pair(before, after);
      case Change.Script(var key, Path before, Path after, var lines) ->
          "script " + key + pair(before, after);
      case Change.Content(var key, Path before, Path after, var lines) ->
          "content " + key + pair(before, after);
      case Change.Unpaired(var key, Path before, Path after, var why) ->
          "unpaired " + key + pair(before, after);
      case Change.Program(var key, Path before, Path after) ->
          "program " + key + pair(before, after);
      case Change.OnlyHashes(var key, Path before, Path after, var proof) ->
          "hashes " + key + pair(before, after);
      case Change.ConfigValue(Artefact artefact, var key, var before, var after) ->
          artefact.name() + key + pair(artefact) + pair(before, after);
      case Change.RunsAlready(Artefact artefact, var key, var before, var after) ->
          artefact.name() + key + pair(before, after);
      case Change.Lost(Artefact artefact, Path knownAs) -> artefact.name() + knownAs;
      case Change.NotLoaded(Artefact artefact, Path knownAs) -> artefact.name() + knownAs;
      case Change.InForce(var key, String what) -> key + what;
      case Change.SameValue(var key, List<String> before, List<String> after) ->
          "same " + key + pair(before, after);
      case Change.SameMeaning(Artefact artefact) -> artefact.name() + pair(artefact);
      case Change.Unknown(String what) -> what;
    };
  }

  private String pair(Artefact artefact) {
    Optional<Path> before = artefact.before();
    Optional<Path> after = artefact.after();
    return pair(before, after);
  }

  private String pair(Object before, Object after) {
    return turned ? " " + after + " | " + before : " " + before + " | " + after;
  }
}
