package dev.steadfast.activate;

import dev.steadfast.activate.HandedOver.Whom;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the text of a {@link HandedOver}. */
final class HandedOverParser {
  private static final String REMEDY =
      "what was handed over to the process is not known; remove the file to go on from what its"
          + " paths show, or restart the unit";
  private final Path file;
  private final List<Diagnostic> problems = new ArrayList<>();
  private HandedOver known =
      new HandedOver(new Whom("", 0, 0), new TreeMap<>(), new TreeMap<>(), new TreeSet<>());

  private HandedOverParser(Path file) {
    this.file = file;
  }

  static Parsed<HandedOver> parse(Path file, String text) {
    return new HandedOverParser(file).parse(text);
  }

  private Parsed<HandedOver> parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(HandedOver.FIRST_LINE)) {
      problem(1, "not a record of what was handed over");
    } else if (!text.endsWith("\n")) {
      problem(lines.size(), "the last line is cut off");
    } else if (lines.size() == 1) {
      problem(1, "it does not say to which process");
    }
    for (int i = 1; i < lines.size() && problems.isEmpty(); i++) {
      fact(i + 1, lines.get(i).split("\t", -1));
    }
    return problems.isEmpty() ? Parsed.of(known) : new Parsed.Rejected<>(problems);
  }

  private void fact(int number, String[] fields) {
    boolean isFirst = number == 2;
    if (isFirst && fields[0].equals("process") && fields.length == 4) {
      process(number, fields);
    } else if (!isFirst && fields[0].equals("bound") && fields.length == 3) {
      paths(number, fields).ifPresent(it -> known = known.withBound(it.getFirst(), it.getLast()));
    } else if (!isFirst && fields[0].equals("pushed") && fields.length == 3) {
      paths(number, fields).ifPresent(it -> known = known.withPushed(it.getFirst(), it.getLast()));
    } else if (!isFirst && fields[0].equals("not-loaded") && fields.length == 2) {
      paths(number, fields).ifPresent(it -> known = known.withNotLoaded(it.getFirst()));
    } else {
      problem(number, "not a line that this version knows");
    }
  }

  private void process(int number, String[] fields) {
    try {
      Whom whom = new Whom(fields[1], Long.parseLong(fields[2]), Long.parseLong(fields[3]));
      known = new HandedOver(whom, known.bound(), known.pushed(), known.notLoaded());
    } catch (NumberFormatException noNumber) {
      problem(number, "not a process");
    }
  }

  /** All fields but the first. */
  private Optional<List<Path>> paths(int number, String[] fields) {
    List<Path> paths = new ArrayList<>();
    for (int i = 1; i < fields.length; i++) {
      try {
        paths.add(Path.of(fields[i]));
      } catch (InvalidPathException unusable) {
        problem(number, "not a path");
        return Optional.empty();
      }
    }
    if (!paths.stream().allMatch(Path::isAbsolute)) {
      problem(number, "not an absolute path");
      return Optional.empty();
    }
    return Optional.of(paths);
  }

  private void problem(int number, String summary) {
    problems.add(Diagnostic.error(new Location(file.toString(), number), summary, REMEDY));
  }
}
