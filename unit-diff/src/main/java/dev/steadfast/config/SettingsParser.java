package dev.steadfast.config;

import dev.steadfast.config.Assignment.Place;
import dev.steadfast.config.IncludedFiles.OpenFile;
import dev.steadfast.diagnostic.Parsed;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a settings file and what it includes, in the order in which a daemon reads them.
 *
 * <pre>
 * line = [name ["="] value] [comment]
 * </pre>
 *
 * <p>Source: ParseConfigFp, ParseConfigFile and ParseConfigDirectory of PostgreSQL 15.
 */
final class SettingsParser {
  private final SortedMap<ConfigKey, Assignment> assignments = new TreeMap<>();
  private final Problems problems = new Problems();
  private final IncludedFiles includedFiles;

  private SettingsParser(ConfigSource source) {
    this.includedFiles = new IncludedFiles(source.root(), problems, IncludeDirective.MAX_DEPTH);
  }

  /** The assignments that count: of each key the last one. */
  static Parsed<SortedMap<ConfigKey, Assignment>> parse(ConfigSource source) {
    SettingsParser parser = new SettingsParser(source);
    parser.readAll(OpenFile.of(source));
    return parser.problems.orAccept(parser.assignments);
  }

  private void readAll(OpenFile file) {
    SettingsScanner scanner = new SettingsScanner(file.text());
    SettingsToken first = scanner.next();
    while (first.kind() != SettingsToken.Kind.END_OF_TEXT && !problems.areMany()) {
      if (first.kind() != SettingsToken.Kind.END_OF_LINE) {
        readLine(file, scanner, first);
      }
      first = scanner.next();
    }
  }

  private void readLine(OpenFile file, SettingsScanner scanner, SettingsToken name) {
    if (!name.isName()) {
      reject(file, scanner, name, "line does not begin with a name");
      return;
    }
    SettingsToken value = scanner.next();
    if (value.kind() == SettingsToken.Kind.EQUALS) {
      value = scanner.next();
    }
    if (!value.isValue()) {
      reject(file, scanner, value, "no value after the name, or one that needs quotes");
      return;
    }
    SettingsToken end = scanner.next();
    if (!end.endsLine()) {
      reject(file, scanner, end, "text after the value, or a value that needs quotes");
      return;
    }
    apply(file, name, value);
  }

  private void reject(OpenFile file, SettingsScanner scanner, SettingsToken at, String why) {
    problems.add(file.path(), at.line(), "syntax error: " + why);
    if (!at.endsLine()) {
      scanner.skipLine();
    }
  }

  private void apply(OpenFile file, SettingsToken name, SettingsToken valueToken) {
    String key = AsciiCase.lower(name.valueIn(file.text()));
    String value = valueToken.valueIn(file.text());
    Optional<IncludeDirective> directive = IncludeDirective.of(key);
    if (directive.isPresent()) {
      includedFiles.open(directive.get(), file, name.line(), value).forEach(this::readAll);
    } else {
      assignments.put(new ConfigKey(key), new Assignment(value, place(file, valueToken)));
    }
  }

  private static Optional<Place> place(OpenFile file, SettingsToken value) {
    return file.depth() == 0
        ? Optional.of(new Place(value.start(), value.end()))
        : Optional.empty();
  }
}
