package dev.steadfast.diff;

import dev.steadfast.config.ConfigContent;
import dev.steadfast.config.ConfigSource;
import dev.steadfast.config.Dialect;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diff.Artefact.NextFile;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A config artefact on one side of a comparison.
 *
 * @param root where {@code path} is read: the generation's root or the process's own view
 * @param content parsed, or empty when the text is not of its dialect
 * @param shown what {@code path} shows now where the process has loaded another content
 */
record ArtefactSide(
    ArtefactSpec spec,
    SystemRoot root,
    Path path,
    String text,
    Optional<ConfigContent> content,
    Optional<ArtefactSide> shown) {

  private static final Path ETC = Path.of("/etc");
  private static final Path STATIC = ETC.resolve("static");

  static ArtefactSide read(ArtefactSpec spec, SystemRoot root, Path path) throws IOException {
    return of(spec, root, path, root.text(path));
  }

  /** A place where nothing is any more, with the content that the process has loaded from there. */
  static ArtefactSide gone(ArtefactSpec spec, SystemRoot root, Path path, String loaded) {
    return of(spec, root, path, loaded);
  }

  /** The same place with the content that the process has loaded. */
  ArtefactSide whenLoaded(String loaded) {
    ArtefactSide side = of(spec, root, path, loaded);
    return new ArtefactSide(spec, root, path, loaded, side.content(), Optional.of(this));
  }

  /** The same place where the process does not read it, with the content that it was given. */
  ArtefactSide whenPushed(String pushed) {
    return of(spec, root, path, pushed);
  }

  private static ArtefactSide of(ArtefactSpec spec, SystemRoot root, Path path, String text) {
    Parsed<ConfigContent> parsed =
        spec.dialect().parse(new ConfigSource(root, path, text), spec.types());
    Optional<ConfigContent> content = parsed.map(Optional::of).orElse(problems -> Optional.empty());
    return new ArtefactSide(spec, root, path, text, content, Optional.empty());
  }

  /** The files that it consists of, as {@code root} shows them. */
  List<NextFile> files() throws IOException {
    List<NextFile> files = new ArrayList<>();
    files.add(nextFile(path));
    for (Path included : content.map(ConfigContent::included).orElse(List.of())) {
      files.add(nextFile(included));
    }
    return files;
  }

  private NextFile nextFile(Path named) throws IOException {
    return new NextFile(named, isCopied(named) ? named : root.resolve(named));
  }

  /** Activation copies what has a mode of its own. Source: environment.etc of NixOS. */
  private boolean isCopied(Path named) throws IOException {
    return named.startsWith(ETC)
        && root.exists(Path.of(STATIC.resolve(ETC.relativize(named)) + ".mode"));
  }

  /** The content as plain text, for a comparison that needs no grammar. */
  ConfigContent asText() {
    ConfigSource source = new ConfigSource(root, path, text);
    Parsed<ConfigContent> parsed = Dialect.TEXT.parse(source, new TreeMap<>());
    return parsed.orElse(
        problems -> {
          throw new IllegalStateException("plain text is always accepted: " + problems);
        });
  }
}
