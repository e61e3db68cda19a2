package dev.steadfast.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultRowsTest {

  /** What an explanation says of a row is what the document says. */
  @Test
  void sourcesAreThoseOfTheDocument() throws IOException {
    int checked = 0;
    for (String line : Files.readAllLines(Path.of("../docs/decision-rules.md"))) {
      List<String> cells = List.of(line.split("\\s*\\|\\s*", -1));
      boolean isRow = cells.size() == 7 && cells.get(3).matches("`(default|flag)/.*`");
      if (isRow) {
        String rule = cells.get(3).replace("`", "");
        assertEquals(cells.get(4), DefaultRows.sourceOf(rule), rule);
        checked++;
      }
    }
    assertTrue(checked >= 8, "rows of the table: " + checked);
  }
}
