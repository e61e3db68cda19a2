package dev.steadfast.compat;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The original's INI parser, with all that it reads otherwise than systemd: text behind a blank and
 * {@code ;} or {@code #} is a comment, a leading quote goes on to its twin on whatever line, a
 * {@code :} separates like a {@code =}, and a line without either sticks to the next key.
 *
 * <p>Source: rust-ini 0.21.2 with quotes and inline comments on, escapes off.
 */
final class IniText {
  private static final String ENDS_THE_RUN =
      "switch-to-configuration cannot read this file and ends before it changes anything";

  private final Path file;
  private final IniCursor cursor;
  private final List<IniSection> sections = new ArrayList<>();
  private Optional<String> header = Optional.empty();
  private final List<IniSection.Entry> entries = new ArrayList<>();
  private String key = "";

  private IniText(Path file, String text) {
    this.file = file;
    this.cursor = new IniCursor(text);
  }

  /** The sections in file order; entries before the first header are dropped. */
  static Parsed<List<IniSection>> parse(Path file, String text) {
    IniText parser = new IniText(file, text);
    Optional<Diagnostic> problem = parser.run();
    return problem.isPresent()
        ? Parsed.rejected(problem.get())
        : Parsed.of(List.copyOf(parser.sections));
  }

  private Optional<Diagnostic> run() {
    cursor.skipWhiteSpace();
    while (!cursor.atEnd()) {
      Optional<Diagnostic> problem = token(cursor.line());
      if (problem.isPresent()) {
        return problem;
      }
      cursor.skipToToken();
    }
    closeSection();
    return Optional.empty();
  }

  private void closeSection() {
    header.ifPresent(name -> sections.add(new IniSection(name, entries)));
    entries.clear();
  }

  private Optional<Diagnostic> token(int line) {
    return switch (cursor.current()) {
      case ';', '#' -> comment();
      case '[' -> header(line);
      case '=', ':' -> assignment(line);
      case ' ', '\t' -> indentedKey();
      default -> key(line);
    };
  }

  private Optional<Diagnostic> comment() {
    cursor.skipLine();
    return Optional.empty();
  }

  private Optional<Diagnostic> header(int line) {
    cursor.advance();
    Optional<String> name = cursor.upTo("]");
    if (name.isEmpty()) {
      return problem(line, "section header without ]");
    }
    cursor.advance();
    if (cursor.current() == ';' || cursor.current() == '#') {
      cursor.skipLine();
    }
    closeSection();
    header = name.map(WhiteSpace::trimmed);
    return Optional.empty();
  }

  /** Unlike {@link #key}, a key that the file ends in is no error. */
  private Optional<Diagnostic> indentedKey() {
    cursor.skipBlanks();
    key = cursor.upTo("=:").map(WhiteSpace::trimmed).orElse("");
    return Optional.empty();
  }

  private Optional<Diagnostic> key(int line) {
    Optional<String> name = cursor.upTo("=:");
    if (name.isEmpty()) {
      return problem(line, "last line without = or :");
    }
    key = WhiteSpace.trimmed(name.get());
    return Optional.empty();
  }

  private Optional<Diagnostic> assignment(int line) {
    if (key.isEmpty()) {
      return problem(line, "value without a key");
    }
    cursor.advance();
    Optional<String> value = value();
    if (value.isEmpty()) {
      return problem(line, "quote that is not closed");
    }
    entries.add(new IniSection.Entry(key, value.get()));
    key = "";
    return Optional.empty();
  }

  /** Quoted parts as long as one follows at once, then the rest of the line. */
  private Optional<String> value() {
    cursor.skipWithinLine();
    StringBuilder value = new StringBuilder();
    boolean isQuoted = false;
    while (cursor.current() == '"' || cursor.current() == '\'') {
      String quote = Character.toString(cursor.current());
      cursor.advance();
      Optional<String> part = cursor.upTo(quote);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      value.append(part.get());
      cursor.advance();
      isQuoted = true;
    }
    String rest = cursor.restOfLine();
    value.append(isQuoted ? WhiteSpace.trimmedAtEnd(rest) : WhiteSpace.trimmed(rest));
    return Optional.of(value.toString());
  }

  private Optional<Diagnostic> problem(int line, String summary) {
    return Optional.of(
        Diagnostic.error(new Location(file.toString(), line), summary, ENDS_THE_RUN));
  }
}
