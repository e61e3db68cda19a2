package dev.steadfast.policy;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The key tables that policies may name; each is read when the first one does. */
final class Tables {
  private static final KeyTable NONE = new KeyTable("", Collections.emptySortedMap());
  private final SortedMap<String, SourceText> sources;
  private final SortedMap<String, KeyTable> read = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  Tables(SortedMap<String, SourceText> sources) {
    this.sources = sources;
  }

  /** The table that a field names; one without rows after a problem. */
  KeyTable table(Fields fields, String key) {
    String name = fields.name(key);
    if (name.isEmpty()) {
      return NONE;
    }
    if (!sources.containsKey(name)) {
      String advice = Spelling.advice(name, sources.keySet());
      fields.report(key, "there is no table '" + name + "'", advice);
      return NONE;
    }
    return read.computeIfAbsent(name, this::parse);
  }

  private KeyTable parse(String name) {
    SourceText source = sources.getOrDefault(name, new SourceText(name, ""));
    Parsed<KeyTable> parsed = KeyTableParser.parse(name, source);
    diagnostics.addAll(parsed.diagnostics());
    return parsed.orElse(_ -> NONE);
  }

  /** What is wrong with the tables that were read. */
  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }
}
