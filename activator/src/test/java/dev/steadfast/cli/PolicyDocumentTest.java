package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.policy.PolicyFiles;
import dev.steadfast.report.Examples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/policies.md} teaches is so. */
class PolicyDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/policies.md");
  private static final Path CASE = PlanCase.ALL.resolve("operators-own-policy");
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\n(# /etc/steadfast/policies/(\\S+)\n.*?)```", Pattern.DOTALL);
  private static final Pattern SESSION =
      Pattern.compile("```\n\\$ steadfast ([^\n]*)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;
  private String document = "";

  @BeforeEach
  void writeExamples() throws IOException {
    document = Files.readString(DOCUMENT);
    List<MatchResult> examples = EXAMPLE.matcher(document).results().toList();
    assertEquals(2, examples.size(), "a policy of its own, and one over a shipped one");
    for (MatchResult example : examples) {
      Files.writeString(directory.resolve(example.group(2)), example.group(1));
    }
  }

  private static Ran run(String... args) {
    return Ran.with(FakePipeline.planning(Examples.nothing()), args);
  }

  /** The output of a command as the document shows it. */
  private String shown(String command) {
    return SESSION
        .matcher(document)
        .results()
        .filter(session -> session.group(1).startsWith(command))
        .findFirst()
        .orElseThrow()
        .group(2);
  }

  @Test
  void theExamplesAreFine() {
    Ran ran = run("policy", "lint", directory.toString());
    assertEquals(new Ran(0, shown("policy lint"), ""), ran);
  }

  @Test
  void theExamplesAreShown() {
    for (String name : List.of("webd", "postgresql")) {
      Ran ran = run("policy", "show", name, "--policies", directory.toString());
      assertEquals(0, ran.code(), ran.err());
      assertTrue(ran.out().contains("# operator\n  - id: "), ran.out());
    }
  }

  /** The plan of the document is the one that the case of that policy is tested with. */
  @Test
  void theExampleIsPlannedAsShown() throws IOException {
    assertEquals(
        Files.readString(CASE.resolve("policies/webd.yaml")),
        Files.readString(directory.resolve("webd.yaml")));
    String plan = Files.readString(CASE.resolve("plan.txt"));
    assertEquals(plan.replaceAll("/nix/store/(old|next)-", "/nix/store/…-"), shown("plan --old"));
  }

  /** Each key of a policy file, and each word that may stand for one, is in the reference. */
  @Test
  void theReferenceIsWhole() throws IOException {
    JsonNode schema;
    try (InputStream resource =
        Objects.requireNonNull(PolicyFiles.class.getResourceAsStream("policy.schema.json"))) {
      schema = new ObjectMapper().readTree(resource);
    }
    TreeSet<String> words = new TreeSet<>();
    addKeys(schema, words);
    for (String constant : List.of("handover", "reads", "change-detection", "effect", "kind")) {
      for (JsonNode property : schema.findValues(constant)) {
        property.path("enum").forEach(word -> words.add(word.asText()));
      }
    }
    for (String edit : List.of("edit", "mode")) {
      schema.at("/$defs/" + edit + "/enum").forEach(word -> words.add(word.asText()));
    }
    assertTrue(words.size() > 50, words::toString);
    String reference = document.substring(document.indexOf("## Reference"));
    List<String> missing =
        words.stream().filter(word -> !reference.matches("(?s).*`" + word + "[`:].*")).toList();
    assertEquals(List.of(), missing);
  }

  private static void addKeys(JsonNode schema, Set<String> keys) {
    JsonNode properties = schema.path("properties");
    properties.fieldNames().forEachRemaining(keys::add);
    schema.forEach(child -> addKeys(child, keys));
  }
}
