package dev.steadfast.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the demo found.
 *
 * @param seconds from the boot of the boxes to the last observation
 */
record Outcome(Shown bySwitch, Shown byRestart, double seconds) {

  /** One line. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"clients_open_before\":%d,\"clients_dropped\":%d,\"settings_live\":%b,"
            + "\"same_main_pid\":%b,\"clients_dropped_by_restart\":%d,"
            + "\"downloads_open_before\":%d,\"downloads_broken\":%d,\"downloads_whole\":%d,"
            + "\"page_live\":%b,\"same_nginx_pid\":%b,\"downloads_broken_by_restart\":%d,"
            + "\"seconds\":%.1f}",
        bySwitch.sql().open(),
        bySwitch.sql().gone().size(),
        bySwitch.sql().editIsLive(),
        bySwitch.sql().sameMainPid(),
        byRestart.sql().gone().size(),
        bySwitch.web().open(),
        bySwitch.web().broken(),
        bySwitch.web().whole(),
        bySwitch.web().pageIsLive(),
        bySwitch.web().sameMainPid(),
        byRestart.web().broken(),
        seconds);
  }

  /** Why this is not what the demo is to show; empty if it is. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    int exit = bySwitch.how().exit();
    complain(complaints, exit != 0, "steadfast switch ended with exit code " + exit);
    complainOfSql(complaints);
    complainOfWeb(complaints);
    return complaints;
  }

  private void complainOfSql(List<String> complaints) {
    SqlFate sql = bySwitch.sql();
    int dropped = sql.gone().size();
    complain(complaints, sql.open() == 0, "there was no client");
    complain(
        complaints,
        dropped > 0,
        "the switch dropped " + dropped + " of " + sql.open() + " clients");
    complain(complaints, !sql.editIsLive(), "the edit of PostgreSQL is not live");
    complain(complaints, !sql.sameMainPid(), "PostgreSQL has another main process");
    complain(
        complaints,
        byRestart.sql().gone().isEmpty(),
        "the restart dropped no client: that the switch dropped none then proves nothing");
  }

  private void complainOfWeb(List<String> complaints) {
    WebFate web = bySwitch.web();
    WebFate restarted = byRestart.web();
    complain(complaints, web.open() == 0, "there was no download");
    complain(
        complaints,
        web.whole() < web.open(),
        "only " + web.whole() + " of " + web.open() + " downloads are whole after the switch");
    complain(complaints, !web.pageIsLive(), "the edit of nginx is not live");
    complain(complaints, !web.sameMainPid(), "nginx has another main process");
    complain(
        complaints,
        restarted.open() == 0 || restarted.broken() < restarted.open(),
        "the restart spared a download: that the switch broke none then proves nothing");
  }

  private static void complain(List<String> complaints, boolean reason, String text) {
    if (reason) {
      complaints.add(text);
    }
  }
}
