package dev.steadfast.unit;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.unit.LogicalLines.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads a unit's fragment and drop-ins as systemd 252 does. Source: systemd.syntax(7),
 * systemd.unit(5) and {@code parse_line()} of systemd.
 *
 * <p>Stricter than systemd in one respect: a line that systemd would skip with a warning in its log
 * is an error here, for what the author meant is not what would run.
 */
public final class UnitFileParser {
  private final TreeMap<SettingKey, List<String>> settings = new TreeMap<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  private UnitFileParser() {}

  /**
   * One file of a unit.
   *
   * @param path as problems name it
   */
  public record Source(Path path, String text) {}

  /**
   * The unit file that the sources make together.
   *
   * @param sources the fragment, then the drop-ins in the order in which they apply
   * @return rejected with every problem of every source, if there is one
   */
  public static Parsed<UnitFile> parse(UnitName name, List<Source> sources) {
    UnitFileParser parser = new UnitFileParser();
    List<Path> paths = new ArrayList<>();
    for (Source source : sources) {
      parser.read(source);
      paths.add(source.path());
    }
    return parser.problems.isEmpty()
        ? Parsed.of(new UnitFile(name, paths, parser.settings))
        : new Parsed.Rejected<>(parser.problems);
  }

  /** Where in a file the reader is: before any section, in one, or behind a broken header. */
  private sealed interface Place {
    record Outside() implements Place {}

    record Section(String name) implements Place {}

    record Lost() implements Place {}
  }

  private void read(Source source) {
    Place place = new Place.Outside();
    for (Line line : LogicalLines.of(source.text())) {
      Location location = new Location(source.path().toString(), line.number());
      switch (line.defect()) {
        case NUL ->
            problem(location, "NUL byte in a unit file", "remove it: systemd ends the line there");
        case TOO_LONG ->
            problem(
                location, "line of 1 MiB or more", "systemd refuses the file: break the line up");
        case NONE -> {
          if (line.text().charAt(0) == '[') {
            place = section(location, line.text());
          } else {
            assignment(location, place, line.text());
          }
        }
      }
    }
  }

  private Place section(Location location, String text) {
    String name = text.substring(1, Math.max(1, text.length() - 1));
    if (text.charAt(text.length() - 1) != ']') {
      problems.add(
          Diagnostic.error(
                  location,
                  "section header without ]",
                  "systemd refuses the file: end the line in ]")
              .withExcerpt(text));
    } else if (name.isEmpty() || !isSafe(name)) {
      problems.add(
          Diagnostic.error(
                  location,
                  "section name that is empty or holds quotes, backslashes or control characters",
                  "name a section of systemd.unit(5)")
              .withExcerpt(text));
    } else {
      return new Place.Section(name);
    }
    return new Place.Lost();
  }

  private static boolean isSafe(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c == 0x7f || c == '"' || c == '\'' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private void assignment(Location location, Place place, String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      problem(
          location,
          "line without =",
          "systemd would ignore it: write NAME=VALUE, or end the line before in \\ to continue it");
    } else if (equals == 0) {
      problem(location, "no name before =", "systemd would ignore the line: write NAME=VALUE");
    } else {
      switch (place) {
        case Place.Section(String section) ->
            assign(
                new SettingKey(section, Blanks.strip(text.substring(0, equals))),
                Blanks.strip(text.substring(equals + 1)));
        case Place.Outside() ->
            problem(
                location,
                "assignment outside a section",
                "systemd would ignore it: put a header such as [Service] before it");
        case Place.Lost() -> {}
      }
    }
  }

  private void assign(SettingKey key, String value) {
    if (value.isEmpty() && ListSettings.isResetByEmptyValue(key)) {
      settings.remove(key);
    } else {
      settings.computeIfAbsent(key, unset -> new ArrayList<>()).add(value);
    }
  }

  private void problem(Location location, String summary, String detail) {
    problems.add(Diagnostic.error(location, summary, detail));
  }
}
