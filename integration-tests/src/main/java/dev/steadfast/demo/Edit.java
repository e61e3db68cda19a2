package dev.steadfast.demo;

import dev.steadfast.box.PostgresWorld;

/** The edit that the demo makes: one setting, and one rule on who may log in. */
final class Edit {
  /** What {@code work_mem} becomes, as the server shows it. */
  static final String WORK_MEM = "64MB";

  /** Who is allowed to log in. */
  static final String ROLE = "guest";

  private Edit() {}

  /** The system before. */
  static PostgresWorld old() {
    return world("4MB");
  }

  /** The system after. */
  static PostgresWorld next() {
    return world(WORK_MEM).allow("host bench " + ROLE + " 127.0.0.1/32 trust");
  }

  private static PostgresWorld world(String workMem) {
    return PostgresWorld.nixosDefault().set("work_mem", workMem);
  }
}
