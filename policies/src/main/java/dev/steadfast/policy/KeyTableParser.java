package dev.steadfast.policy;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.ValueType;
import dev.steadfast.diagnostic.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a key table: lines of key, effect, value kind, unit and note, separated by tabs; unit and
 * note may be empty. Lines that begin with {@code #} are comments.
 */
final class KeyTableParser {
  private static final int COLUMNS = 5;

  private KeyTableParser() {}

  static Parsed<KeyTable> parse(String name, SourceText source) {
    Problems problems = new Problems(source);
    TreeMap<ConfigKey, KeyTable.Row> rows = new TreeMap<>();
    int number = 0;
    for (String line : source.text().lines().toList()) {
      number++;
      if (!line.isEmpty() && line.charAt(0) != '#') {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS || columns[0].isEmpty()) {
          String detail = "Write key, effect, kind, unit and note, separated by tabs.";
          problems.add(number, "not a row of a key table", detail);
        } else if (rows.put(new ConfigKey(columns[0]), row(number, columns, problems)) != null) {
          problems.add(number, "'" + columns[0] + "' has two rows", "Remove one of them.");
        }
      }
    }
    return problems.unlessFound(new KeyTable(name, rows));
  }

  private static KeyTable.Row row(int line, String[] columns, Problems problems) {
    Effect effect = word(line, columns[1], Effect.class, problems);
    ValueType.Kind kind = word(line, columns[2], ValueType.Kind.class, problems);
    return new KeyTable.Row(effect, new ValueType(kind, columns[3]), columns[4]);
  }

  private static <E extends Enum<E>> E word(
      int line, String word, Class<E> type, Problems problems) {
    Optional<E> constant = Vocabulary.constant(type, word);
    if (constant.isEmpty()) {
      List<String> known = Vocabulary.words(type);
      problems.add(line, "unknown word '" + word + "'", Spelling.advice(word, known));
    }
    return constant.orElse(type.getEnumConstants()[0]);
  }
}
