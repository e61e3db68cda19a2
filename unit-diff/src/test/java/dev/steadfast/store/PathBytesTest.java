package dev.steadfast.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PathBytesTest {
  /** A path of bytes, each written as the character of that number. */
  record Case(String name, String bytes, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("absolute", "/nix/store", "most paths are plain"),
          new Case("relative", "share/doc", "targets of links often are"),
          new Case("one name", "x", "names in a directory are"),
          new Case("top", "/", "the only one that ends with a slash"),
          new Case("existing directory", "/tmp", "its URI ends with a slash, the path does not"),
          new Case("UTF-8", "/caf\u00c3\u00a9", "what today's systems write"),
          new Case("Latin-1", "/caf\u00e9", "not UTF-8, and a good name nevertheless"),
          new Case(
              "every kind of rubbish", "/\u00ff\u00fe\u0001\n\u0080", "only / and 0 are special"),
          new Case("percent and question mark", "/100%25?#a b", "they mean something in a URI"),
          new Case("dots", "../a/./b", "a link's target is kept as written"),
          new Case("nothing", "", "the path of the directory one is in"));

  @ParameterizedTest
  @FieldSource("CASES")
  void bytesMakeAPathThatHasThem(Case one) {
    byte[] bytes = one.bytes().getBytes(StandardCharsets.ISO_8859_1);
    assertArrayEquals(bytes, PathBytes.of(PathBytes.path(bytes)), one.because());
  }

  @Test
  void aNameFromADirectoryKeepsItsBytes(@TempDir Path directory) throws IOException {
    Path latin = PathBytes.path(new byte[] {'c', (byte) 0xe9});
    Files.createFile(directory.resolve(latin));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      Path found = entries.iterator().next().getFileName();
      assertEquals(latin, found);
      assertNotEquals(found, Path.of(found.toString()), "the text of a path loses bytes");
    }
  }
}
