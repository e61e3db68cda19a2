package dev.steadfast.systemd;

/** The jobs that a plan can ask for. */
public enum JobType {
  START,
  STOP,
  RELOAD,
  RESTART
}
