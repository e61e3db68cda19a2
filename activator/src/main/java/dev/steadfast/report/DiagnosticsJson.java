package dev.steadfast.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Severity;
import java.io.IOException;
import java.util.List;

/**
 * Problems of inputs as a JSON array, in ASCII: file, line, severity, summary and detail of each.
 */
public final class DiagnosticsJson {
  private DiagnosticsJson() {}

  /** In the order given; line 0 means the file as a whole. */
  public static String of(List<Diagnostic> problems) {
    return JsonForm.of(json -> write(problems, json));
  }

  private static void write(List<Diagnostic> problems, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Diagnostic problem : problems) {
      json.writeStartObject();
      json.writeStringField("file", problem.location().file());
      json.writeNumberField("line", problem.location().line());
      json.writeStringField("severity", word(problem.severity()));
      json.writeStringField("summary", problem.summary());
      json.writeStringField("detail", problem.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
    };
  }
}
