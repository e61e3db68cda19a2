package dev.steadfast.activate;

import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Step;
import dev.steadfast.process.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** Writes down what came of the handovers of one step, for the next switch to rely on. */
record HandoverRecord(Step.Reload step, Places places, Effects effects) {

  /** The process has loaded what was handed over. */
  Optional<String> loaded() {
    return change(
        known -> {
          HandedOver next = known;
          for (Handover handover : step.handovers()) {
            next = loaded(next.withLoaded(handover.knownAs()), handover);
          }
          return next;
        });
  }

  private static HandedOver loaded(HandedOver known, Handover handover) {
    return switch (handover) {
      case Handover.Bind(Path knownAs, Path content) -> known.withBound(knownAs, content);
      case Handover.ByCommand(Path knownAs, Path content) -> known.withPushed(knownAs, content);
      case Handover.Stable _, Handover.Named _, Handover.Relink _ -> known;
    };
  }

  /**
   * Handovers were taken back: a path that had been handed over before shows that content again.
   *
   * @param shown the file that a path shows
   */
  Optional<String> takenBack(SortedMap<Path, Path> shown) {
    return change(
        known -> {
          HandedOver next = known;
          for (var each : shown.entrySet()) {
            next = next.withBound(each.getKey(), each.getValue());
          }
          return next;
        });
  }

  /** It is not known that the process has loaded what it finds now. */
  Optional<String> notLoaded() {
    return change(
        known -> {
          HandedOver next = known;
          for (Handover handover : step.handovers()) {
            next = next.withNotLoaded(handover.knownAs());
          }
          return next;
        });
  }

  /** What went wrong, in words; empty if it is written down or there is nothing to write. */
  private Optional<String> change(UnaryOperator<HandedOver> change) {
    if (step.identity().isEmpty()) {
      return Optional.empty();
    }
    Identity identity = step.identity().get();
    Path file = places.handedOver(step.unit());
    HandedOver known =
        HandedOver.read(file, identity)
            .orElse(damaged -> Optional.empty())
            .orElseGet(() -> HandedOver.nothing(identity));
    HandedOver next = change.apply(known);
    try {
      if (!next.equals(known)) {
        effects.directory(places.handedOver());
        effects.write(file, next.text());
      }
      return Optional.empty();
    } catch (IOException unwritten) {
      return Optional.of("what was handed over cannot be recorded: " + Why.of(unwritten));
    }
  }
}
