package dev.steadfast.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.steadfast.plan.Arrival;
import dev.steadfast.plan.ChangedFile;
import dev.steadfast.plan.ExplainedChange;
import dev.steadfast.plan.ExplainedRule;
import dev.steadfast.plan.Explanation;
import dev.steadfast.plan.Explanation.Story;
import dev.steadfast.plan.FirstDifference;
import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Naming;
import dev.steadfast.plan.Proof;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.ValidationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An explanation as JSON, in ASCII. Its shape is the resource {@code explanation.schema.json}
 * beside this class.
 */
public final class ExplanationJson {
  /** Number of the shape; any other shape has another number. */
  public static final int SCHEMA = 1;

  private final JsonGenerator json;

  private ExplanationJson(JsonGenerator json) {
    this.json = json;
  }

  public static String of(Explanation explanation) {
    return JsonForm.of(json -> new ExplanationJson(json).write(explanation));
  }

  private void write(Explanation explanation) throws IOException {
    Optional<Step> step = explanation.step();
    json.writeStartObject();
    json.writeNumberField("schema", SCHEMA);
    json.writeStringField("unit", explanation.unit().value());
    json.writeStringField("basis", WireWords.of(explanation.basis()));
    json.writeStringField("action", step.map(s -> StepAction.of(s).word()).orElse(null));
    json.writeBooleanField("owed", step.map(s -> !s.verdict().owed().isEmpty()).orElse(false));
    switch (explanation.story()) {
      case Story.Whole(String sentence) -> json.writeStringField("sentence", sentence);
      case Story.Changes changes -> write(changes);
    }
    json.writeEndObject();
  }

  private void write(Story.Changes story) throws IOException {
    json.writeStringField("mode", WireWords.of(story.mode().mode()));
    json.writeStringField("modeBy", story.mode().chosenBy());
    PlanJson.write("refused", story.refused(), json);
    json.writeArrayFieldStart("changes");
    for (ExplainedChange change : story.changes()) {
      write(change);
    }
    json.writeEndArray();
    PlanJson.write("remarks", story.remarks(), json);
  }

  private void write(ExplainedChange change) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("reason");
    PlanJson.writeFields(change.reason(), json);
    json.writeEndObject();
    if (change.file().isPresent()) {
      write(change.file().get());
    } else {
      json.writeNullField("file");
    }
    write(change.naming());
    if (change.arrival().isPresent()) {
      write(change.arrival().get());
    } else {
      json.writeNullField("process");
    }
    write(change.rule());
    write(change.proof());
    json.writeStringField("milder", change.milder().orElse(null));
    json.writeEndObject();
  }

  private void write(ChangedFile file) throws IOException {
    json.writeObjectFieldStart("file");
    json.writeStringField("before", file.before().map(Path::toString).orElse(null));
    json.writeStringField("next", file.next().map(Path::toString).orElse(null));
    switch (file.difference()) {
      case FirstDifference.At(Path differs, int line, int lines) -> {
        json.writeStringField("differsIn", differs.toString());
        json.writeNumberField("line", line);
        json.writeNumberField("lines", lines);
      }
      case FirstDifference.Nowhere(String why) -> json.writeStringField("noLine", why);
    }
    json.writeEndObject();
  }

  private void write(Naming naming) throws IOException {
    switch (naming) {
      case Naming.BySetting(var setting, List<Path> scripts) -> {
        json.writeObjectFieldStart("namedBy");
        json.writeStringField("setting", setting.toString());
        json.writeArrayFieldStart("scripts");
        for (Path script : scripts) {
          json.writeString(script.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      case Naming.ByKey(String artefact, String key) -> {
        json.writeObjectFieldStart("namedBy");
        json.writeStringField("artefact", artefact);
        json.writeStringField("key", key);
        json.writeEndObject();
      }
      case Naming.NotNamed _ -> json.writeNullField("namedBy");
    }
  }

  private void write(Arrival arrival) throws IOException {
    json.writeObjectFieldStart("process");
    json.writeStringField("path", arrival.knownAs().map(Path::toString).orElse(null));
    json.writeStringField("knownBy", arrival.knownBy());
    json.writeStringField("shows", arrival.shown().map(Path::toString).orElse(null));
    json.writeNumberField("mounts", arrival.mounts());
    json.writeStringField("handover", arrival.handover().map(WireWords::of).orElse(null));
    json.writeStringField(
        "content", arrival.handover().map(Handover::content).map(Path::toString).orElse(null));
    json.writeStringField("obstacle", arrival.obstacle().orElse(null));
    json.writeEndObject();
  }

  private void write(ExplainedRule rule) throws IOException {
    json.writeObjectFieldStart("rule");
    json.writeStringField("id", rule.id());
    json.writeStringField("author", WireWords.of(rule.author()));
    json.writeStringField("effect", WireWords.of(rule.effect()));
    json.writeStringField("because", rule.because());
    json.writeStringField("source", rule.source());
    json.writeArrayFieldStart("others");
    for (ExplainedRule.Other other : rule.others()) {
      json.writeStartObject();
      json.writeStringField("id", other.id());
      json.writeStringField("effect", WireWords.of(other.effect()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Proof proof) throws IOException {
    json.writeObjectFieldStart("proof");
    json.writeArrayFieldStart("validation");
    for (ValidationSpec validation : proof.validations()) {
      json.writeString(WireWords.of(validation));
    }
    json.writeEndArray();
    PlanJson.writeWitnesses(proof.witnesses(), json);
    json.writeStringField("otherwise", proof.otherwise());
    json.writeEndObject();
  }
}
