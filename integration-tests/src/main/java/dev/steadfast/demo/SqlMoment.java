package dev.steadfast.demo;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What can be seen of PostgreSQL at one moment, asked of it, of systemd and of the kernel.
 *
 * @param workMem in a new session
 * @param guestMayLogIn whether a login that only the edit's rule allows was accepted
 */
record SqlMoment(SortedSet<Client> clients, String workMem, boolean guestMayLogIn, String mainPid) {
  SqlMoment {
    clients = Collections.unmodifiableSortedSet(new TreeSet<>(clients));
  }

  /** The clients of this moment that a later one does not have. */
  SortedSet<Client> gone(SqlMoment later) {
    SortedSet<Client> gone = new TreeSet<>(clients);
    gone.removeAll(later.clients);
    return gone;
  }

  boolean editIsLive() {
    return workMem.equals(Edit.WORK_MEM) && guestMayLogIn;
  }

  /** Whether nothing of the edit is in force. */
  boolean editIsUnknown() {
    return !workMem.equals(Edit.WORK_MEM) && !guestMayLogIn;
  }

  String login() {
    return guestMayLogIn ? "accepted" : "refused";
  }
}
