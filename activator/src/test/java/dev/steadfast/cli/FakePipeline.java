package dev.steadfast.cli;

import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.Explanation;
import dev.steadfast.plan.Plan;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Answers with what it was given, and remembers what it was asked. */
final class FakePipeline implements Pipeline {
  final List<String> asked = new ArrayList<>();
  Parsed<Plan> plan;
  Supplier<Parsed<Explanation>> explanation =
      () ->
          Parsed.of(
              Explanation.withoutStep(new UnitName("a.service"), Basis.ASSUMED, "nothing differs"));
  Parsed<Difference> difference = Parsed.of(new Difference(List.of(), List.of()));

  FakePipeline(Parsed<Plan> plan) {
    this.plan = plan;
  }

  /** All goes well. */
  static FakePipeline planning(Plan plan) {
    return new FakePipeline(Parsed.of(plan));
  }

  @Override
  public Parsed<Plan> plan(PlanRequest request) {
    asked.add(request.toString());
    return plan;
  }

  @Override
  public Parsed<Explanation> explain(UnitName unit, PlanRequest request) {
    asked.add(unit + " " + request);
    return explanation.get();
  }

  @Override
  public Parsed<Difference> diff(DiffRequest request) {
    asked.add(request.toString());
    return difference;
  }
}
