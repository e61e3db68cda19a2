package dev.steadfast.demo;

import dev.steadfast.box.Result;

/**
 * One way to bring the edit into effect, and what became of the clients.
 *
 * @param how what was done, and what it printed
 */
record Shown(Result how, SqlFate sql, WebFate web) {
  void tell(Screen screen) {
    sql.tell(screen);
    web.tell(screen);
  }
}
