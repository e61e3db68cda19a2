package dev.steadfast.policy;

import dev.steadfast.policy.PolicyDraft.Parts;
import dev.steadfast.policy.PolicyDraft.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays an operator's file over the shipped one of the same name. */
final class Overlay {
  private Overlay() {}

  /**
   * The shipped rows, each replaced by the operator's row of the same id or left out if that is
   * disabled, in the shipped order; then the operator's further rows.
   */
  static <T> List<Row<T>> rows(List<Row<T>> shipped, List<Row<T>> operator) {
    List<Row<T>> rows = new ArrayList<>();
    for (Row<T> row : shipped) {
      rows.add(find(row.id(), operator).orElse(row));
    }
    for (Row<T> row : operator) {
      if (find(row.id(), shipped).isEmpty()) {
        rows.add(row);
      }
    }
    rows.removeIf(row -> row.value().isEmpty());
    return rows;
  }

  /** The shipped rows that the operator neither replaces nor disables. */
  static <T> List<Row<T>> left(List<Row<T>> shipped, List<Row<T>> operator) {
    List<Row<T>> left = new ArrayList<>(shipped);
    left.removeIf(row -> find(row.id(), operator).isPresent());
    return left;
  }

  /** What the operator says, else what the shipped file says; both files' secrets. */
  static Parts parts(Parts shipped, Parts operator) {
    List<String> secrets = new ArrayList<>(shipped.secrets());
    secrets.addAll(operator.secrets());
    return new Parts(
        operator.match().or(shipped::match),
        operator.client().or(shipped::client),
        operator.running().or(shipped::running),
        operator.reload().or(shipped::reload),
        operator.mode().or(shipped::mode),
        secrets.stream().distinct().toList());
  }

  static <T> Optional<Row<T>> find(String id, List<Row<T>> rows) {
    return rows.stream().filter(row -> row.id().equals(id)).findFirst();
  }
}
