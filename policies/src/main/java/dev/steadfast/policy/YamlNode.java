package dev.steadfast.policy;

import java.util.List;

/** One node of a YAML document. Lines are 1-based. */
sealed interface YamlNode {
  int line();

  /** A value without children. */
  record Scalar(int line, Kind kind, String text) implements YamlNode {
    /** What the text was written as. */
    enum Kind {
      TEXT,
      INTEGER,
      BOOLEAN,
      OTHER
    }
  }

  /** A list. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Keys with values in the order of the file; no key occurs twice. */
  record Mapping(int line, List<Entry> entries) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /** A key with its value. */
  record Entry(int line, String key, YamlNode value) {}

  /** What a person would call it. */
  default String described() {
    return switch (this) {
      case Scalar scalar ->
          switch (scalar.kind()) {
            case TEXT -> "a text";
            case INTEGER -> "a number";
            case BOOLEAN -> "true or false";
            case OTHER -> "neither a text nor a whole number";
          };
      case Sequence _ -> "a list";
      case Mapping _ -> "a mapping";
    };
  }
}
