package dev.steadfast.policy;

import dev.steadfast.config.Term;
import java.util.ArrayList;
import java.util.List;

/** Reads terms and commands of one policy file, and notes which artefacts they rely on. */
final class Terms {
  private final List<Reference> references;

  /**
   * @param references where references go; shared with the other readers of the file
   */
  Terms(List<Reference> references) {
    this.references = references;
  }

  /** The term of a key; an empty one after a problem. */
  Term term(Fields fields, String key, Placeholders allowed) {
    String text = fields.text(key);
    return text.isEmpty() ? new Term(List.of()) : term(fields.place(key), text, fields, allowed);
  }

  /** The absolute path of a file that the daemon reads or writes. */
  Term file(Fields fields, String key) {
    Term term = term(fields, key, Placeholders.FILE);
    if (!term.parts().isEmpty()
        && term.parts().getFirst() instanceof Term.Part.Literal(String text)
        && !text.startsWith("/")) {
      String detail = "Begin it with '/' or with a placeholder such as {env.HOME}.";
      fields.report(key, "'" + key + "' of " + fields.what() + " is not an absolute path", detail);
    }
    return term;
  }

  /** A command: its first word is an absolute path. */
  List<Term> command(Fields fields, String key, Placeholders allowed) {
    List<Term> command = new ArrayList<>();
    for (YamlNode item : fields.items(key)) {
      String word = fields.itemText(key, item);
      Place place = new Place(fields.problems().source(), item.line());
      command.add(term(place, word, fields, allowed));
    }
    if (!command.isEmpty() && !Placeholders.isAbsolute(command.getFirst())) {
      String detail = "Begin it with '/' or with one of " + Placeholders.ABSOLUTE_NAMES + ".";
      fields.report(key, "the program of '" + key + "' is not an absolute path", detail);
    }
    return command;
  }

  private Term term(Place place, String text, Fields fields, Placeholders allowed) {
    Term term;
    try {
      term = Term.parse(text);
    } catch (IllegalArgumentException unclosed) {
      String detail = "Close it, or double the brace if it stands for itself.";
      fields.problems().add(place.line(), "placeholder without an end in '" + text + "'", detail);
      return new Term(List.of());
    }
    for (Term.Part part : term.parts()) {
      if (part instanceof Term.Part.Placeholder(String name)) {
        check(place, name, fields, allowed);
      }
    }
    return term;
  }

  private void check(Place place, String name, Fields fields, Placeholders allowed) {
    if (!allowed.allows(name)) {
      String advice = Spelling.advice(name, allowed.names());
      fields.problems().add(place.line(), "unknown placeholder '{" + name + "}'", advice);
    } else if (Placeholders.isNextArtefact(name)) {
      String artefact = name.substring("next.".length());
      references.add(new Reference(place, Reference.Sort.ARTEFACT, artefact));
    }
  }
}
