package dev.steadfast.plan;

import dev.steadfast.diff.Change;
import dev.steadfast.plan.HandoverChoice.Choice;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Policy;
import java.nio.file.Path;
import java.util.Optional;

/** Tells what would make the verdict on a change milder. */
final class Milder {
  private static final Path POLICIES = Path.of("/etc/steadfast/policies");
  private static final String DOCUMENT = " (docs/policies.md)";
  private final Grounds grounds;
  private final Step step;

  Milder(Grounds grounds, Step step) {
    this.grounds = grounds;
    this.step = step;
  }

  /** Empty where the process is not disrupted for this change, now or later. */
  Optional<String> of(Weighed weighed) {
    if (weighed.reason().effect() != Effect.RESTART) {
      return Optional.empty();
    }
    if (step.verdict().owed().contains(weighed.reason())) {
      return Optional.of("'systemctl restart " + step.unit() + "' brings it into effect");
    }
    if (weighed.choice().isPresent() && weighed.choice().get() instanceof Choice.Blocked blocked) {
      return Optional.of("a reload would do, but " + blocked.why());
    }
    return Optional.of(
        weighed.byRow().rule().equals(DefaultRows.NO_RULE)
            ? withoutRow(weighed.change())
            : byRow(weighed));
  }

  private String withoutRow(Change change) {
    return switch (change) {
      case Change.ConfigValue value ->
          "a row for key "
              + value.key().shown()
              + " of artefact "
              + value.artefact().name()
              + " in "
              + policyFile()
              + DOCUMENT
              + ", if the daemon takes it without a restart";
      case Change.Content content ->
          "a policy that knows "
              + content.after().getFileName()
              + " as an artefact of the unit"
              + DOCUMENT
              + ", or the file in X-Reload-Triggers= (reloadTriggers in NixOS), if a reload of the"
              + " unit loads it";
      case Change.Setting setting -> noRow(setting.key().name());
      case Change.Script script -> noRow(script.key().name());
      case Change.Program program -> noRow(program.key().name());
      case Change.Unpaired unpaired -> noRow(unpaired.key().name());
      case Change.RunsAlready _, Change.Lost _, Change.NotLoaded _, Change.InForce _ ->
          nothing(change);
      case Change.OnlyHashes _, Change.SameMeaning _, Change.Unknown _ -> nothing(change);
      case Change.SameValue _ -> nothing(change);
    };
  }

  private static String noRow(String setting) {
    return "nothing: there is no row for " + setting + "=, so no milder effect of it is known";
  }

  private String byRow(Weighed weighed) {
    return weighed.byRow().rule().equals("flag/X-Restart-Triggers")
        ? "X-Reload-Triggers= in place of X-Restart-Triggers= (reloadTriggers in NixOS), if a"
            + " reload of the unit loads it"
        : nothing(weighed.change());
  }

  private String nothing(Change change) {
    return "nothing but a restart; " + postponed(change);
  }

  private String postponed(Change change) {
    Optional<String> obstacle = obstacle(change);
    return switch (grounds.mode().mode()) {
      case OWE -> "it cannot be postponed: " + obstacle.orElse("the unit is refused as a whole");
      case RESTART, REFUSE ->
          obstacle
              .map(why -> "it cannot be postponed: " + why)
              .orElseGet(() -> way() + " postpones it");
    };
  }

  /** A unit's restart is owed for all of its changes or for none. */
  private Optional<String> obstacle(Change change) {
    Optional<String> own = Owing.obstacle(change);
    if (own.isPresent()) {
      return own;
    }
    for (Weighed other : grounds.weighed()) {
      if (other.byRow().effect() == Effect.RESTART) {
        Optional<String> why = Owing.obstacle(other.change());
        if (why.isPresent()) {
          return Optional.of(other.byRow().key() + " has changed too, and " + why.get());
        }
      }
    }
    return Optional.empty();
  }

  private String way() {
    return grounds.policy().isPresent()
        ? "'mode: owe' in " + policyFile()
        : "X-RestartIfChanged=false of the unit (restartIfChanged in NixOS)";
  }

  private Path policyFile() {
    return POLICIES.resolve(grounds.policy().map(Policy::name).orElse("NAME") + ".yaml");
  }
}
