package dev.steadfast.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Reason;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.WitnessSpec;
import java.io.IOException;
import java.util.List;

/**
 * A plan as JSON, in ASCII. Its shape is the resource {@code plan.schema.json} beside this class;
 * steps are in order of unit names.
 */
public final class PlanJson {
  /** Number of the shape; any other shape has another number. */
  public static final int SCHEMA = 1;

  private PlanJson() {}

  public static String of(Plan plan) {
    return JsonForm.of(json -> write(plan, json));
  }

  private static void write(Plan plan, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("schema", SCHEMA);
    json.writeStringField("from", plan.from().toString());
    json.writeStringField("to", plan.to().toString());
    json.writeStringField("basis", WireWords.of(plan.basis()));
    json.writeBooleanField("daemonReload", plan.manager().daemonReload());
    json.writeArrayFieldStart("refused");
    for (Plan.RefusedUnit refused : plan.refused()) {
      json.writeStartObject();
      json.writeStringField("unit", refused.unit().value());
      writeFields(refused.reason(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("steps");
    for (Step step : plan.steps().values()) {
      write(step, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Step step, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("unit", step.unit().value());
    json.writeStringField("action", StepAction.of(step).word());
    json.writeStringField("mode", WireWords.of(step.verdict().mode()));
    writeHandovers(step instanceof Step.Reload reload ? reload.handovers() : List.of(), json);
    writeWitnesses(step instanceof Step.Reload reload ? reload.witnesses() : List.of(), json);
    write("owed", step.verdict().owed(), json);
    write("reasons", step.verdict().reasons(), json);
    json.writeEndObject();
  }

  private static void writeHandovers(List<Handover> handovers, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("handover");
    for (Handover handover : handovers) {
      json.writeStartObject();
      json.writeStringField("kind", WireWords.of(handover));
      json.writeStringField("from", handover.knownAs().toString());
      json.writeStringField("to", handover.content().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeWitnesses(List<WitnessSpec> witnesses, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("witness");
    for (WitnessSpec witness : witnesses) {
      json.writeStartObject();
      json.writeStringField("kind", WireWords.of(witness));
      json.writeStringField("because", witness.because());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void write(String field, List<Reason> reasons, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(field);
    for (Reason reason : reasons) {
      json.writeStartObject();
      writeFields(reason, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeFields(Reason reason, JsonGenerator json) throws IOException {
    json.writeStringField("effect", WireWords.of(reason.effect()));
    json.writeStringField("artefact", reason.artefact());
    json.writeStringField("key", reason.key());
    json.writeStringField("before", reason.before().orElse(null));
    json.writeStringField("after", reason.after().orElse(null));
    json.writeStringField("rule", reason.rule());
    json.writeStringField("because", reason.because());
  }
}
