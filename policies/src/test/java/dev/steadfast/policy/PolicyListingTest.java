package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.policy.RuleGroup.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyListingTest {
  @TempDir Path directory;

  private PolicyListing toyUnder(String overlay) {
    PolicyFiles shipped = Fixtures.toy(directory.resolve("shipped"));
    PolicyFiles operator =
        Fixtures.files(directory.resolve("operator"), "toy.yaml", Fixtures.text(overlay));
    return Fixtures.accepted(PolicyListing.read(shipped, operator)).getFirst();
  }

  @Test
  void saysWhoWroteWhat() {
    PolicyListing toy = toyUnder("valid/overlay/everything.yaml");
    assertEquals(List.of(Origin.SHIPPED, Origin.OPERATOR), toy.origins());
    List<String> parts = new ArrayList<>();
    for (PolicyPart part : toy.parts()) {
      parts.add(part.key() + " " + part.id() + " " + part.origin() + " " + part.standing());
    }
    assertEquals(
        List.of(
            "match  OPERATOR REPLACING",
            "mode  OPERATOR REPLACING",
            "artefacts conf SHIPPED ALONE",
            "artefacts access SHIPPED ALONE",
            "artefacts extra OPERATOR ALONE",
            "rules keys SHIPPED ALONE",
            "rules access OPERATOR REPLACING",
            "rules extra OPERATOR ALONE",
            "client  SHIPPED ALONE",
            "running  SHIPPED ALONE",
            "validate parses SHIPPED ALONE",
            "validate rehearsal SHIPPED ALONE",
            "validate methods OPERATOR DISABLED",
            "reload  SHIPPED ALONE",
            "witness moved SHIPPED ALONE",
            "witness still SHIPPED ALONE",
            "witness log SHIPPED ALONE",
            "witness age OPERATOR ALONE",
            "witness owed OPERATOR DISABLED",
            "secrets *password* SHIPPED ALONE",
            "secrets key OPERATOR ALONE"),
        parts);
  }

  /** The parts, put together, are a policy file that means what is in force. */
  private static String whole(PolicyListing listing) {
    StringBuilder text = new StringBuilder("name: " + listing.policy().name() + "\n");
    for (String key : PolicyListing.KEYS) {
      List<PolicyPart> parts =
          listing.parts().stream()
              .filter(part -> part.key().equals(key) && !part.yaml().isEmpty())
              .toList();
      boolean isList = parts.stream().anyMatch(part -> !part.id().isEmpty());
      text.append(isList ? key + ":\n" : "");
      for (PolicyPart part : parts) {
        String first = isList ? (key.equals("artefacts") ? "  " : "  - ") : "";
        String next = isList ? (key.equals("artefacts") ? "  " : "    ") : "";
        text.append(first).append(String.join("\n" + next, part.yaml())).append('\n');
      }
    }
    return text.toString();
  }

  private static Policy withoutOrigins(Policy policy) {
    List<Rule> rules = policy.rules().stream().flatMap(group -> group.rules().stream()).toList();
    return new Policy(
        policy.name(),
        policy.match(),
        policy.artefacts(),
        List.of(new RuleGroup(Origin.SHIPPED, rules)),
        policy.client(),
        policy.running(),
        policy.validations(),
        policy.reload(),
        policy.witnesses(),
        policy.mode(),
        policy.secrets());
  }

  @ParameterizedTest
  @ValueSource(strings = {"valid/overlay/everything.yaml", "valid/overlay/mode-only.yaml"})
  void isAPolicyFileThatMeansTheSame(String overlay) {
    PolicyListing toy = toyUnder(overlay);
    PolicyFiles again = Fixtures.files(directory.resolve("again"), "toy.yaml", whole(toy));
    Policy read =
        Fixtures.accepted(PolicySetReader.read(again, Fixtures.none())).policies().getFirst();
    assertEquals(withoutOrigins(toy.policy()), withoutOrigins(read));
  }

  @Test
  void shippedPoliciesAreWrittenAsTheyAreRead() {
    for (PolicyListing one :
        Fixtures.accepted(PolicyListing.read(PolicyFiles.shipped(), Fixtures.none()))) {
      String text = whole(one).replace("name: ", "name: x-");
      PolicyFiles again =
          Fixtures.files(directory.resolve(one.policy().name()), "again.yaml", text);
      List<Policy> both =
          Fixtures.accepted(PolicySetReader.read(PolicyFiles.shipped(), again)).policies();
      Policy copy =
          both.stream().filter(policy -> policy.name().startsWith("x-")).findFirst().orElseThrow();
      assertEquals(one.policy().artefacts(), copy.artefacts());
      assertEquals(one.policy().client(), copy.client());
      assertEquals(one.policy().running(), copy.running());
      assertEquals(one.policy().validations(), copy.validations());
      assertEquals(one.policy().witnesses(), copy.witnesses());
      assertEquals(one.policy().secrets(), copy.secrets());
      assertTrue(text.lines().allMatch(line -> line.length() <= 160), text);
    }
  }

  static Stream<String> texts() {
    return Stream.of(
        "plain",
        "two words",
        "",
        " leading",
        "trailing ",
        "a: b",
        "a #b",
        "ends:",
        "#begins",
        "- item",
        "yes",
        "NULL",
        "1",
        "10s",
        "1.5",
        "{env.HOME}/x",
        "[a]",
        "*glob*",
        "quo\"te",
        "back\\slash",
        "it's",
        "tab\there",
        "line\nbreak",
        "Größe",
        "\u202e",
        "word ".repeat(60).strip(),
        "# comment ".repeat(20).strip(),
        "double  blank ".repeat(20).strip());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void anyTextComesBack(String text) {
    YamlNode.Scalar scalar = new YamlNode.Scalar(1, YamlNode.Scalar.Kind.TEXT, text);
    YamlNode.Sequence list = new YamlNode.Sequence(1, List.of(scalar, scalar));
    List<YamlNode.Entry> entries =
        List.of(
            new YamlNode.Entry(1, "a", scalar),
            new YamlNode.Entry(1, "b", list),
            new YamlNode.Entry(
                1, "c", new YamlNode.Mapping(1, List.of(new YamlNode.Entry(1, "d", list)))));
    String yaml = String.join("\n", YamlWriter.lines(new YamlNode.Mapping(1, entries)));
    Problems problems = new Problems(new SourceText("t", yaml));
    YamlNode read = YamlReader.read(problems).orElseThrow(() -> new AssertionError(yaml));
    assertEquals(List.of(text, text, text, text, text), scalars(read), yaml);
  }

  private static List<String> scalars(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar(int _, YamlNode.Scalar.Kind kind, String text) -> {
        assertEquals(YamlNode.Scalar.Kind.TEXT, kind, text);
        yield List.of(text);
      }
      case YamlNode.Sequence list ->
          list.items().stream().flatMap(item -> scalars(item).stream()).toList();
      case YamlNode.Mapping mapping ->
          mapping.entries().stream().flatMap(e -> scalars(e.value()).stream()).toList();
    };
  }
}
