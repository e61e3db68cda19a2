package dev.steadfast.activate;

import dev.steadfast.activate.Tools.Tool;
import dev.steadfast.config.Term.Part;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.ClientSpec;
import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.RunAs;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.ValidationSpec;
import dev.steadfast.plan.WitnessSpec;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks for everything that can be known to go wrong before anything is touched. */
final class Preflight {
  private final Machine machine;
  private final Pins pins;
  private final DerivedCopies copies;
  private final UserCommand commands;
  private final ActivationOptions options;

  Preflight(Reach reach, Pins pins, ActivationOptions options) {
    this.options = options;
    this.machine = reach.machine();
    this.pins = pins;
    this.copies = reach.copies();
    this.commands = reach.commands();
  }

  /** Checks of the configuration are made only if everything that the switch needs is there. */
  Checked check(Plan plan) {
    List<String> invalid = new ArrayList<>(problemsOf(plan));
    invalid.addAll(tools(plan, needsNextEtc(plan)));
    invalid.addAll(pins.problems(plan));
    for (Step step : plan.steps().values()) {
      if (step instanceof Step.Reload reload) {
        invalid.addAll(reload(reload));
      }
    }
    return invalid.isEmpty() ? validate(plan) : new Checked(invalid, List.of());
  }

  private List<String> problemsOf(Plan plan) {
    List<String> problems = new ArrayList<>();
    for (Plan.RefusedUnit refused : plan.refused()) {
      problems.add(refused.unit() + ": refused: " + refused.reason().because());
    }
    if (plan.basis() == Basis.ASSUMED) {
      problems.add("error: the plan was made without looking at the running system");
    }
    Path script = script(plan, options);
    if (!Files.isExecutable(script)) {
      problems.add("error: " + script + " does not exist or cannot be executed");
    }
    return problems;
  }

  static Path script(Plan plan, ActivationOptions options) {
    return options.argument(plan).resolve("activate");
  }

  private boolean needsNextEtc(Plan plan) {
    boolean hasCommand =
        plan.steps().values().stream()
            .flatMap(step -> Validations.of(step).stream())
            .anyMatch(ValidationSpec.Command.class::isInstance);
    try {
      return hasCommand && NextEtc.differs(machine.places().host(), plan.to());
    } catch (IOException unreadable) {
      return false;
    }
  }

  private List<String> tools(Plan plan, boolean needsNextEtc) {
    SortedSet<Tool> needed = new TreeSet<>(needsNextEtc ? NextEtc.TOOLS : new TreeSet<>());
    plan.steps().values().forEach(step -> needed.addAll(tools(step)));
    return needed.stream()
        .filter(tool -> machine.tools().find(tool).isEmpty())
        .map(machine.tools()::missing)
        .toList();
  }

  private static List<Tool> tools(Step step) {
    List<Tool> needed = new ArrayList<>();
    for (ValidationSpec spec : Validations.of(step)) {
      if (spec instanceof ValidationSpec.Command command && !isRoot(command.runAs())) {
        needed.add(Tool.SETPRIV);
      }
    }
    if (step instanceof Step.Reload reload) {
      reload
          .client()
          .filter(client -> !isRoot(client.runAs()))
          .ifPresent(c -> needed.add(Tool.SETPRIV));
      if (reload.witnesses().stream().anyMatch(WitnessSpec.LogFreeOf.class::isInstance)) {
        needed.add(Tool.JOURNALCTL);
      }
    }
    return needed;
  }

  private static boolean isRoot(RunAs as) {
    return UserCommand.isRoot(as.user()) && UserCommand.isRoot(as.group());
  }

  private List<String> reload(Step.Reload step) {
    List<String> problems = new ArrayList<>(copies.problems(step));
    step.client().ifPresent(client -> problems.addAll(client(step, client)));
    for (Handover handover : step.handovers()) {
      boolean isMade = handover instanceof Handover.Relink relink && relink.derived().isPresent();
      if (!isMade) {
        content(handover.content()).ifPresent(why -> problems.add(step.unit() + ": error: " + why));
      }
    }
    return problems;
  }

  private Optional<String> content(Path file) {
    try {
      return machine.places().host().exists(file)
          ? Optional.empty()
          : Optional.of(file + " does not exist");
    } catch (IOException unreadable) {
      return Optional.of(Why.of(unreadable));
    }
  }

  /** The client's program, where no placeholder stands in its path. */
  private static List<String> client(Step.Reload step, ClientSpec client) {
    StringBuilder program = new StringBuilder();
    for (Part part : client.run().isEmpty() ? List.<Part>of() : client.run().getFirst().parts()) {
      switch (part) {
        case Part.Placeholder later -> {
          return List.of();
        }
        case Part.Literal(String text) -> program.append(text);
      }
    }
    return program.toString().startsWith("/") && Files.isExecutable(Path.of(program.toString()))
        ? List.of()
        : List.of(step.unit() + ": error: the client " + program + " cannot be executed");
  }

  private Checked validate(Plan plan) {
    SystemRoot host = machine.places().host();
    if (plan.steps().values().stream().allMatch(step -> Validations.of(step).isEmpty())) {
      return new Checked(List.of(), List.of());
    }
    try (NextEtc etc = NextEtc.of(host, plan.to(), machine.places().scratch(), machine.tools())) {
      return validate(plan, new Validations(commands, host, etc));
    } catch (IOException failed) {
      return new Checked(
          List.of("error: the next /etc cannot be shown: " + Why.of(failed)), List.of());
    }
  }

  private static Checked validate(Plan plan, Validations validations) {
    List<String> invalid = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Step step : plan.steps().values()) {
      for (Validations.Finding finding : validations.check(step)) {
        switch (finding) {
          case Validations.Finding.Invalid(String why) -> invalid.add(why);
          case Validations.Finding.NotValidated(String why) -> notes.add("not validated: " + why);
        }
      }
    }
    return new Checked(invalid, notes);
  }
}
