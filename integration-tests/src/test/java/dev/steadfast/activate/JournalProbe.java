package dev.steadfast.activate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steadfast.unit.UnitName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * Runs inside a box, which has a journal of its own: remembers where the journal of a unit ends,
 * and on the next line of input prints what has come since.
 */
public final class JournalProbe {
  private JournalProbe() {}

  public static void main(String[] args) throws IOException {
    UnitName unit = UnitName.parse(args[0]).orElseThrow();
    UnitLog log = new JournalctlLog(Tools.ofSystem());
    String end = log.end(unit);
    System.out.println("ready");
    new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    log.since(unit, end).forEach(System.out::println);
  }
}
