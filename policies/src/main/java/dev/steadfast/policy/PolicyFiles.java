package dev.steadfast.policy;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.store.SystemRoot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The policy files of one source with the key tables that they may name.
 *
 * <p>In a directory: {@code *.yaml}, each one policy, and {@code tables/*.tsv}. Names that begin
 * with a dot are left out.
 */
public final class PolicyFiles {
  private static final String POLICY = ".yaml";
  private static final String TABLE = ".tsv";
  private static final Path TABLES = Path.of("tables");
  private final List<SourceText> policies = new ArrayList<>();
  private final SortedMap<String, SourceText> tables = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private PolicyFiles() {}

  /** Those that come with Steadfast. */
  public static PolicyFiles shipped() {
    PolicyFiles files = new PolicyFiles();
    for (String name : resource("index").lines().toList()) {
      files.add(Path.of(name), new SourceText("shipped/" + name, resource(name)));
    }
    return files;
  }

  private static String resource(String name) {
    try (InputStream in = PolicyFiles.class.getResourceAsStream("shipped/" + name)) {
      if (in == null) {
        throw new FileNotFoundException("shipped/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException brokenBuild) {
      throw new UncheckedIOException(brokenBuild);
    }
  }

  /** Those of a directory that must be there. */
  public static PolicyFiles in(SystemRoot root, Path directory) {
    PolicyFiles files = new PolicyFiles();
    try {
      files.read(root, directory);
    } catch (IOException unreadable) {
      String detail = "Policies are read from a directory: make it, or name another one.";
      files.diagnostics.add(
          Diagnostic.error(Location.of(directory), "cannot read this directory", detail));
    }
    return files;
  }

  /** Those of a directory, none if there is no such directory. */
  public static PolicyFiles ifPresent(SystemRoot root, Path directory) {
    try {
      return root.exists(directory) ? in(root, directory) : new PolicyFiles();
    } catch (IOException unreadable) {
      return in(root, directory);
    }
  }

  private void read(SystemRoot root, Path directory) throws IOException {
    for (Path name : root.list(directory)) {
      if (!name.toString().startsWith(".") && !name.equals(TABLES)) {
        read(root, directory, name);
      }
    }
    if (root.exists(directory.resolve(TABLES))) {
      for (Path name : root.list(directory.resolve(TABLES))) {
        read(root, directory, TABLES.resolve(name));
      }
    }
  }

  private void read(SystemRoot root, Path directory, Path name) {
    Path file = directory.resolve(name);
    if (!isPolicy(name) && !isTable(name)) {
      String detail = "Policies end in .yaml, key tables in tables/ in .tsv.";
      diagnostics.add(Diagnostic.warning(Location.of(file), "not read", detail));
      return;
    }
    try {
      add(name, new SourceText(file.toString(), root.text(file)));
    } catch (IOException unreadable) {
      String detail = "Make it readable, or remove it.";
      diagnostics.add(Diagnostic.error(Location.of(file), "cannot read this policy", detail));
    }
  }

  private static boolean isPolicy(Path name) {
    return name.getParent() == null && name.toString().endsWith(POLICY);
  }

  private static boolean isTable(Path name) {
    return TABLES.equals(name.getParent()) && name.toString().endsWith(TABLE);
  }

  private void add(Path name, SourceText text) {
    if (isPolicy(name)) {
      policies.add(text);
    } else {
      String file = String.valueOf(name.getFileName());
      tables.put(file.substring(0, file.length() - TABLE.length()), text);
    }
  }

  List<SourceText> policies() {
    return Collections.unmodifiableList(policies);
  }

  /** Tables by the names that policies use. */
  SortedMap<String, SourceText> tables() {
    return Collections.unmodifiableSortedMap(tables);
  }

  /** Problems with the directory and its files. */
  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }
}
