package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Result;

/** Where {@code guest} may log in over TCP, and the rule that says so. */
enum GuestAccess {
  NOWHERE,
  ONLY_POSTGRES,
  EVERYWHERE;

  /** A world with this access, made from one whose rules give none. */
  PostgresWorld in(PostgresWorld world) {
    return switch (this) {
      case NOWHERE -> world;
      case ONLY_POSTGRES -> world.allow("host postgres guest 127.0.0.1/32 trust");
      case EVERYWHERE -> world.allow("host all guest 127.0.0.1/32 trust");
    };
  }

  /** Tries two logins, each with a connection of its own. */
  void assertOn(LiveServer server) {
    assertLogin(this != NOWHERE, server.tcpLogin("guest", "postgres"));
    assertLogin(this == EVERYWHERE, server.tcpLogin("guest", "bench"));
  }

  private static void assertLogin(boolean accepted, Result login) {
    if (accepted) {
      assertEquals("guest", login.line(), login.err());
    } else {
      assertTrue(login.err().contains("no pg_hba.conf entry"), login.out() + login.err());
    }
  }
}
