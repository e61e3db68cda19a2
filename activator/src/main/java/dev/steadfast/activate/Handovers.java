package dev.steadfast.activate;

import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The handovers of one step: made in their order, and taken back in the opposite one. */
final class Handovers {
  private final Step.Reload step;
  private final Effects effects;
  private final LiveView view;
  private final SwitchProgress progress;
  private final List<Prepared> made = new ArrayList<>();

  /**
   * A handover and what its path showed before the switch.
   *
   * @param target of a link, as it was written; of a bind, the file on the host
   */
  private record Prepared(Handover handover, Path target) {
    /** The file that the process found before, on the host. */
    Path content() {
      return handover.knownAs().resolveSibling(target);
    }
  }

  Handovers(Step.Reload step, Effects effects, LiveView view, SwitchProgress progress) {
    this.step = step;
    this.effects = effects;
    this.view = view;
    this.progress = progress;
  }

  /**
   * Remembers what each path shows, durably, and then makes all handovers back to back.
   *
   * @throws IOException with those made so far standing
   * @throws SystemdException likewise
   */
  void make() throws IOException, SystemdException {
    List<Prepared> prepared = new ArrayList<>();
    for (Handover handover : step.handovers()) {
      prepared.addAll(prepare(handover));
    }
    for (Prepared next : prepared) {
      made.add(next);
      show(next.handover(), next.handover().content());
    }
  }

  private List<Prepared> prepare(Handover handover) throws IOException, SystemdException {
    return switch (handover) {
      case Handover.Stable _, Handover.Named _, Handover.ByCommand _ -> List.of();
      case Handover.Relink(Path link, Path content, var derived) ->
          List.of(new Prepared(handover, remembered(link, Files.readSymbolicLink(link))));
      case Handover.Bind(Path knownAs, Path content) ->
          List.of(new Prepared(handover, remembered(knownAs, shown(knownAs))));
    };
  }

  private Path remembered(Path knownAs, Path shown) throws IOException {
    return progress.before(step.unit(), knownAs, shown);
  }

  private Path shown(Path knownAs) throws IOException, SystemdException {
    Optional<Path> shown = view.shown(step.unit(), knownAs);
    return shown.orElseThrow(
        () -> new IOException(knownAs + ": what the process finds there has no path on the host"));
  }

  /** Nothing if the path shows that already, as after an interrupted switch. */
  private void show(Handover handover, Path content) throws IOException, SystemdException {
    switch (handover) {
      case Handover.Stable _, Handover.Named _, Handover.ByCommand _ -> {}
      case Handover.Relink(Path link, Path target, var derived) -> {
        if (!Files.readSymbolicLink(link).equals(content)) {
          effects.link(link, content);
        }
      }
      case Handover.Bind(Path knownAs, Path bound) -> {
        if (!view.doubts(step.unit(), knownAs, content).isEmpty()) {
          effects.bind(step.unit(), content, knownAs);
        }
      }
    }
  }

  /** Why the process does not find the new content everywhere; empty is the proof that it does. */
  List<String> doubts() throws IOException, SystemdException {
    List<String> doubts = new ArrayList<>();
    for (Handover handover : step.handovers()) {
      boolean isForTheProcess = !(handover instanceof Handover.ByCommand);
      if (isForTheProcess) {
        doubts.addAll(view.doubts(step.unit(), handover.knownAs(), handover.content()));
      }
    }
    return doubts;
  }

  /**
   * Takes back what was made and proves that the process finds the previous content.
   *
   * @return what could not be taken back; empty if all was
   */
  List<String> takeBack() {
    List<String> left = new ArrayList<>();
    for (Prepared one : made.reversed()) {
      try {
        show(one.handover(), one.target());
        left.addAll(view.doubts(step.unit(), one.handover().knownAs(), one.content()));
      } catch (IOException unable) {
        left.add(Why.of(unable));
      } catch (SystemdException unable) {
        left.add(one.handover().knownAs() + ": " + Why.of(unable));
      }
    }
    return left;
  }

  /**
   * Whether a file was handed over by activation itself or is read by the reload command of the
   * next unit: that cannot be taken back here.
   */
  boolean outliveTheStep() {
    return step.handovers().stream()
        .anyMatch(
            handover ->
                switch (handover) {
                  case Handover.Stable _, Handover.ByCommand _ -> true;
                  case Handover.Named _, Handover.Bind _, Handover.Relink _ -> false;
                });
  }

  /** What the paths of the binds that were made showed before. */
  SortedMap<Path, Path> boundBefore() {
    SortedMap<Path, Path> before = new TreeMap<>();
    for (Prepared one : made) {
      if (one.handover() instanceof Handover.Bind) {
        before.put(one.handover().knownAs(), one.content());
      }
    }
    return before;
  }

  /** The stacks of mounts that the binds have made. */
  List<String> depths() throws IOException, SystemdException {
    List<String> depths = new ArrayList<>();
    for (Handover handover : step.handovers()) {
      if (handover instanceof Handover.Bind(Path knownAs, Path content)) {
        UnitName unit = step.unit();
        depths.add(unit + ": mounts stacked on " + knownAs + ": " + view.depth(unit, knownAs));
      }
    }
    return depths;
  }
}
