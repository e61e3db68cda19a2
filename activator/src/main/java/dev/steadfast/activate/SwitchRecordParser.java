package dev.steadfast.activate;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.unit.UnitName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of a {@link SwitchRecord}. */
final class SwitchRecordParser {
  private static final String REMEDY =
      "how far the interrupted switch came is not known; remove the file to go on from what runs";
  private final Path file;
  private final List<Diagnostic> problems = new ArrayList<>();
  private Optional<Path> from = Optional.empty();
  private Optional<Path> to = Optional.empty();
  private SwitchRecord rest = SwitchRecord.begin(Path.of("/"), Path.of("/"));

  private SwitchRecordParser(Path file) {
    this.file = file;
  }

  static Parsed<SwitchRecord> parse(Path file, String text) {
    return new SwitchRecordParser(file).parse(text);
  }

  private Parsed<SwitchRecord> parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(SwitchRecord.FIRST_LINE)) {
      problem(1, "not the record of a switch");
    } else if (!text.endsWith("\n")) {
      problem(lines.size(), "the last line is cut off");
    }
    for (int i = 1; i < lines.size() && problems.isEmpty(); i++) {
      fact(i + 1, lines.get(i).split("\t", -1));
    }
    return problems.isEmpty() ? complete(lines.size()) : new Parsed.Rejected<>(problems);
  }

  private Parsed<SwitchRecord> complete(int lines) {
    if (from.isEmpty() || to.isEmpty()) {
      problem(lines, "it does not say from where to where");
      return new Parsed.Rejected<>(problems);
    }
    return Parsed.of(
        new SwitchRecord(
            from.get(), to.get(), rest.done(), rest.starting(), rest.perhaps(), rest.before()));
  }

  private void fact(int number, String[] fields) {
    String kind = fields[0];
    if (kind.equals("from") && fields.length == 2) {
      from = path(number, fields[1]);
    } else if (kind.equals("to") && fields.length == 2) {
      to = path(number, fields[1]);
    } else if (kind.equals("done") && fields.length == 3) {
      done(number, fields);
    } else if (kind.equals("starting") && fields.length == 2) {
      unit(number, fields[1]).ifPresent(unit -> rest = rest.withStarting(unit));
    } else if (kind.equals("perhaps") && fields.length == 3) {
      perhaps(number, fields);
    } else if (kind.equals("before") && fields.length == 4) {
      before(number, fields);
    } else {
      problem(number, "not a line that this version knows");
    }
  }

  private void done(int number, String[] fields) {
    Optional<Path> toplevel = path(number, fields[2]);
    Optional<UnitName> unit = unit(number, fields[1]);
    if (toplevel.isPresent() && unit.isPresent()) {
      rest = rest.towards(toplevel.get()).withDone(unit.get());
    }
  }

  private void perhaps(int number, String[] fields) {
    Optional<Path> toplevel = path(number, fields[2]);
    Optional<UnitName> unit = unit(number, fields[1]);
    if (toplevel.isPresent() && unit.isPresent()) {
      rest = rest.withPerhaps(unit.get(), toplevel.get());
    }
  }

  private void before(int number, String[] fields) {
    Optional<UnitName> unit = unit(number, fields[1]);
    Optional<Path> path = path(number, fields[2]);
    Optional<Path> content = target(number, fields[3]);
    if (unit.isPresent() && path.isPresent() && content.isPresent()) {
      rest = rest.withBefore(unit.get(), path.get(), content.get());
    }
  }

  private Optional<UnitName> unit(int number, String text) {
    Optional<UnitName> unit = UnitName.parse(text);
    if (unit.isEmpty()) {
      problem(number, "not a unit name");
    }
    return unit;
  }

  private Optional<Path> path(int number, String text) {
    Optional<Path> path = target(number, text);
    if (path.isPresent() && !path.get().isAbsolute()) {
      problem(number, "not an absolute path");
      return Optional.empty();
    }
    return path;
  }

  /** What a link may say: relative too. */
  private Optional<Path> target(int number, String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException unusable) {
      problem(number, "not a path");
      return Optional.empty();
    }
  }

  private void problem(int number, String summary) {
    Location place = new Location(file.toString(), number);
    problems.add(Diagnostic.error(place, summary, REMEDY));
  }
}
