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
            + "\"same_main_pid\":%b,\"clients_dropped_by_restart\":%d,\"seconds\":%.1f}",
        bySwitch.before().clients().size(),
        bySwitch.gone().size(),
        bySwitch.editIsLive(),
        bySwitch.sameMainPid(),
        byRestart.gone().size(),
        seconds);
  }

  /** Why this is not what the demo is to show; empty if it is. */
  List<String> complaints() {
    int open = bySwitch.before().clients().size();
    int dropped = bySwitch.gone().size();
    List<String> complaints = new ArrayList<>();
    complain(complaints, open == 0, "there was no client");
    complain(complaints, dropped > 0, "the switch dropped " + dropped + " of " + open + " clients");
    complain(complaints, !bySwitch.editIsLive(), "the edit is not live");
    complain(complaints, !bySwitch.sameMainPid(), "the server has another main process");
    complain(
        complaints,
        bySwitch.how().exit() != 0,
        "steadfast switch ended with exit code " + bySwitch.how().exit());
    complain(
        complaints,
        byRestart.gone().isEmpty(),
        "the restart dropped no client: that the switch dropped none then proves nothing");
    return complaints;
  }

  private static void complain(List<String> complaints, boolean reason, String text) {
    if (reason) {
      complaints.add(text);
    }
  }
}
