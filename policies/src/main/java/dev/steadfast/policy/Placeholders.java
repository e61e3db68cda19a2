package dev.steadfast.policy;

import dev.steadfast.config.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The placeholders that may stand in the terms of one place.
 *
 * @param names exact names, and the families {@code env.NAME} and {@code next.ARTEFACT}
 */
record Placeholders(List<String> names) {
  private static final Pattern ENVIRONMENT = Pattern.compile("env\\.[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NEXT = Pattern.compile("next\\.[a-z][a-z0-9-]*");
  private static final String ANY_ENVIRONMENT = "env.NAME";
  private static final String ANY_NEXT = "next.ARTEFACT";
  private static final List<String> ABSOLUTE =
      List.of("next.program", "next.bin", "running.program", "running.bin");

  /** What stands for an absolute path, for people. */
  static final String ABSOLUTE_NAMES = "{" + String.join("}, {", ABSOLUTE) + "}";

  /** Names that no artefact may have, as {@code next.} stands before them already. */
  static final List<String> RESERVED = List.of("program", "bin");

  /** In the path of a file that the daemon owns. */
  static final Placeholders FILE = new Placeholders(List.of(ANY_ENVIRONMENT));

  /** In a command that validates. */
  static final Placeholders VALIDATION =
      new Placeholders(
          List.of(
              ANY_ENVIRONMENT,
              "next.program",
              "next.bin",
              ANY_NEXT,
              "running.program",
              "running.bin",
              "artefact"));

  /** In the command that puts queries. */
  static Placeholders client(List<String> values) {
    List<String> names =
        new ArrayList<>(List.of(ANY_ENVIRONMENT, "running.program", "running.bin", "query"));
    names.addAll(values);
    return new Placeholders(names);
  }

  Placeholders {
    names = List.copyOf(names);
  }

  boolean allows(String name) {
    return names.contains(name)
        || (names.contains(ANY_ENVIRONMENT) && ENVIRONMENT.matcher(name).matches())
        || (names.contains(ANY_NEXT) && NEXT.matcher(name).matches());
  }

  /** Whether the name is {@code next.} and the name of an artefact. */
  static boolean isNextArtefact(String name) {
    return NEXT.matcher(name).matches() && !ABSOLUTE.contains(name);
  }

  /** Whether the query goes into this word. */
  static boolean hasQuery(Term term) {
    return term.parts().contains(new Term.Part.Placeholder("query"));
  }

  /** Whether the text begins with an absolute path. */
  static boolean isAbsolute(Term term) {
    return !term.parts().isEmpty()
        && switch (term.parts().getFirst()) {
          case Term.Part.Literal(String text) -> text.startsWith("/");
          case Term.Part.Placeholder(String name) -> ABSOLUTE.contains(name);
        };
  }
}
