package dev.steadfast.plan;

import dev.steadfast.plan.Plan.RefusedUnit;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Mode;
import dev.steadfast.policy.PolicySet;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * Plans a socket that differs. It can only listen anew while its service does not run, so both are
 * one step, or neither is touched: a service that must not be restarted keeps the old listener.
 */
final class SocketPlanning {
  private final UnitName socket;
  private final SortedMap<UnitName, UnitFile> services;
  private final PolicySet policies;
  private final List<RefusedUnit> refused = new ArrayList<>();

  SocketPlanning(UnitName socket, SortedMap<UnitName, UnitFile> services, PolicySet policies) {
    this.socket = socket;
    this.services = services;
    this.policies = policies;
  }

  /** Services whose mode refuses the whole switch. */
  List<RefusedUnit> refused() {
    return refused;
  }

  /**
   * The step.
   *
   * @param isUp whether a service runs: one that does not is in nobody's way
   */
  Step step(List<Reason> reasons, Predicate<UnitName> isUp) {
    if (Planner.strongest(reasons).compareTo(Effect.RELOAD) < 0) {
      return new Step.Keep(socket, verdict(Mode.RESTART, reasons, List.of()), List.of());
    }
    List<Reason> owed = new ArrayList<>();
    for (Map.Entry<UnitName, UnitFile> service : services.entrySet()) {
      UnitMode mode = UnitMode.of(service.getValue(), policies.policyFor(service.getValue()));
      if (isUp.test(service.getKey())) {
        obstacle(service.getKey(), mode, reasons, owed);
      }
    }
    return owed.isEmpty()
        ? new Step.Relisten(
            socket,
            verdict(Mode.RESTART, reasons, List.of()),
            new java.util.TreeSet<>(services.keySet()))
        : new Step.Keep(socket, verdict(Mode.OWE, reasons, owed), List.of());
  }

  private void obstacle(UnitName service, UnitMode mode, List<Reason> reasons, List<Reason> owed) {
    switch (mode.mode()) {
      case RESTART -> {}
      case OWE -> {
        owed.addAll(reasons.stream().filter(r -> r.effect() == Effect.RESTART).toList());
        mode.reason().ifPresent(owed::add);
      }
      case REFUSE -> refused.add(new RefusedUnit(service, DefaultRows.socketChanged(socket)));
    }
  }

  private static Verdict verdict(Mode mode, List<Reason> reasons, List<Reason> owed) {
    return new Verdict(mode, reasons, owed);
  }
}
