package dev.steadfast.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.steadfast.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** One way to break a valid plan. */
  record Broken(String name, Consumer<ObjectNode> edit, String because) {
    Broken {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Broken> broken() {
    return Stream.of(
        new Broken("another schema", plan -> plan.put("schema", 2), "readers check the number"),
        new Broken("no basis", plan -> plan.remove("basis"), "an assumed plan must say so"),
        new Broken("unknown field", plan -> plan.put("extra", 1), "the shape is closed"),
        new Broken("relative path", plan -> plan.put("to", "result"), "paths are absolute"),
        new Broken("action", plan -> step(plan).put("action", "bounce"), "there are six actions"),
        new Broken("mode", plan -> step(plan).put("mode", "maybe"), "there are three modes"),
        new Broken(
            "no reason", plan -> step(plan).putArray("reasons"), "each decision has a reason"),
        new Broken(
            "witness of a restart",
            plan -> step(plan).put("action", "restart"),
            "only a reload has handovers and witnesses"),
        new Broken(
            "number as a value",
            plan -> ((ObjectNode) step(plan).get("reasons").get(0)).put("after", 8),
            "values are as written in the file"));
  }

  static List<Plan> plans() {
    return Examples.all();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void keepsToTheSchema(Plan plan) throws IOException {
    assertEquals(List.of(), List.copyOf(schema().validate(read(PlanJson.of(plan)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void schemaRejects(Broken row) throws IOException {
    ObjectNode plan = (ObjectNode) read(PlanJson.of(Examples.reloadAndKeep()));
    assertTrue(schema().validate(plan).isEmpty());
    row.edit().accept(plan);
    assertFalse(schema().validate(plan).isEmpty(), row.because());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void hasTheStepsOfTheText(Plan plan) throws IOException {
    TreeSet<String> steps = new TreeSet<>();
    for (JsonNode step : read(PlanJson.of(plan)).get("steps")) {
      String owed = step.get("owed").isEmpty() ? "" : ", restart owed";
      steps.add(step.get("unit").asText() + ": " + step.get("action").asText() + owed);
    }
    TreeSet<String> lines = new TreeSet<>();
    PlanText.of(plan, Look.PLAIN)
        .lines()
        .filter(line -> line.matches("[-+/~=]{1,3} +[^ ]+: .*"))
        .forEach(line -> lines.add(line.substring(4)));
    assertEquals(plan.steps().size(), steps.size());
    assertEquals(steps, lines);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void orderOfTheStepsGivenDoesNotMatter(Plan plan) {
    assertEquals(PlanJson.of(plan), PlanJson.of(Examples.shuffled(plan)));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void isAscii(Plan plan) {
    assertTrue(PlanJson.of(plan).chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127)));
  }

  @Test
  void valuesAreNotChangedForJson() throws IOException {
    JsonNode steps = read(PlanJson.of(Examples.everyAction())).get("steps");
    JsonNode reason = steps.get(2).get("reasons").get(0);
    assertEquals(Examples.UNKNOWN.key(), reason.get("key").asText());
    assertEquals("a\nb", reason.get("before").asText());
    assertEquals("\u00e9\u202e", reason.get("after").asText());
    assertEquals("none", reason.get("rule").asText());
  }

  @Test
  void theDocumentsExampleIsReal() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "plan-json.md"));
    int start = document.indexOf("```json\n") + "```json\n".length();
    String example = document.substring(start, document.indexOf("```", start));
    assertEquals(PlanJson.of(Examples.reloadAndKeep()), example);
  }

  private static ObjectNode step(ObjectNode plan) {
    return (ObjectNode) ((ArrayNode) plan.get("steps")).get(1);
  }

  private static JsonNode read(String json) throws IOException {
    return MAPPER.readTree(json);
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(PlanJson.class.getResourceAsStream("plan.schema.json"))) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(resource);
    }
  }
}
