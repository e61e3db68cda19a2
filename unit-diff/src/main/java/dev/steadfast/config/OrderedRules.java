package dev.steadfast.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Rules in the order in which a daemon tries them. */
record OrderedRules(RuleGrammar grammar, List<Rule> rules) implements ConfigContent {
  OrderedRules {
    rules = List.copyOf(rules);
  }

  @Override
  public List<KeyChange> changesTo(ConfigContent next) {
    if (!(next instanceof OrderedRules other) || other.grammar != grammar) {
      throw ConfigContent.anotherDialect();
    }
    return RuleDiff.between(texts(), other.texts());
  }

  private List<String> texts() {
    return rules.stream().map(Rule::text).toList();
  }

  @Override
  public Optional<String> value(ConfigKey key) {
    return Optional.empty();
  }

  @Override
  public OrderedRules withRunning(SortedMap<ConfigKey, String> values) {
    return this;
  }

  @Override
  public List<Cell> column(String name) {
    for (RuleColumn column : grammar.columns()) {
      if (column.label().equals(name)) {
        return rules.stream().map(rule -> rule.cell(column)).toList();
      }
    }
    throw new IllegalArgumentException("no column " + name);
  }
}
