package dev.steadfast.config;

import java.util.List;
import java.util.StringJoiner;

/** A field of an ordered rule. */
enum RuleColumn {
  /** Kind of connection. */
  TYPE("type", Words.ONE, Quotes.MEAN_NOTHING),
  /** Databases; a keyword in quotes is the name of one. */
  DATABASE("database", Words.LIST, Quotes.MEAN_SOMETHING),
  /** Roles; a keyword or a sign before a name means nothing in quotes. */
  USER("user", Words.LIST, Quotes.MEAN_SOMETHING),
  /** Where a client comes from; a keyword in quotes is a host name. */
  ADDRESS("address", Words.ONE, Quotes.MEAN_SOMETHING),
  /** Bits of an address that count, if not written behind it. */
  MASK("mask", Words.ONE, Quotes.MEAN_NOTHING),
  /** How a client proves who it is. */
  METHOD("method", Words.ONE, Quotes.MEAN_NOTHING),
  /** Everything after the fields that a rule must have, one word after another. */
  OPTIONS("options", Words.LIST, Quotes.MEAN_NOTHING),
  /** Name of a user name map. */
  MAP("map", Words.ONE, Quotes.MEAN_NOTHING),
  /** Name that the authentication gave. */
  SYSTEM_USER("system-user", Words.ONE, Quotes.MEAN_SOMETHING),
  /** Role that it may become. */
  DATABASE_USER("database-user", Words.ONE, Quotes.MEAN_SOMETHING);

  private final String label;
  private final Words words;
  private final Quotes quotes;

  private enum Words {
    ONE,
    LIST
  }

  private enum Quotes {
    MEAN_NOTHING,
    MEAN_SOMETHING
  }

  RuleColumn(String label, Words words, Quotes quotes) {
    this.label = label;
    this.words = words;
    this.quotes = quotes;
  }

  /** The name by which policies ask for it. */
  String label() {
    return label;
  }

  boolean allows(List<RuleToken> field) {
    return words == Words.LIST || field.size() == 1;
  }

  /** The field in the one way to write it; two fields are written alike only if they are equal. */
  String written(List<RuleToken> field) {
    StringJoiner list = new StringJoiner(",");
    for (RuleToken word : field) {
      list.add(quotes == Quotes.MEAN_NOTHING ? word.writtenPlainly() : word.written());
    }
    return list.toString();
  }
}
