package dev.steadfast.activate;

import dev.steadfast.plan.PlanLists;

/**
 * What the parts of one run share.
 *
 * @param targets whether what is announced lists targets that are started anyway
 */
record Reach(
    Machine machine,
    Effects effects,
    UserCommand commands,
    DerivedCopies copies,
    Ticker ticker,
    PlanLists.Targets targets) {}
