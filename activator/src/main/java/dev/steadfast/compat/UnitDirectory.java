package dev.steadfast.compat;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.store.FoundFile;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The unit files of one side, of which the original knows one directory only: it sees no drop-ins
 * elsewhere, none for a type or a name's prefix, and takes an alias for a file of its own.
 */
record UnitDirectory(SystemRoot root, Path path) {
  private static final String ENDS_THE_RUN =
      "switch-to-configuration ends at a file that it cannot read";
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Links are followed; a masked unit has a file, a dangling link is none. */
  boolean has(UnitName unit) throws IOException {
    return root.exists(fileOf(unit));
  }

  /** No file, or masked. */
  boolean isGone(UnitName unit) throws IOException {
    return !isReal(fileOf(unit));
  }

  /** Whether a drop-in of exactly that name has a file other than {@code /dev/null}. */
  boolean hasRealDropIn(UnitName unit) throws IOException {
    for (Path dropIn : dropIns(unit)) {
      if (isReal(dropIn)) {
        return true;
      }
    }
    return false;
  }

  /** A unit's file with its own drop-ins; rejected if one of them cannot be read. */
  Parsed<UnitSettings> read(UnitName unit) throws IOException {
    return read(new Instance(unit, unit));
  }

  /** The base file, its drop-ins, then those of the instance if it is another one. */
  Parsed<UnitSettings> read(Instance unit) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(fileOf(unit.base()));
    files.addAll(dropIns(unit.base()));
    if (unit.isFromTemplate()) {
      files.addAll(dropIns(unit.name()));
    }
    List<IniSection> sections = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (Path file : files) {
      sections.addAll(
          sections(file)
              .orElse(
                  found -> {
                    problems.addAll(found);
                    return List.of();
                  }));
    }
    return problems.isEmpty()
        ? Parsed.of(UnitSettings.merged(sections))
        : new Parsed.Rejected<>(problems);
  }

  private Path fileOf(UnitName unit) {
    return path.resolve(unit.value());
  }

  private boolean isReal(Path file) throws IOException {
    return root.exists(file) && root.find(file).kind() != FoundFile.Kind.NULL_DEVICE;
  }

  private List<Path> dropIns(UnitName unit) throws IOException {
    Path directory = path.resolve(unit.value() + ".d");
    if (!root.exists(directory) || !root.isDirectory(directory)) {
      return List.of();
    }
    return root.list(directory).stream()
        .filter(name -> name.toString().endsWith(".conf"))
        .map(directory::resolve)
        .toList();
  }

  private Parsed<List<IniSection>> sections(Path file) {
    try {
      return IniText.parse(file, text(file));
    } catch (CharacterCodingException notUtf8) {
      return unreadable(file, "not UTF-8");
    } catch (IOException failed) {
      return unreadable(file, "cannot be read");
    }
  }

  private String text(Path file) throws IOException {
    if (root.find(file).kind() == FoundFile.Kind.NULL_DEVICE) {
      return "";
    }
    ByteBuffer bytes = ByteBuffer.wrap(root.read(file));
    String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static Parsed<List<IniSection>> unreadable(Path file, String summary) {
    return Parsed.rejected(Diagnostic.error(Location.of(file), summary, ENDS_THE_RUN));
  }
}
