package dev.steadfast.diff;

import dev.steadfast.store.StoreReference;
import java.util.ArrayList;
import java.util.List;

/**
 * A text cut at its store references.
 *
 * @param literals the text between the references, one more than there are references
 */
record Skeleton(List<String> literals, List<StoreReference> references) {

  static Skeleton of(String text) {
    List<StoreReference> references = StoreReference.in(text);
    List<String> literals = new ArrayList<>(references.size() + 1);
    int at = 0;
    for (StoreReference reference : references) {
      literals.add(text.substring(at, reference.start()));
      at = reference.end();
    }
    literals.add(text.substring(at));
    return new Skeleton(literals, references);
  }

  /** The text with every reference written as its name alone. */
  String withoutHashes() {
    StringBuilder out = new StringBuilder(literals.getFirst());
    for (int i = 0; i < references.size(); i++) {
      out.append(references.get(i).nameInStore()).append(literals.get(i + 1));
    }
    return out.toString();
  }

  /** Whether the references of the two stand at the same places, whatever they are called. */
  boolean hasSamePlacesAs(Skeleton other) {
    return literals.equals(other.literals);
  }
}
