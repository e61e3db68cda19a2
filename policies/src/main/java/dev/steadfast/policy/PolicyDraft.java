package dev.steadfast.policy;

import java.util.List;
import java.util.Optional;

/**
 * One policy file, as far as it goes: an operator's file may leave out what the shipped one says.
 *
 * @param place of the name
 * @param references to be checked when all files of the policy are known
 * @param written the file's top level as it was written, for people
 */
record PolicyDraft(
    Place place,
    String name,
    Parts parts,
    Rows rows,
    List<Reference> references,
    List<YamlNode.Entry> written) {
  PolicyDraft {
    references = List.copyOf(references);
    written = List.copyOf(written);
  }

  /** What was written under a key of the top level. */
  Optional<YamlNode.Entry> written(String key) {
    return written.stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  /** Where a key of the top level is, or the name if the file lacks it. */
  Place place(String key) {
    return written(key).map(entry -> new Place(place.source(), entry.line())).orElse(place);
  }

  /** What a policy has one of. */
  record Parts(
      Optional<Match> match,
      Optional<Client> client,
      Optional<RunningValues> running,
      Optional<ReloadKind> reload,
      Optional<Mode> mode,
      List<String> secrets) {
    Parts {
      secrets = List.copyOf(secrets);
    }
  }

  /** What a policy has lists of. */
  record Rows(
      List<Row<PolicyArtefact>> artefacts,
      List<Row<Rule>> rules,
      List<Row<Validation>> validations,
      List<Row<Witness>> witnesses) {
    Rows {
      artefacts = List.copyOf(artefacts);
      rules = List.copyOf(rules);
      validations = List.copyOf(validations);
      witnesses = List.copyOf(witnesses);
    }
  }

  /**
   * A row with the id under which another file can replace it.
   *
   * @param value empty if the row says that the shipped one is to be left out
   */
  record Row<T>(Place place, String id, Optional<T> value) {}
}
