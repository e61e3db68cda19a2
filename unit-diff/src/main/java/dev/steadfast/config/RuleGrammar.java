package dev.steadfast.config;

import static dev.steadfast.config.RuleColumn.ADDRESS;
import static dev.steadfast.config.RuleColumn.DATABASE;
import static dev.steadfast.config.RuleColumn.DATABASE_USER;
import static dev.steadfast.config.RuleColumn.MAP;
import static dev.steadfast.config.RuleColumn.MASK;
import static dev.steadfast.config.RuleColumn.METHOD;
import static dev.steadfast.config.RuleColumn.OPTIONS;
import static dev.steadfast.config.RuleColumn.SYSTEM_USER;
import static dev.steadfast.config.RuleColumn.TYPE;
import static dev.steadfast.config.RuleColumn.USER;

import java.util.List;
import java.util.Optional;

/** Which fields a rule has. Most of what is written in them is for the daemon to judge. */
enum RuleGrammar {
  /**
   * Who may connect from where.
   *
   * <pre>
   * rule = "local" database user method options
   *      | ("host" | "hostssl" | "hostnossl" | "hostgssenc" | "hostnogssenc")
   *        database user address [mask] method options
   * </pre>
   *
   * <p>An IP address without a slash has its mask after it.
   */
  ACCESS,
  /**
   * Who may become whom.
   *
   * <pre>
   * rule = map system-user database-user
   * </pre>
   */
  USER_MAP;

  private static final List<RuleColumn> LOCAL = List.of(TYPE, DATABASE, USER, METHOD);
  private static final List<RuleColumn> HOST = List.of(TYPE, DATABASE, USER, ADDRESS, METHOD);
  private static final List<RuleColumn> HOST_AND_MASK =
      List.of(TYPE, DATABASE, USER, ADDRESS, MASK, METHOD);

  /** What a rule can be asked for. */
  List<RuleColumn> columns() {
    return switch (this) {
      case ACCESS -> List.of(TYPE, DATABASE, USER, ADDRESS, METHOD, OPTIONS);
      case USER_MAP -> List.of(MAP, SYSTEM_USER, DATABASE_USER);
    };
  }

  /** Names of the columns, as policies write them. */
  List<String> labels() {
    return columns().stream().map(RuleColumn::label).toList();
  }

  /** The columns that these fields must be; empty if the first field says nothing. */
  Optional<List<RuleColumn>> layout(List<List<RuleToken>> fields) {
    return switch (this) {
      case ACCESS -> access(fields);
      case USER_MAP -> Optional.of(columns());
    };
  }

  private static Optional<List<RuleColumn>> access(List<List<RuleToken>> fields) {
    int address = HOST.indexOf(ADDRESS);
    return switch (fields.getFirst().getFirst().text()) {
      case "local" -> Optional.of(LOCAL);
      case "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc" ->
          fields.size() > address && IpAddress.isOne(fields.get(address).getFirst().text())
              ? Optional.of(HOST_AND_MASK)
              : Optional.of(HOST);
      default -> Optional.empty();
    };
  }
}
