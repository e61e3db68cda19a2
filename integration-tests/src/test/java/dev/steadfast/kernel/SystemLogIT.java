package dev.steadfast.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a real journal has of the lines that we write. */
class SystemLogIT {
  @Test
  void linesHaveTheNameThePriorityAndTheirText() {
    try (Box box = Box.boot(BoxOptions.named("system-log"))) {
      Command probe =
          Command.ofJava(
              SystemLogProbe.class.getName(), List.of("first", "100 %s of it, ‘quoted’", "last"));
      Result ran = box.run(probe, Box.SOON).orThrow();
      assertEquals("", ran.err(), "no warning of native access");
      box.run("journalctl", "--sync").orThrow();
      assertEquals(
          """
          6 1 nixos first
          6 1 nixos 100 %s of it, ‘quoted’
          3 1 nixos last
          """,
          box.run(
                  "sh",
                  "-c",
                  "for p in 6 3; do journalctl -q -t nixos -p $p..$p SYSLOG_FACILITY=1 -o cat"
                      + " | sed \"s/^/$p 1 nixos /\"; done")
              .orThrow()
              .out());
    }
  }
}
