package dev.steadfast.activate;

/** What the parts of one run share. */
record Reach(
    Machine machine, Effects effects, UserCommand commands, DerivedCopies copies, Ticker ticker) {}
