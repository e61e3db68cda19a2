package dev.steadfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.testing.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StoreReferenceTest {
  private static final String HASH = "2bcqr49724r4z6ywqpjm7c81ln8h09qd";
  private static final String OTHER = "k2y0ph5k8q1xrkl09g6xcw2ldbfkxm9n";

  /**
   * @param text with {@code @} for {@code /nix/store/HASH-}
   * @param expected references, without the prefix and the hash
   */
  record Case(String name, String text, List<String> expected, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      Row.table(
          new Case("alone", "@nginx.conf", List.of("nginx.conf"), "all of the text"),
          new Case("argument", "-c '@nginx.conf' -t", List.of("nginx.conf"), "quotes end it"),
          new Case("inner path", "@curl-8/bin/curl", List.of("curl-8/bin/curl"), "goes below"),
          new Case(
              "search path", "PATH=@a/bin:@b/bin", List.of("a/bin", "b/bin"), "a colon separates"),
          new Case("list", "@a @b\n@c", List.of("a", "b", "c"), "in the order of the text"),
          new Case(
              "sentence", "See @readme.", List.of("readme"), "the full stop is the sentence's"),
          new Case("ellipsis", "@readme...", List.of("readme"), "so are three"),
          new Case("inner stop", "Read @doc/a.txt.", List.of("doc/a.txt"), "only the last one"),
          new Case("directory", "cd @doc/", List.of("doc"), "the slash adds nothing"),
          new Case("parent", "@doc/a/..", List.of("doc/a/.."), "two dots are a directory's name"),
          new Case("version", "@openssl-3.0.14", List.of("openssl-3.0.14"), "dots inside stay"),
          new Case("assignment", "@a/b=c", List.of("a/b=c"), "a file name may hold ="),
          new Case("interpolation", "@a/$x", List.of("a"), "what a shell puts there is not known"),
          new Case("bare hash", HASH + "-x", List.of(), "data, not a reference"),
          new Case("broken", "/nix/store/x @a", List.of("a"), "what is no store path is skipped"),
          new Case("none", "/etc/nginx/nginx.conf", List.of(), "not in the store"));

  @ParameterizedTest
  @FieldSource("CASES")
  void areFound(Case row) {
    String text = row.text().replace("@", "/nix/store/" + HASH + "-");
    List<String> found = new ArrayList<>();
    for (StoreReference reference : StoreReference.in(text)) {
      found.add(reference.nameInStore());
      assertEquals(
          reference.store().value() + reference.inner(),
          text.substring(reference.start(), reference.end()),
          "start and end are where it stands");
    }
    assertEquals(row.expected(), found, row.because());
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void doNotDependOnTheHash(Case row) {
    List<String> names = new ArrayList<>();
    StoreReference.in(row.text().replace("@", "/nix/store/" + OTHER + "-"))
        .forEach(reference -> names.add(reference.nameInStore()));
    assertEquals(row.expected(), names, row.because());
  }
}
