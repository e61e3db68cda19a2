package dev.steadfast.switching;

import dev.steadfast.box.BoxOptions.Extra;
import dev.steadfast.box.NixosMachine;
import dev.steadfast.box.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rows that share one box and run in order, each from the state that the row above left.
 *
 * @param base the system that the box boots into
 */
record Group(String name, Set<Extra> extras, World base, List<Row> rows) {
  static final World BASE = NixosMachine.world();

  static final String MULTI_USER = "multi-user.target";

  Group {
    extras = Set.copyOf(extras);
    rows = List.copyOf(rows);
  }

  /** All of them. */
  static List<Group> all() {
    return List.of(
        Basics.group(),
        Fstab.group(),
        Services.group(),
        FailingUnits.group(),
        UnitTexts.group(),
        ActivationRequests.group(),
        Sockets.group(),
        OtherUnits.group(),
        UserUnits.group(),
        Migration.group(),
        Edges.group());
  }

  /** A group whose box has nothing special; the first switch after a boot is a step before all. */
  static Group of(String name, List<Row> rows) {
    return of(name, BASE, rows);
  }

  static Group of(String name, World base, List<Row> rows) {
    List<Row> all = new ArrayList<>();
    all.add(Row.step("the first switch after the boot", base));
    all.addAll(rows);
    return new Group(name, Set.of(), base, all);
  }

  Group with(Extra extra) {
    Set<Extra> more = new TreeSet<>(extras);
    more.add(extra);
    return new Group(name, more, base, rows);
  }

  @Override
  public String toString() {
    return name;
  }
}
