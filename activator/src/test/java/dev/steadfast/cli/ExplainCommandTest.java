package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.report.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {

  @Test
  void theTextGoesToStandardOutput() {
    Ran ran = run(pipeline(), "a.service --next /b");
    String text =
        """
        a.service: no step (assumed: it runs as the old generation starts it)
              nothing differs
        """;
    assertEquals(new Ran(0, text, ""), ran);
  }

  @Test
  void theJsonGoesToStandardOutput() {
    Ran ran = run(pipeline(), "a.service --next /b --format json");
    String json =
        """
        {
          "schema": 1,
          "unit": "a.service",
          "basis": "assumed",
          "action": null,
          "owed": false,
          "sentence": "nothing differs"
        }
        """;
    assertEquals(new Ran(0, json, ""), ran);
  }

  @Test
  void comparesWithTheSystemThatRunsUnlessToldOtherwise() {
    FakePipeline pipeline = pipeline();
    run(pipeline, "a --next /b");
    run(pipeline, "--old=/a --next=/b --offline --root /r --policies /p a.socket");
    assertEquals(
        List.of(
            "a.service PlanRequest[old=/run/current-system, next=/b, root=/, basis=OBSERVED,"
                + " policies=Optional.empty]",
            "a.socket PlanRequest[old=/a, next=/b, root=/r, basis=ASSUMED,"
                + " policies=Optional[/p]]"),
        pipeline.asked);
  }

  @Test
  void whatIsNoNameOfAUnitIsWrongUsage() {
    FakePipeline pipeline = pipeline();
    Ran ran = run(pipeline, "a/b --next /b");
    String err = "steadfast explain: error: not a name of a unit: a/b; see steadfast --help\n";
    assertEquals(new Ran(2, "", err), ran);
    assertEquals(List.of(), pipeline.asked);
  }

  @Test
  void aUnitThatIsNotThereIsAnError() {
    FakePipeline pipeline = pipeline();
    pipeline.explanation =
        () ->
            Parsed.rejected(
                Diagnostic.error(new Location("/b", 0), "no unit a.service", "Did you mean b?"));
    Ran ran = run(pipeline, "a.service --next /b");
    assertEquals(1, ran.code());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains("error: no unit a.service"), ran.err());
  }

  private static FakePipeline pipeline() {
    return FakePipeline.planning(Examples.nothing());
  }

  private static Ran run(FakePipeline pipeline, String line) {
    return Ran.with(pipeline, ("explain " + line).split(" "));
  }
}
