package dev.steadfast.config;

import java.util.List;

/**
 * One directive of a file of blocks.
 *
 * @param words its name, then its arguments, as the daemon sees them: without quotes and escapes
 */
record Directive(List<String> words, Body body) {
  Directive {
    words = List.copyOf(words);
  }

  /** What follows the words. */
  sealed interface Body {

    /** Nothing: the directive ends there. */
    record Nothing() implements Body {}

    /** Directives between braces. */
    record Block(List<Directive> directives) implements Body {
      public Block {
        directives = List.copyOf(directives);
      }
    }

    /** Rows of data between braces; the first word of each is not the name of a directive. */
    record Entries(List<Directive> entries) implements Body {
      public Entries {
        entries = List.copyOf(entries);
      }
    }

    /** A program in another language between braces, as it is written. */
    record Code(String text) implements Body {}
  }

  String name() {
    return words.getFirst();
  }

  List<String> arguments() {
    return words.subList(1, words.size());
  }

  /** The directives or entries in its block, in order; empty if it has none. */
  List<Directive> children() {
    return switch (body) {
      case Body.Block(List<Directive> directives) -> directives;
      case Body.Entries(List<Directive> entries) -> entries;
      case Body.Nothing() -> List.of();
      case Body.Code(String text) -> List.of();
    };
  }

  /** How many directives and entries there are below it. */
  int size() {
    int size = 0;
    for (Directive child : children()) {
      size += 1 + child.size();
    }
    return size;
  }

  /** The directive in the one way to write it. Two that are printed the same are equal. */
  String print() {
    StringBuilder out = new StringBuilder();
    print(this, out);
    return out.toString();
  }

  private static void print(Directive directive, StringBuilder out) {
    String separator = "";
    for (String word : directive.words) {
      out.append(separator);
      printWord(word, out);
      separator = " ";
    }
    switch (directive.body) {
      case Body.Nothing() -> out.append(";\n");
      case Body.Code(String text) -> out.append(" {").append(text).append("}\n");
      case Body.Block(List<Directive> directives) -> printAll(directives, out);
      case Body.Entries(List<Directive> entries) -> printAll(entries, out);
    }
  }

  private static void printAll(List<Directive> directives, StringBuilder out) {
    out.append(" {\n");
    directives.forEach(directive -> print(directive, out));
    out.append("}\n");
  }

  private static void printWord(String word, StringBuilder out) {
    if (!word.isEmpty() && word.chars().allMatch(Directive::needsNoQuotes)) {
      out.append(word);
      return;
    }
    out.append('"');
    for (int at = 0; at < word.length(); at++) {
      char c = word.charAt(at);
      out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
    }
    out.append('"');
  }

  private static boolean needsNoQuotes(int c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || "0123456789_-./:=".indexOf(c) >= 0;
  }
}
