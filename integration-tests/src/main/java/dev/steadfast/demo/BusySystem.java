package dev.steadfast.demo;

import dev.steadfast.box.Box;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import java.util.function.Supplier;

/**
 * The old system in a box, with clients of both its servers. Ends with its box.
 *
 * @param next the edited system, built and not yet activated
 */
record BusySystem(Toplevel next, BusyServer server, Downloads downloads) {

  /** Starts all of it, and waits until every client is at work. */
  static BusySystem in(Box box) {
    Edit.old().install(box);
    Toplevel next = Edit.next().build(box);
    BusyServer server = BusyServer.in(box);
    NginxWorld.awaitAnswer(box);
    Downloads downloads = Downloads.begin(box);
    server.awaitLoad();
    return new BusySystem(next, server, downloads);
  }

  Box box() {
    return next.box();
  }

  /** Looks, brings the edit into effect, looks again, and lets all clients come to their ends. */
  Shown shown(Supplier<Result> way) {
    SqlMoment sqlBefore = server.now();
    WebMoment webBefore = WebMoment.of(box());
    Result how = way.get();
    WebMoment webAfter = WebMoment.of(box());
    SqlMoment sqlAfter = server.now();
    return new Shown(
        how,
        new SqlFate(sqlBefore, sqlAfter, server.endLoad()),
        new WebFate(webBefore, webAfter, downloads.end(webBefore.connections())));
  }
}
