package dev.steadfast.config;

import dev.steadfast.config.IncludedFiles.OpenFile;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file of ordered rules and what it includes.
 *
 * <pre>
 * line = field {blanks field} | directive name
 * field = word {"," [blanks] word}
 * word = text | "@" file           the words of that file
 * </pre>
 *
 * <p>A field of no words, as an empty file gives, is no field. Source: tokenize_auth_file,
 * next_field_expand and parse_hba_line of hba.c, PostgreSQL 15; directives as in 16.
 */
final class RuleParser {
  private static final int MAX_FIELDS = 10_000;

  private final RuleGrammar grammar;
  private final Problems problems = new Problems();
  private final IncludedFiles includedFiles;
  private final List<Rule> rules = new ArrayList<>();

  private RuleParser(RuleGrammar grammar, ConfigSource source) {
    this.grammar = grammar;
    this.includedFiles = new IncludedFiles(source.root(), problems, IncludeDirective.MAX_DEPTH);
  }

  static Parsed<OrderedRules> parse(ConfigSource source, RuleGrammar grammar) {
    RuleParser parser = new RuleParser(grammar, source);
    parser.readAll(OpenFile.of(source));
    return parser.problems.orAccept(new OrderedRules(grammar, parser.rules));
  }

  private void readAll(OpenFile file) {
    RuleLines lines = new RuleLines(file.text());
    while (lines.hasNext() && !problems.areMany()) {
      RuleLines.Line line = lines.next();
      int before = problems.count();
      List<List<RuleToken>> fields = fields(file, line);
      if (!fields.isEmpty() && problems.count() == before) {
        apply(file, line.number(), fields);
      }
    }
  }

  private void apply(OpenFile file, int line, List<List<RuleToken>> fields) {
    Optional<IncludeDirective> directive =
        fields.size() == 2
            ? IncludeDirective.of(fields.getFirst().getFirst().text())
            : Optional.empty();
    if (directive.isPresent()) {
      String name = fields.getLast().getFirst().text();
      includedFiles.open(directive.get(), file, line, name).forEach(this::readAll);
      return;
    }
    Optional<List<RuleColumn>> layout = grammar.layout(fields);
    if (layout.isPresent()) {
      addRule(layout.get(), fields, new Location(file.path().toString(), line));
    } else {
      problems.add(file.path(), line, "unknown connection type");
    }
  }

  private void addRule(List<RuleColumn> columns, List<List<RuleToken>> fields, Location at) {
    if (fields.size() < columns.size()) {
      problems.add(at, "rule ends before its " + columns.get(fields.size()).label() + " field");
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).allows(fields.get(i))) {
        problems.add(at, "several values in the " + columns.get(i).label() + " field");
        return;
      }
    }
    Optional<String> problem = addressProblem(columns, fields);
    if (problem.isPresent()) {
      problems.add(at, problem.get());
    } else {
      rules.add(Rule.of(columns, fields, at));
    }
  }

  private static Optional<String> addressProblem(
      List<RuleColumn> columns, List<List<RuleToken>> fields) {
    int at = columns.indexOf(RuleColumn.ADDRESS);
    if (at < 0) {
      return Optional.empty();
    }
    String address = fields.get(at).getFirst().text();
    int mask = columns.indexOf(RuleColumn.MASK);
    return mask < 0
        ? AddressMask.problemOf(address)
        : AddressMask.problemOf(address, fields.get(mask).getFirst().text());
  }

  private List<List<RuleToken>> fields(OpenFile file, RuleLines.Line line) {
    List<List<RuleToken>> fields = new ArrayList<>();
    if (line.text().indexOf('\0') >= 0) {
      problems.add(file.path(), line.number(), "line has a NUL in it");
      return fields;
    }
    RuleScanner scanner = new RuleScanner(line.text());
    while (!scanner.isAtEnd() && fields.size() <= MAX_FIELDS) {
      List<RuleToken> field = field(file, line.number(), scanner);
      if (!field.isEmpty()) {
        fields.add(field);
      }
    }
    if (fields.size() > MAX_FIELDS) {
      problems.add(file.path(), line.number(), "line has more than " + MAX_FIELDS + " fields");
    }
    return fields;
  }

  private List<RuleToken> field(OpenFile file, int line, RuleScanner scanner) {
    List<RuleToken> field = new ArrayList<>();
    Optional<RuleToken> word = scanner.next();
    while (word.isPresent()) {
      String name = word.get().includedFile();
      if (name.isEmpty()) {
        field.add(word.get());
      } else {
        for (OpenFile words : includedFiles.open(IncludeDirective.FILE, file, line, name)) {
          addWords(words, field);
        }
      }
      word = scanner.fieldGoesOn() ? scanner.next() : Optional.empty();
    }
    return field;
  }

  /** Lines and fields of a file of words mean nothing. */
  private void addWords(OpenFile file, List<RuleToken> words) {
    RuleLines lines = new RuleLines(file.text());
    while (lines.hasNext() && !problems.areMany()) {
      fields(file, lines.next()).forEach(words::addAll);
    }
  }
}
