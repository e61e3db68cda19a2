package dev.steadfast.diff;

import dev.steadfast.diff.Difference.Kind;
import dev.steadfast.store.ByteText;
import dev.steadfast.store.PathBytes;
import dev.steadfast.store.StorePath;
import dev.steadfast.store.StoreReference;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what stands behind the store paths of one unit: equal modulo store hash.
 *
 * <p>Two store paths are equal if they are the same, or if their contents are equal after each
 * reference is replaced by its counterpart and the counterparts are themselves proved equal by this
 * rule (a bisimulation: a pair under comparison is taken as equal while its own content is
 * compared). The pairing of store paths is a bijection over the unit. Programs are equal only to
 * themselves.
 */
final class ContentComparison {
  /** Pairs that somebody else compares, such as config artefacts. */
  interface Covered {
    boolean covers(Path before, Path after);
  }

  /** Deeper than any closure of texts, and far from the end of the stack. */
  private static final int MAX_DEPTH = 200;

  private final SystemRoot root;
  private final Covered covered;
  private final Budget budget = new Budget();
  private final Map<StorePath, StorePath> nextOf = new HashMap<>();
  private final Map<StorePath, StorePath> oldOf = new HashMap<>();
  private final Set<List<Path>> underComparison = new HashSet<>();
  private boolean metCovered;
  private int depth;

  ContentComparison(SystemRoot root, Covered covered) {
    this.root = root;
    this.covered = covered;
  }

  /** Whether the last comparison met a pair that is compared elsewhere. */
  boolean metCovered() {
    return metCovered;
  }

  /**
   * What differs behind two references at the same place of a setting; also says so if nothing but
   * hashes does.
   */
  List<Change> changesBehind(SettingKey key, StoreReference old, StoreReference next)
      throws IOException {
    int filesBefore = budget.filesTaken();
    List<Difference> differences = between(old, next);
    List<Change> found = new ArrayList<>();
    for (Difference difference : differences) {
      found.add(difference.under(key));
    }
    boolean differs = !old.path().equals(next.path());
    if (differs && differences.isEmpty() && !covered.covers(old.path(), next.path())) {
      String proof = proof(budget.filesTaken() - filesBefore);
      found.add(new Change.OnlyHashes(key, old.path(), next.path(), proof));
    }
    return found;
  }

  private static String proof(int files) {
    String compared = files == 1 ? "1 file compared" : files + " files compared";
    return "equal but for store hashes and its config artefacts, " + compared;
  }

  /**
   * The differences behind two texts, empty if they are equal modulo hash or if all that differs is
   * covered.
   *
   * <p>Pairs met twice in one call are reported once. Nothing is remembered from call to call but
   * the pairing: a pair that is equal only while another one is assumed equal must not outlive that
   * assumption.
   *
   * @param otherwise what to report if the texts themselves differ
   */
  List<Difference> between(String before, String after, Difference otherwise) throws IOException {
    underComparison.clear();
    metCovered = false;
    return texts(before, after, otherwise);
  }

  private List<Difference> texts(String before, String after, Difference otherwise)
      throws IOException {
    if (before.equals(after)) {
      return List.of();
    }
    Skeleton old = Skeleton.of(before);
    Skeleton next = Skeleton.of(after);
    if (!old.hasSamePlacesAs(next)) {
      return List.of(otherwise);
    }
    List<Difference> found = new ArrayList<>();
    for (int i = 0; i < old.references().size(); i++) {
      found.addAll(references(old.references().get(i), next.references().get(i)));
    }
    return found;
  }

  /** The differences behind two references at the same place. */
  List<Difference> between(StoreReference before, StoreReference after) throws IOException {
    underComparison.clear();
    metCovered = false;
    return references(before, after);
  }

  private List<Difference> references(StoreReference before, StoreReference after)
      throws IOException {
    if (covered.covers(before.path(), after.path())) {
      metCovered = true;
      return List.of();
    }
    if (!pair(before.store(), after.store())) {
      return List.of(
          new Difference(
              Kind.UNPAIRED,
              before.path(),
              after.path(),
              "stands for different paths in different places"));
    }
    if (before.path().equals(after.path())) {
      return List.of();
    }
    requireStoreObject(before.store());
    requireStoreObject(after.store());
    boolean oldExists = root.exists(before.path());
    boolean nextExists = root.exists(after.path());
    if (oldExists != nextExists) {
      return List.of(
          new Difference(
              Kind.UNPAIRED, before.path(), after.path(), "only one of the two paths exists"));
    }
    List<Difference> found =
        oldExists
            ? paths(before.path(), after.path())
            : paths(before.store().path(), after.store().path());
    return found.isEmpty() && !before.nameInStore().equals(after.nameInStore())
        ? List.of(new Difference(Kind.UNPAIRED, before.path(), after.path(), "has another name"))
        : found;
  }

  private boolean pair(StorePath old, StorePath next) {
    StorePath knownNext = nextOf.putIfAbsent(old, next);
    StorePath knownOld = oldOf.putIfAbsent(next, old);
    return (knownNext == null || knownNext.equals(next))
        && (knownOld == null || knownOld.equals(old));
  }

  private void requireStoreObject(StorePath store) throws IOException {
    if (!root.exists(store.path())) {
      throw new NoSuchFileException(store.value());
    }
  }

  private List<Difference> paths(Path before, Path after) throws IOException {
    if (!underComparison.add(List.of(before, after))) {
      return List.of();
    }
    if (depth == MAX_DEPTH) {
      return List.of(new Difference(Kind.UNPAIRED, before, after, "nested too deep to compare"));
    }
    boolean oldIsTree = root.isDirectory(before);
    if (oldIsTree != root.isDirectory(after)) {
      return List.of(new Difference(Kind.UNPAIRED, before, after, "one is a directory"));
    }
    depth++;
    List<Difference> found = oldIsTree ? trees(before, after) : files(before, after);
    depth--;
    return found;
  }

  private List<Difference> trees(Path before, Path after) throws IOException {
    List<Path> names = root.list(before);
    if (!names.equals(root.list(after))) {
      return List.of(new Difference(Kind.UNPAIRED, before, after, "other files in the directory"));
    }
    List<Difference> found = new ArrayList<>();
    for (Path name : names) {
      Path old = before.resolve(name);
      Path next = after.resolve(name);
      found.addAll(isLink(old) || isLink(next) ? links(old, next) : paths(old, next));
      if (!found.isEmpty()) {
        break;
      }
    }
    return found;
  }

  private List<Difference> links(Path before, Path after) throws IOException {
    Difference otherwise = new Difference(Kind.UNPAIRED, before, after, "other link targets");
    Optional<Path> old = root.linkTarget(before);
    Optional<Path> next = root.linkTarget(after);
    if (old.isEmpty() || next.isEmpty()) {
      return List.of(otherwise);
    }
    List<Difference> found =
        texts(PathBytes.text(old.get()), PathBytes.text(next.get()), otherwise);
    return found.isEmpty() && !old.get().isAbsolute()
        ? behindRelative(before.resolveSibling(old.get()), after.resolveSibling(next.get()))
        : found;
  }

  /** Equal relative targets are equal files only if both lead to such, often outside this tree. */
  private List<Difference> behindRelative(Path before, Path after) throws IOException {
    boolean oldExists = root.exists(before);
    if (oldExists != root.exists(after)) {
      return List.of(
          new Difference(Kind.UNPAIRED, before, after, "only one of the two paths exists"));
    }
    return oldExists ? paths(before.normalize(), after.normalize()) : List.of();
  }

  private boolean isLink(Path path) throws IOException {
    return root.linkTarget(path).isPresent();
  }

  private List<Difference> files(Path before, Path after) throws IOException {
    Path oldFile = root.locate(before);
    Path nextFile = root.locate(after);
    if (!budget.take(Files.size(oldFile) + Files.size(nextFile))) {
      return List.of(new Difference(Kind.UNPAIRED, before, after, "too much content to compare"));
    }
    byte[] old = Files.readAllBytes(oldFile);
    byte[] next = Files.readAllBytes(nextFile);
    boolean oldIsScript = Script.isScript(old);
    if (isProgram(oldFile, old) || isProgram(nextFile, next)) {
      return List.of(new Difference(Kind.PROGRAM, before, after, ""));
    }
    if (Files.isExecutable(oldFile) != Files.isExecutable(nextFile)) {
      return List.of(new Difference(Kind.UNPAIRED, before, after, "other permissions"));
    }
    if (Arrays.equals(old, next)) {
      return List.of();
    }
    String oldText = ByteText.decode(old);
    String nextText = ByteText.decode(next);
    Kind kind = oldIsScript ? Kind.SCRIPT : Kind.TEXT;
    String lines = LineCounts.between(oldText, nextText);
    return texts(oldText, nextText, new Difference(kind, before, after, lines));
  }

  private static boolean isProgram(Path file, byte[] content) {
    byte[] elf = {0x7f, 'E', 'L', 'F'};
    boolean isElf =
        content.length >= elf.length && Arrays.equals(content, 0, elf.length, elf, 0, elf.length);
    return isElf || (Files.isExecutable(file) && !Script.isScript(content));
  }
}
