package dev.steadfast.config;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A grammar of config files. It knows how a daemon reads text, not what any key means.
 *
 * <p>Every parser takes time linear in the text, reads included files within fixed budgets, and
 * puts no value of the file into a diagnostic: it could be a secret.
 */
public enum Dialect {
  /**
   * Lines of {@code name = value}, of which the last one of a name counts, with {@code include},
   * {@code include_if_exists} and {@code include_dir}. Source: PostgreSQL 15 manual, 20.1 "Setting
   * Parameters", and the scanner in guc-file.l.
   */
  POSTGRESQL_CONF("postgresql-conf"),
  /**
   * Client authentication rules, of which the first that matches counts. Source: PostgreSQL manual,
   * 21.1 "The pg_hba.conf File", of 15; the include directives are those of 16.
   */
  PG_HBA("pg-hba"),
  /** User name maps. Source: PostgreSQL manual, 21.2 "User Name Maps". */
  PG_IDENT("pg-ident"),
  /**
   * Directives in blocks, with {@code include} of patterns relative to the main file. Its order is
   * kept, its quoting and its split into files mean nothing. Source: ngx_conf_file.c of nginx 1.22.
   */
  NGINX("nginx"),
  /** Any text: it can be told that it differs and by how many lines, nothing else. */
  TEXT("text");

  private final String id;

  Dialect(String id) {
    this.id = id;
  }

  /** The name in policy files. */
  public String id() {
    return id;
  }

  /** The dialect of that name in policy files. */
  public static Optional<Dialect> byId(String id) {
    for (Dialect dialect : values()) {
      if (dialect.id.equals(id)) {
        return Optional.of(dialect);
      }
    }
    return Optional.empty();
  }

  /** Names of the columns of an ordered rule, as it is written; empty where there are no rules. */
  public List<String> columns() {
    return switch (this) {
      case PG_HBA -> RuleGrammar.ACCESS.labels();
      case PG_IDENT -> RuleGrammar.USER_MAP.labels();
      case POSTGRESQL_CONF, NGINX, TEXT -> List.of();
    };
  }

  /**
   * Parses one artefact with its includes.
   *
   * @param types value types of keys, where they are known; a value without one is equal only to
   *     the same text
   * @return rejected with the problems of all files, up to 100, each with file and line
   */
  public Parsed<ConfigContent> parse(ConfigSource source, SortedMap<ConfigKey, ValueType> types) {
    return switch (this) {
      case POSTGRESQL_CONF -> SettingsParser.parse(source).map(all -> Settings.of(all, types));
      case PG_HBA -> RuleParser.parse(source, RuleGrammar.ACCESS).map(rules -> rules);
      case PG_IDENT -> RuleParser.parse(source, RuleGrammar.USER_MAP).map(rules -> rules);
      case NGINX -> DirectiveParser.parse(source);
      case TEXT -> Parsed.of(new PlainText(source.text()));
    };
  }

  /**
   * The artefact's own text with the given keys set to these values, quoted as the dialect needs,
   * and every other byte kept.
   *
   * <p>The value counts even if the key is set several times or in an included file; relative
   * includes are kept as they are written. A key that has exactly this value already changes
   * nothing.
   *
   * @return rejected if the text is not accepted by {@link #parse}, if a key cannot be written in
   *     this dialect, or if there are keys and the dialect has none
   */
  public Parsed<String> withValues(ConfigSource source, SortedMap<ConfigKey, String> values) {
    return switch (this) {
      case POSTGRESQL_CONF -> SettingsEdit.apply(source, values);
      case PG_HBA, PG_IDENT, NGINX, TEXT ->
          values.isEmpty()
              ? Parsed.of(source.text())
              : Parsed.rejected(
                  Diagnostic.error(
                      Location.of(source.path()), "dialect " + id + " has no keys to set", ""));
    };
  }
}
