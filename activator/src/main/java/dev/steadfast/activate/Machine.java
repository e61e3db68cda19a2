package dev.steadfast.activate;

import dev.steadfast.systemd.Systemd;

/** The running system as far as an activation sees it and acts on it. */
public record Machine(Systemd systemd, LiveView view, UnitLog log, Tools tools, Places places) {}
