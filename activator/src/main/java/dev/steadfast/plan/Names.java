package dev.steadfast.plan;

import dev.steadfast.config.Term;
import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.process.LiveProcess;
import dev.steadfast.store.PathBytes;
import dev.steadfast.unit.ExecCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a policy's placeholders stand for, for one unit. */
final class Names {
  private final SortedMap<String, String> values = new TreeMap<>();

  private Names() {}

  static Names of(UnitChange.Modified change, ProcessFacts facts) {
    Names names = new Names();
    facts.environment().forEach((name, value) -> names.values.put("env." + name, value));
    facts.program().ifPresent(program -> names.putProgram("running", program));
    List<ExecCommand> commands = change.after().commands("ExecStart");
    if (!commands.isEmpty() && commands.getFirst().program().startsWith("/")) {
      names.putProgram("next", PathBytes.path(commands.getFirst().program()));
    }
    for (Artefact artefact : change.artefacts()) {
      artefact.after().ifPresent(p -> names.values.put("next." + artefact.name(), p.toString()));
    }
    return names;
  }

  /** Only what the process itself tells. */
  static Names ofRunning(LiveProcess process) {
    Names names = new Names();
    process.environment().forEach((name, value) -> names.values.put("env." + name, value));
    names.putProgram("running", process.identity().executable());
    return names;
  }

  private void putProgram(String whose, Path program) {
    values.put(whose + ".program", program.toString());
    Path directory = program.getParent();
    if (directory != null) {
      values.put(whose + ".bin", directory.toString());
    }
  }

  /** The same names, and one more. */
  Names with(String name, String value) {
    Names copy = new Names();
    copy.values.putAll(values);
    copy.values.put(name, value);
    return copy;
  }

  /** The names as they are for the program that runs, where a policy speaks of the next one. */
  Names asForRunningProgram() {
    Names copy = new Names();
    copy.values.putAll(values);
    for (String what : List.of("program", "bin")) {
      Optional.ofNullable(values.get("running." + what))
          .ifPresent(value -> copy.values.put("next." + what, value));
    }
    return copy;
  }

  /** The text of a term, or empty if it has a placeholder that stands for nothing here. */
  Optional<String> text(Term term) {
    StringBuilder out = new StringBuilder();
    for (Term.Part part : term.parts()) {
      switch (part) {
        case Term.Part.Literal(String text) -> out.append(text);
        case Term.Part.Placeholder(String name) -> {
          String value = values.get(name);
          if (value == null) {
            return Optional.empty();
          }
          out.append(value);
        }
      }
    }
    return Optional.of(out.toString());
  }

  /** The texts of all terms, or empty if one of them has none. */
  Optional<List<String>> texts(List<Term> terms) {
    List<String> texts = new ArrayList<>();
    for (Term term : terms) {
      Optional<String> text = text(term);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts.add(text.get());
    }
    return Optional.of(texts);
  }

  /** The term with every known placeholder replaced. */
  Term resolved(Term term) {
    List<Term.Part> parts = new ArrayList<>();
    for (Term.Part part : term.parts()) {
      parts.add(
          switch (part) {
            case Term.Part.Literal literal -> literal;
            case Term.Part.Placeholder(String name) -> {
              String value = values.get(name);
              yield value == null ? part : new Term.Part.Literal(value);
            }
          });
    }
    return new Term(parts);
  }
}
