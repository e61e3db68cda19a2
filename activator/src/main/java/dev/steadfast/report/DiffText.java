package dev.steadfast.report;

import dev.steadfast.diff.UnitChange;
import java.util.List;

/** What differs between two generations, a line a unit and a line a change; secrets masked. */
public final class DiffText {
  private DiffText() {}

  /**
   * Shows the changes.
   *
   * @param changes shown in the order given
   * @param secrets globs of keys whose values are never shown, besides those that speak for
   *     themselves
   */
  public static String of(List<UnitChange> changes, List<String> secrets, Look look) {
    StringBuilder out = new StringBuilder();
    ChangeText text = new ChangeText(secrets);
    for (UnitChange change : changes) {
      append(change, text, look, out);
    }
    return out.append(summary(changes)).append('\n').toString();
  }

  private static void append(UnitChange change, ChangeText text, Look look, StringBuilder out) {
    switch (change) {
      case UnitChange.Added added -> {
        String wanted = added.wanted() ? "" : ", nothing wants it";
        out.append(look.paint(Ink.GOOD, "+ " + added.unit() + ": added" + wanted)).append('\n');
      }
      case UnitChange.Removed removed -> {
        String how =
            switch (removed.how()) {
              case GONE -> ": removed";
              case MASKED -> ": masked";
              case UNDECLARED -> ": no drop-ins of its own any more, and nothing wants it";
            };
        out.append(look.paint(Ink.GONE, "- " + removed.unit() + how)).append('\n');
      }
      case UnitChange.Modified modified -> {
        out.append(look.paint(Ink.DISRUPTIVE, "~ " + modified.unit() + ": changed")).append('\n');
        modified.changes().forEach(one -> text.append(one, out));
        for (String unlocated : modified.unlocated()) {
          out.append("    not found: ").append(Printable.of(unlocated)).append('\n');
        }
      }
    }
  }

  private static String summary(List<UnitChange> changes) {
    int added = 0;
    int removed = 0;
    for (UnitChange change : changes) {
      added += change instanceof UnitChange.Added ? 1 : 0;
      removed += change instanceof UnitChange.Removed ? 1 : 0;
    }
    int modified = changes.size() - added - removed;
    return modified + " changed, " + added + " added, " + removed + " removed";
  }
}
