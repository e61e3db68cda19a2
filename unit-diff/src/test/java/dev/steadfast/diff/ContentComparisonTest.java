package dev.steadfast.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diff.Difference.Kind;
import dev.steadfast.testing.BuiltSystem;
import dev.steadfast.testing.FileTree;
import dev.steadfast.testing.WrittenSystem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equality modulo store hash. */
class ContentComparisonTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.steadfast.diff.ContentCases#cases")
  void compares(ContentCases.Case row, @TempDir Path directory) throws IOException {
    FileTree files = new FileTree(directory);
    BuiltSystem old = row.old().build(files);
    BuiltSystem next = row.next().build(files);
    assertEquals(
        row.differences(),
        shown(between(files, old.filled(row.before()), next.filled(row.after()))),
        row.because());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.steadfast.diff.ContentCases#cases")
  void isTheSameFromBothSides(ContentCases.Case row, @TempDir Path directory) throws IOException {
    FileTree files = new FileTree(directory);
    BuiltSystem old = row.old().build(files);
    BuiltSystem next = row.next().build(files);
    List<Difference> there = between(files, old.filled(row.before()), next.filled(row.after()));
    List<Difference> back = between(files, next.filled(row.after()), old.filled(row.before()));
    assertEquals(places(there, false), places(back, true));
  }

  private static List<String> places(List<Difference> differences, boolean turned) {
    List<String> places = new ArrayList<>();
    for (Difference each : differences) {
      Path first = turned ? each.after() : each.before();
      Path second = turned ? each.before() : each.after();
      places.add(each.kind() + " " + first + " " + second);
    }
    return places;
  }

  @Test
  void scriptThatLosesItsModeIsNotEqual(@TempDir Path directory) throws IOException {
    FileTree files = new FileTree(directory);
    WrittenSystem script = ContentCases.store("s", "#!/bin/sh\n");
    BuiltSystem old = script.build(files);
    BuiltSystem next = script.copy().rebuilt("s").build(files);
    assertTrue(onHost(files, next.path("s")).toFile().setExecutable(false));
    assertEquals(
        List.of("UNPAIRED s other permissions"),
        shown(between(files, old.path("s"), next.path("s"))));
  }

  @Test
  void executableThatIsNoScriptIsAProgram(@TempDir Path directory) throws IOException {
    FileTree files = new FileTree(directory);
    WrittenSystem data = ContentCases.store("d", "data\n");
    BuiltSystem old = data.build(files);
    BuiltSystem next = data.copy().rebuilt("d").build(files);
    assertTrue(onHost(files, old.path("d")).toFile().setExecutable(true));
    assertTrue(onHost(files, next.path("d")).toFile().setExecutable(true));
    assertEquals(List.of("PROGRAM d "), shown(between(files, old.path("d"), next.path("d"))));
  }

  @Test
  void contentBeyondTheBudgetIsDifferent(@TempDir Path directory) throws IOException {
    FileTree files = new FileTree(directory);
    WrittenSystem big = ContentCases.store("big", "x");
    BuiltSystem old = big.build(files);
    BuiltSystem next = big.copy().rebuilt("big").build(files);
    for (BuiltSystem system : List.of(old, next)) {
      try (var file = new RandomAccessFile(onHost(files, system.path("big")).toFile(), "rw")) {
        file.setLength((32L << 20) + 1);
      }
    }
    assertEquals(
        List.of("UNPAIRED big too much content to compare"),
        shown(between(files, old.path("big"), next.path("big"))));
  }

  @Test
  void longChainOfReferencesIsDifferent(@TempDir Path directory) throws IOException {
    FileTree files = new FileTree(directory);
    WrittenSystem chain = new WrittenSystem();
    for (int i = 0; i < 600; i++) {
      chain.store("link" + i, i == 0 ? "end\n" : "@{link" + (i - 1) + "}\n");
    }
    BuiltSystem old = chain.build(files);
    BuiltSystem next = chain.copy().rebuilt("link0").build(files);
    List<Difference> found = between(files, old.path("link599"), next.path("link599"));
    assertEquals("nested too deep to compare", found.getFirst().detail());
  }

  @Test
  void missingStoreObjectIsAnErrorThatNamesIt(@TempDir Path directory) throws IOException {
    FileTree files = new FileTree(directory);
    WrittenSystem conf = ContentCases.store("a.conf", "x\n");
    BuiltSystem old = conf.build(files);
    BuiltSystem next = conf.copy().rebuilt("a.conf").build(files);
    Files.delete(onHost(files, next.path("a.conf")));
    NoSuchFileException missing =
        assertThrows(
            NoSuchFileException.class,
            () -> between(files, old.path("a.conf"), next.path("a.conf")));
    assertEquals(next.path("a.conf"), missing.getFile());
  }

  @Test
  void pairingHoldsFromCallToCall(@TempDir Path directory) throws IOException {
    FileTree files = new FileTree(directory);
    BuiltSystem all = ContentCases.store("c#1", "x\n", "c#2", "x\n", "c#3", "x\n").build(files);
    ContentComparison contents = new ContentComparison(files.root(), (before, after) -> false);
    Difference otherwise = new Difference(Kind.TEXT, Path.of("/"), Path.of("/"), "around");
    assertEquals(List.of(), contents.between(all.path("c#1"), all.path("c#2"), otherwise));
    assertEquals(
        List.of("UNPAIRED c stands for different paths in different places"),
        shown(contents.between(all.path("c#1"), all.path("c#3"), otherwise)));
  }

  @Test
  void coveredPairIsSomebodyElses(@TempDir Path directory) throws IOException {
    FileTree files = new FileTree(directory);
    WrittenSystem outer = ContentCases.store("outer", "include @{inner}\n", "inner", "x = 1\n");
    BuiltSystem old = outer.build(files);
    BuiltSystem next = outer.copy().store("inner", "x = 2\n").build(files);
    ContentComparison contents =
        new ContentComparison(
            files.root(),
            (before, after) ->
                before.toString().equals(old.path("inner"))
                    && after.toString().equals(next.path("inner")));
    Difference otherwise = new Difference(Kind.TEXT, Path.of("/"), Path.of("/"), "around");
    assertEquals(List.of(), contents.between(old.path("outer"), next.path("outer"), otherwise));
  }

  private static Path onHost(FileTree files, String path) {
    return files.prefix().resolve(path.substring(1));
  }

  private static List<Difference> between(FileTree files, String before, String after)
      throws IOException {
    ContentComparison contents = new ContentComparison(files.root(), (b, a) -> false);
    Difference otherwise = new Difference(Kind.TEXT, Path.of("/"), Path.of("/"), "around");
    return contents.between(before, after, otherwise);
  }

  private static List<String> shown(List<Difference> differences) {
    List<String> lines = new ArrayList<>();
    for (Difference each : differences) {
      String path = each.before().toString();
      String name = path.startsWith("/nix/store/") ? path.substring(44) : path;
      lines.add(each.kind() + " " + name + " " + each.detail());
    }
    return lines;
  }
}
