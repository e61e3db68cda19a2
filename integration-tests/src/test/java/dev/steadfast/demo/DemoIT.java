package dev.steadfast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a program: what it prints, and that its numbers are those that it promises. */
class DemoIT {
  private static final Pattern OBJECT =
      Pattern.compile(
          "\\{\"clients_open_before\":(?<open>[0-9]+),\"clients_dropped\":(?<dropped>[0-9]+),"
              + "\"settings_live\":(?<live>true|false),\"same_main_pid\":(?<pid>true|false),"
              + "\"clients_dropped_by_restart\":(?<restart>[0-9]+),"
              + "\"downloads_open_before\":(?<loading>[0-9]+),"
              + "\"downloads_broken\":(?<broken>[0-9]+),\"downloads_whole\":(?<whole>[0-9]+),"
              + "\"page_live\":(?<page>true|false),\"same_nginx_pid\":(?<nginx>true|false),"
              + "\"downloads_broken_by_restart\":(?<brokenByRestart>[0-9]+),"
              + "\"seconds\":(?<seconds>[0-9]+\\.[0-9])\\}");

  @TempDir Path directory;

  /** How the demo ended. */
  private record Ended(int exit, List<String> out, String err) {}

  @Test
  void asJsonItPrintsOneObjectThatShowsTheDifference() throws Exception {
    Ended demo = demo("", "--json");
    assertEquals(1, demo.out().size(), demo::toString);
    Matcher numbers = numbers(demo);
    int open = Integer.parseInt(numbers.group("open"));
    assertTrue(open > 2, "sessions and pgbench: " + demo);
    assertEquals("0", numbers.group("dropped"));
    assertEquals("true", numbers.group("live"));
    assertEquals("true", numbers.group("pid"));
    assertEquals(open, Integer.parseInt(numbers.group("restart")), "a restart spares no client");
    assertDownloadsWentOn(numbers);
    assertTrue(Double.parseDouble(numbers.group("seconds")) < 60, demo::toString);
    assertEquals(0, demo.exit(), demo::toString);
  }

  private static void assertDownloadsWentOn(Matcher numbers) {
    String open = numbers.group("loading");
    assertTrue(Integer.parseInt(open) > 1, "several downloads under way");
    assertEquals("0", numbers.group("broken"));
    assertEquals(open, numbers.group("whole"));
    assertEquals("true", numbers.group("page"));
    assertEquals("true", numbers.group("nginx"));
    assertEquals(open, numbers.group("brokenByRestart"), "a restart spares no download");
  }

  @Test
  void asTextItTellsTheStoryAndEndsWithTheObject() throws Exception {
    Ended demo = demo("");
    assertEquals(0, demo.exit(), demo::toString);
    numbers(demo);
    String story = String.join("\n", demo.out());
    assertTrue(story.contains("postgresql.service: reload"), story);
    assertTrue(story.contains("work_mem: 4MB -> 64MB"), story);
    assertTrue(story.contains("refused -> accepted"), story);
    assertTrue(story.contains("number of failed transactions: 0 "), story);
    assertTrue(story.contains("terminating connection due to administrator command"), story);
    assertTrue(story.contains("nginx.service: reload"), story);
    assertTrue(story.contains("return[200]: hello -> welcome"), story);
    assertTrue(story.contains("the process still knows the first path; mounts stacked: 1"), story);
    assertTrue(story.contains("hello -> welcome, at the next request"), story);
  }

  @Test
  void whereNoBoxCanBeBootedItPlansAndSaysWhyOnlyThat() throws Exception {
    Ended demo = demo("root");
    assertNotEquals(0, demo.exit(), "nothing was shown of a running system");
    String story = String.join("\n", demo.out());
    assertTrue(story.contains("postgresql.service: reload"), story);
    assertTrue(story.contains("conf work_mem: 4MB -> 64MB"), story);
    assertTrue(story.contains("hba rule: (not set) -> host bench guest"), story);
    assertTrue(story.contains("nginx.service: reload"), story);
    assertTrue(story.contains("return[200]: hello -> welcome"), story);
    assertTrue(demo.err().contains("missing: root"), demo.err());
    assertEquals(List.of(), demo("root", "--json").out());
  }

  private static Matcher numbers(Ended demo) {
    Matcher matcher = OBJECT.matcher(demo.out().getLast());
    assertTrue(matcher.matches(), demo::toString);
    return matcher;
  }

  private Ended demo(String missing, String... arguments) throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(Command.ofJava("dev.steadfast.demo.Main", List.of(arguments)).argv())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("STEADFAST_MISSING", missing);
    Process process = builder.start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroy();
      throw new AssertionError("the demo takes too long: " + Files.readString(out));
    }
    return new Ended(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }
}
