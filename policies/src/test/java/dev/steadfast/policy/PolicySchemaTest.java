package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.steadfast.config.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema accepts and rejects the policies that the reader accepts and rejects. */
class PolicySchemaTest {
  private static final String ID = "urn:steadfast:policy:1";
  private static final String SCHEMA = schema();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder -> builder.schemaLoaders(all -> all.schemas(Map.of(ID, SCHEMA))));
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** What a schema cannot express, each with the reason. */
  private static final Map<String, String> ONLY_THE_READER =
      Map.ofEntries(
          Map.entry("broken/anchor.yaml", "a schema sees values, not how they are written"),
          Map.entry(
              "broken/duplicate-id.yaml", "there is no keyword for values of one key that differ"),
          Map.entry("broken/unknown-artefact.yaml", "the name stands elsewhere in the policy"),
          Map.entry("broken/unknown-next-artefact.yaml", "the name stands elsewhere in the policy"),
          Map.entry("broken/unknown-client-value.yaml", "the name stands elsewhere in the policy"),
          Map.entry(
              "broken/column-of-another-dialect.yaml",
              "the dialect stands elsewhere in the policy"),
          Map.entry("broken/cycle.yaml", "each name stands elsewhere in the policy"),
          Map.entry("broken/unknown-table.yaml", "tables are files of their own"),
          Map.entry(
              "broken/overlay/disable-unknown-row.yaml", "the row would stand in the shipped file"),
          Map.entry(
              "broken/overlay/unknown-policy.yaml",
              "the names of the shipped policies tell that it lies over none"),
          Map.entry("broken/overlay/unknown-artefact.yaml", "it could stand in the shipped file"));

  private static final String WHOLE = "";

  private static String schema() {
    try (InputStream in = PolicySchemaTest.class.getResourceAsStream("policy.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static List<String> problems(String text, String pointer) {
    try {
      JsonNode policy = YAML.readTree(text);
      return FACTORY.getSchema(SchemaLocation.of(ID + "#" + pointer)).validate(policy).stream()
          .map(Object::toString)
          .sorted()
          .toList();
    } catch (JsonProcessingException notYaml) {
      return List.of("not YAML");
    }
  }

  private static String pointer(String name) {
    return name.contains("overlay/") ? "/$defs/overlay" : WHOLE;
  }

  static Stream<String> broken() {
    return Stream.of("broken/", "broken/overlay/")
        .flatMap(folder -> Fixtures.names(folder).stream().map(name -> folder + name));
  }

  static Stream<String> valid() {
    return Stream.of("valid/", "valid/overlay/")
        .flatMap(folder -> Fixtures.names(folder).stream().map(name -> folder + name));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void rejectsWhatTheReaderRejects(String name) {
    List<String> problems = problems(Fixtures.text(name), pointer(name));
    assertEquals(
        ONLY_THE_READER.containsKey(name), problems.isEmpty(), () -> name + ": " + problems);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void acceptsWhatTheReaderAccepts(String name) {
    assertEquals(List.of(), problems(Fixtures.text(name), pointer(name)));
  }

  @Test
  void acceptsEachShippedPolicy() {
    List<SourceText> shipped = PolicyFiles.shipped().policies();
    assertFalse(shipped.isEmpty());
    for (SourceText policy : shipped) {
      assertEquals(List.of(), problems(policy.text(), WHOLE), policy.file());
    }
  }

  record Words(String pointer, List<String> inCode) {}

  static Stream<Words> words() {
    TreeSet<String> columns = new TreeSet<>();
    for (Dialect dialect : Dialect.values()) {
      columns.addAll(dialect.columns());
    }
    String artefact = "/$defs/artefact/properties/";
    return Stream.of(
        new Words(
            artefact + "dialect/enum", Arrays.stream(Dialect.values()).map(Dialect::id).toList()),
        new Words(artefact + "handover/enum", Vocabulary.words(HandoverKind.class)),
        new Words(artefact + "reads/enum", Vocabulary.words(Reads.class)),
        new Words(artefact + "change-detection/enum", Vocabulary.words(ChangeDetection.class)),
        new Words("/$defs/keysRule/properties/effect/enum", Vocabulary.words(Effect.class)),
        new Words("/$defs/edit/enum", Vocabulary.words(Edit.class)),
        new Words("/$defs/mode/enum", Vocabulary.words(Mode.class)),
        new Words("/$defs/reload/properties/kind/enum", Vocabulary.words(ReloadKind.class)),
        new Words("/$defs/columnInValidation/properties/column/enum", List.copyOf(columns)));
  }

  @ParameterizedTest
  @MethodSource("words")
  void knowsTheWordsOfTheCode(Words of) throws IOException {
    List<String> inSchema = new ArrayList<>();
    new ObjectMapper().readTree(SCHEMA).at(of.pointer).forEach(word -> inSchema.add(word.asText()));
    assertEquals(new TreeSet<>(of.inCode), new TreeSet<>(inSchema));
  }
}
