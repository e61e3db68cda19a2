package dev.steadfast.activate;

import dev.steadfast.plan.Plan;

/** Carries out plans as they stand. It decides nothing: each branch is one that a step declares. */
public final class Activation {
  private final Machine machine;
  private final ActivationOptions options;
  private final EffectListener listener;
  private final Ticker ticker;

  public Activation(Machine machine, ActivationOptions options, EffectListener listener) {
    this(machine, options, listener, Ticker.system());
  }

  Activation(Machine machine, ActivationOptions options, EffectListener listener, Ticker ticker) {
    this.machine = machine;
    this.options = options;
    this.listener = listener;
    this.ticker = ticker;
  }

  /**
   * Carries out one plan.
   *
   * <p>It may be killed at any instant: pins and the record of the switch are written before what
   * relies on them, and the next plan, made with {@link SwitchRecord#oldOf}, converges.
   *
   * @return one outcome per step, also when systemd is lost in the middle: then the record of the
   *     switch stays
   */
  public ActivationReport run(Plan plan) {
    Effects effects = new Effects(listener, machine.systemd(), options.jobDeadline());
    UserCommand commands = new UserCommand(machine.tools(), machine.places().host());
    DerivedCopies copies = new DerivedCopies(machine.places(), effects);
    return new ActivationRun(plan, new Reach(machine, effects, commands, copies, ticker), options)
        .run();
  }
}
