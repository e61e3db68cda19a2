package dev.steadfast.cli;

import dev.steadfast.config.ConfigContent;
import dev.steadfast.config.ConfigSource;
import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.ArtefactSpec;
import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.diff.Change;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.diff.UnitDiff;
import dev.steadfast.plan.ChangedFile;
import dev.steadfast.plan.FirstDifference;
import dev.steadfast.plan.FirstDifference.Nowhere;
import dev.steadfast.plan.PlanInput;
import dev.steadfast.process.LiveProcess;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the files that the changes of a unit stand in, and where they first differ. What cannot be
 * read is said in place of a line.
 */
final class ChangedFiles {
  private static final Nowhere UNREADABLE = new Nowhere("one of the two cannot be read as a text");
  private final Generation old;
  private final Generation next;
  private final PlanInput input;
  private final UnitChange.Modified change;

  ChangedFiles(Generation old, Generation next, PlanInput input, UnitChange.Modified change) {
    this.old = old;
    this.next = next;
    this.input = input;
    this.change = change;
  }

  /** By change; a change that stands in no file is not among them. */
  Map<Change, ChangedFile> all() {
    Map<Change, ChangedFile> files = new HashMap<>();
    for (Change each : change.changes()) {
      of(each).ifPresent(file -> files.put(each, file));
    }
    return files;
  }

  private Optional<ChangedFile> of(Change each) {
    return switch (each) {
      case Change.ConfigValue value -> Optional.of(artefact(value.artefact()));
      case Change.RunsAlready already -> Optional.of(artefact(already.artefact()));
      case Change.Lost lost -> Optional.of(artefact(lost.artefact()));
      case Change.NotLoaded notLoaded -> Optional.of(artefact(notLoaded.artefact()));
      case Change.SameMeaning same -> Optional.of(artefact(same.artefact()));
      case Change.Setting _, Change.SameValue _ -> Optional.of(unitFile());
      case Change.Script(SettingKey key, Path before, Path after, var lines) ->
          Optional.of(text(key, before, after));
      case Change.Content(SettingKey key, Path before, Path after, var lines) ->
          Optional.of(text(key, before, after));
      case Change.Program(SettingKey key, Path before, Path after) ->
          Optional.of(file(key, before, after, new Nowhere("programs have no lines")));
      case Change.OnlyHashes(SettingKey key, Path before, Path after, var proof) ->
          Optional.of(file(key, before, after, new Nowhere("only store hashes differ")));
      case Change.Unpaired(SettingKey key, Path before, Path after, var why) ->
          Optional.of(
              file(key, before, after, new Nowhere("the two were not compared to the end")));
      case Change.InForce _, Change.Unknown _ -> Optional.empty();
    };
  }

  private ChangedFile file(SettingKey key, Path before, Path after, FirstDifference difference) {
    return new ChangedFile(
        Optional.of(before), Optional.of(after), difference, scriptsTo(key, after));
  }

  private List<Path> scriptsTo(SettingKey key, Path file) {
    try {
      return UnitDiff.scriptsTo(next.view(), change.after(), key, file);
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private ChangedFile text(SettingKey key, Path before, Path after) {
    try {
      List<LineComparison.Text> one = List.of(read(old.view(), before));
      List<LineComparison.Text> other = List.of(read(next.view(), after));
      return file(key, before, after, LineComparison.between(one, other));
    } catch (IOException unreadable) {
      return file(key, before, after, UNREADABLE);
    }
  }

  private static LineComparison.Text read(SystemRoot view, Path path) throws IOException {
    return new LineComparison.Text(path, view.text(path));
  }

  private ChangedFile unitFile() {
    return new ChangedFile(
        first(change.before()), first(change.after()), unitDifference(), List.of());
  }

  private static Optional<Path> first(UnitFile unit) {
    return unit.sources().stream().findFirst();
  }

  private FirstDifference unitDifference() {
    try {
      return LineComparison.between(
          texts(old.view(), change.before().sources()),
          texts(next.view(), change.after().sources()));
    } catch (IOException unreadable) {
      return UNREADABLE;
    }
  }

  private static List<LineComparison.Text> texts(SystemRoot view, List<Path> paths)
      throws IOException {
    List<LineComparison.Text> texts = new ArrayList<>();
    for (Path path : paths) {
      texts.add(read(view, path));
    }
    return texts;
  }

  private ChangedFile artefact(Artefact artefact) {
    Optional<ArtefactSpec> spec =
        input.policies().artefactsOf(change.after()).stream()
            .filter(each -> each.name().equals(artefact.name()))
            .findFirst();
    List<Path> scripts =
        spec.isPresent()
                && artefact.after().isPresent()
                && spec.get().source() instanceof Source.InSetting in
            ? scriptsTo(in.setting(), artefact.after().get())
            : List.of();
    FirstDifference difference =
        spec.isPresent() && artefact.before().isPresent() && artefact.after().isPresent()
            ? difference(spec.get(), artefact.before().get(), artefact.after().get())
            : new Nowhere("it is not on both sides");
    return new ChangedFile(artefact.before(), artefact.after(), difference, scripts);
  }

  private FirstDifference difference(ArtefactSpec spec, Path before, Path after) {
    try {
      return LineComparison.between(
          parts(spec, viewOf(before), before), parts(spec, next.view(), after));
    } catch (IOException unreadable) {
      return UNREADABLE;
    }
  }

  /** The process's own view, if it finds the path there. */
  private SystemRoot viewOf(Path before) throws IOException {
    LiveProcess process = input.observed().processes().get(change.unit());
    return process != null && process.view().exists(before) ? process.view() : old.view();
  }

  /** An artefact, then what it includes. */
  private static List<LineComparison.Text> parts(ArtefactSpec spec, SystemRoot view, Path path)
      throws IOException {
    LineComparison.Text whole = read(view, path);
    List<Path> included =
        spec.dialect()
            .parse(new ConfigSource(view, path, whole.text()), spec.types())
            .map(ConfigContent::included)
            .orElse(problems -> List.of());
    List<LineComparison.Text> parts = new ArrayList<>(List.of(whole));
    parts.addAll(texts(view, included));
    return parts;
  }
}
