package dev.steadfast.demo;

import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.PostgresWorld;

/**
 * The edit that the demo makes: one setting of PostgreSQL, one rule on who may log in, and what
 * nginx answers.
 */
final class Edit {
  /** What {@code work_mem} becomes, as the server shows it. */
  static final String WORK_MEM = "64MB";

  /** Who is allowed to log in. */
  static final String ROLE = "guest";

  /** What a request for {@code /} gets. */
  static final String PAGE = "welcome";

  private Edit() {}

  /** The system before. */
  static PostgresWorld old() {
    return world("4MB", "hello");
  }

  /** The system after. */
  static PostgresWorld next() {
    return world(WORK_MEM, PAGE).allow("host bench " + ROLE + " 127.0.0.1/32 trust");
  }

  private static PostgresWorld world(String workMem, String page) {
    NginxWorld nginx =
        NginxWorld.nixosDefault()
            .location("/", "default_type text/plain;", "return 200 " + page + ";");
    return PostgresWorld.nixosDefault().set("work_mem", workMem).and(nginx::addTo);
  }
}
