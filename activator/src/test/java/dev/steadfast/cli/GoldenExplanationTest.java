package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.steadfast.plan.ExplainedChange;
import dev.steadfast.plan.Explanation;
import dev.steadfast.plan.Explanation.Story;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Reason;
import dev.steadfast.plan.Step;
import dev.steadfast.report.ExplanationJson;
import dev.steadfast.report.ExplanationText;
import dev.steadfast.report.Look;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The explanations of the golden plans: in full where the folder has an {@code explain.txt}, and of
 * all that they say what the plan says.
 *
 * <p>{@code -Dgolden.update=true} writes those that are there anew.
 */
class GoldenExplanationTest {
  private static final String UPDATE =
      "mvn test -pl activator -am -Dtest=GoldenExplanationTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true";
  private static final int LEAST = 12;

  @TempDir Path directory;

  static List<PlanCase> cases() throws IOException {
    return PlanCase.all();
  }

  static List<PlanCase> explained() throws IOException {
    return cases().stream().filter(each -> Files.exists(file(each))).toList();
  }

  private static Path file(PlanCase golden) {
    return golden.directory().resolve("explain.txt");
  }

  @Test
  void aDozenCasesAreExplained() throws IOException {
    assertTrue(explained().size() >= LEAST, explained().toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explained")
  void explainsAsWritten(PlanCase golden) throws IOException, SystemdException {
    PlanCase.Built built = golden.build(directory.resolve("root"));
    StringBuilder text = new StringBuilder();
    for (Explanation explanation : explanations(built)) {
      text.append(text.isEmpty() ? "" : "\n");
      text.append(built.readable(ExplanationText.of(explanation, Look.PLAIN)));
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file(golden), text);
    }
    assertEquals(Files.readString(file(golden)), text.toString(), "If that is right: " + UPDATE);
  }

  /** The plan is the one source of the verdict, and what it masks stays masked; as JSON, too. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysWhatThePlanSays(PlanCase golden) throws IOException, SystemdException {
    PlanCase.Built built = golden.build(directory.resolve("root"));
    Plan plan = built.plan(directory.resolve("scratch"));
    JsonSchema schema = schema();
    for (Explanation explanation : explanations(built, plan)) {
      String json = ExplanationJson.of(explanation);
      JsonNode tree = new ObjectMapper().readTree(json);
      assertEquals(List.of(), List.copyOf(schema.validate(tree)), json);
      Step step = Objects.requireNonNull(plan.steps().get(explanation.unit()));
      assertEquals(step, explanation.step().orElseThrow());
      switch (explanation.story()) {
        case Story.Whole(String sentence) ->
            assertTrue(sentence.startsWith(step.verdict().reasons().getFirst().because()));
        case Story.Changes changes -> {
          List<Reason> told = new ArrayList<>();
          changes.changes().stream().map(ExplainedChange::reason).forEach(told::add);
          told.addAll(changes.remarks());
          assertEquals(step.verdict().reasons(), told);
        }
      }
    }
  }

  @Test
  void theDocumentsExampleIsReal() throws IOException, SystemdException {
    PlanCase golden = new PlanCase(PlanCase.ALL.resolve("rules-host-mounts"));
    PlanCase.Built built = golden.build(directory.resolve("root"));
    String json = built.readable(ExplanationJson.of(explanations(built).getFirst()));
    Path file = Path.of("..", "docs", "explain-json.md");
    String document = Files.readString(file);
    int start = document.indexOf("```json\n") + "```json\n".length();
    int end = document.indexOf("```", start);
    if (Boolean.getBoolean("golden.update")) {
      document = document.substring(0, start) + json + document.substring(end);
      Files.writeString(file, document);
    }
    assertEquals(json, document.substring(start, document.indexOf("```", start)), UPDATE);
  }

  @Test
  void noFormShowsASecret() throws IOException, SystemdException {
    PlanCase golden = new PlanCase(PlanCase.ALL.resolve("secret-value"));
    String secret = secretOf(golden);
    PlanCase.Built built = golden.build(directory.resolve("root"));
    for (Explanation explanation : explanations(built)) {
      String text = ExplanationText.of(explanation, Look.PLAIN);
      assertTrue(text.contains("primary_conninfo: (secret) -> (secret)"), text);
      assertFalse(text.contains(secret), text);
      assertFalse(ExplanationJson.of(explanation).contains(secret), text);
    }
  }

  private static String secretOf(PlanCase golden) throws IOException {
    String line =
        golden
            .text("next/store/postgresql.conf")
            .lines()
            .filter(each -> each.startsWith("primary_conninfo"))
            .findFirst()
            .orElseThrow();
    int start = line.indexOf("password=") + "password=".length();
    return line.substring(start).split("[' ]", 2)[0];
  }

  /** One for each step, in order. */
  private List<Explanation> explanations(PlanCase.Built built)
      throws IOException, SystemdException {
    return explanations(built, built.plan(directory.resolve("scratch")));
  }

  private List<Explanation> explanations(PlanCase.Built built, Plan plan)
      throws IOException, SystemdException {
    List<Explanation> all = new ArrayList<>();
    for (UnitName unit : plan.steps().keySet()) {
      Path scratch = Files.createTempDirectory(directory, "explain").resolve("scratch");
      all.add(built.explain(unit, scratch));
    }
    return all;
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(
            ExplanationJson.class.getResourceAsStream("explanation.schema.json"))) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(resource);
    }
  }
}
