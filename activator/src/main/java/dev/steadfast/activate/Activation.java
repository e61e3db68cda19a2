package dev.steadfast.activate;

import dev.steadfast.plan.Plan;

/** Carries out plans as they stand. It decides nothing: each branch is one that a step declares. */
public final class Activation {
  private final Machine machine;
  private final ActivationOptions options;
  private final Outside outside;
  private final EffectListener listener;
  private final Ticker ticker;

  public Activation(
      Machine machine, ActivationOptions options, Outside outside, EffectListener listener) {
    this(machine, options, outside, listener, Ticker.system());
  }

  Activation(
      Machine machine,
      ActivationOptions options,
      Outside outside,
      EffectListener listener,
      Ticker ticker) {
    this.machine = machine;
    this.options = options;
    this.outside = outside;
    this.listener = listener;
    this.ticker = ticker;
  }

  /** Looks for everything that can be known to go wrong. Changes nothing that stays. */
  public Checked check(Plan plan) {
    return begin(plan).check();
  }

  /** {@link #check Checks} one plan and carries it out if nothing is wrong. */
  public ActivationReport run(Plan plan) {
    return run(plan, check(plan));
  }

  /**
   * Carries out one plan.
   *
   * <p>It may be killed at any instant: pins, the record of the switch and the lists are written
   * before what relies on them, and the next plan, made with {@link SwitchRecord#oldOf}, converges.
   *
   * @param checked what {@link #check} has said of it
   * @return one outcome per step, also when systemd is lost in the middle: then the record of the
   *     switch stays
   */
  public ActivationReport run(Plan plan, Checked checked) {
    return begin(plan).run(checked);
  }

  private ActivationRun begin(Plan plan) {
    JobWaits waits =
        new JobWaits(options.jobDeadline(), options.deadline(), outside.announcer(), ticker);
    Effects effects = new Effects(listener, machine.systemd(), waits);
    UserCommand commands = new UserCommand(machine.tools(), machine.places().host());
    DerivedCopies copies = new DerivedCopies(machine.places(), effects);
    Reach reach = new Reach(machine, effects, commands, copies, ticker, options.targets());
    return new ActivationRun(plan, reach, options, outside);
  }
}
