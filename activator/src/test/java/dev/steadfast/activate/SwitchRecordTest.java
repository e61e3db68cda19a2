package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SwitchRecordTest {
  private static final Path A = Path.of("/nix/store/a");
  private static final Path B = Path.of("/nix/store/b");
  private static final Path C = Path.of("/nix/store/c");
  private static final UnitName WEB = new UnitName("web.service");
  private static final UnitName MAIL = new UnitName("mail.service");

  @TempDir private Path directory;

  private Parsed<Optional<SwitchRecord>> read(String text) throws IOException {
    Path file = directory.resolve("switch");
    Files.writeString(file, text);
    return SwitchRecord.read(file);
  }

  private static SwitchRecord full() {
    return SwitchRecord.begin(A, B)
        .withDone(MAIL)
        .withStarting(WEB)
        .withBefore(WEB, Path.of("/var/with space/x.conf"), Path.of("../old"))
        .withBefore(WEB, Path.of("/etc/y"), Path.of("/nix/store/y"));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    SwitchRecord record =
        SwitchRecord.begin(A, B)
            .withDone(MAIL)
            .withStarting(WEB)
            .withPerhaps(List.of(WEB))
            .withBefore(WEB, Path.of("/var/with space/x.conf"), Path.of("/nix/store/x"));
    assertEquals(Parsed.of(Optional.of(record)), read(record.text()));
  }

  @Test
  void aRelativeTargetOfALinkIsReadToo() throws IOException {
    assertEquals(Parsed.of(Optional.of(full())), read(full().text()));
  }

  @Test
  void noRecordIsNoProblem() {
    assertEquals(Parsed.of(Optional.empty()), SwitchRecord.read(directory.resolve("none")));
  }

  @Test
  void unitsThatAreNotDoneRunFromWhereTheSwitchBegan() {
    assertEquals(A, full().oldOf(WEB));
    assertEquals(B, full().oldOf(MAIL));
  }

  @Test
  void aSecondInterruptedSwitchKeepsApartWhatTheFirstHasDone() {
    SwitchRecord second = full().towards(C).withDone(WEB);
    assertEquals(B, second.oldOf(MAIL));
    assertEquals(C, second.oldOf(WEB));
    assertEquals(A, second.oldOf(new UnitName("third.service")));
  }

  @Test
  void aUnitInHandMayRunFromAllThatItWasToBeSwitchedToSinceItWasDone() {
    SwitchRecord twice = full().withPerhaps(List.of(WEB)).towards(C).withPerhaps(List.of(WEB));
    assertEquals(Map.of(WEB, new TreeSet<>(List.of(B, C))), twice.perhaps());
    assertEquals(A, twice.oldOf(WEB));
    assertEquals(Map.of(), twice.withDone(WEB).perhaps());
  }

  @Test
  void aUnitThatIsDoneIsStartedAndHasNothingToTakeBack() {
    SwitchRecord done = full().withDone(WEB);
    assertTrue(done.starting().isEmpty());
    assertTrue(done.before().isEmpty());
  }

  @Test
  void theFirstThingSeenUnderAPathStays() {
    SwitchRecord twice = full().withBefore(WEB, Path.of("/etc/y"), Path.of("/nix/store/z"));
    assertEquals(Optional.of(Path.of("/nix/store/y")), twice.before(WEB, Path.of("/etc/y")));
  }

  /**
   * A text that is no record.
   *
   * @param line of the problem
   */
  record Case(String name, String text, int line, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String HEAD = "steadfast-switch 1\nfrom\t/a\nto\t/b\n";

  static final List<Case> DAMAGED =
      List.of(
          new Case("empty", "", 1, "a file that was created and never written"),
          new Case("other file", "hello\n", 1, "not ours"),
          new Case("later version", "steadfast-switch 2\n", 1, "its facts may mean something else"),
          new Case("no end", HEAD + "done\tweb.serv", 4, "a unit name that is cut off is another"),
          new Case("no from", "steadfast-switch 1\nto\t/b\n", 2, "from where is what matters most"),
          new Case("no to", "steadfast-switch 1\nfrom\t/a\n", 2, "half of the truth"),
          new Case("relative toplevel", "steadfast-switch 1\nfrom\ta\n", 2, "of which directory?"),
          new Case("no unit", HEAD + "done\tweb\t/b\n", 4, "a unit name has a type"),
          new Case("unknown fact", HEAD + "gone\tweb.service\n", 4, "it could matter"),
          new Case("missing field", HEAD + "done\tweb.service\n", 4, "done with what?"),
          new Case("NUL", HEAD + "starting\tweb.service\nfrom\t/a\0b\n", 5, "no path has one"));

  @ParameterizedTest
  @FieldSource("DAMAGED")
  void aDamagedRecordIsSaidWithItsLine(Case one) throws IOException {
    List<Diagnostic> problems = read(one.text()).diagnostics();
    assertEquals(1, problems.size(), one.because());
    assertEquals(one.line(), problems.getFirst().location().line(), one.because());
    assertTrue(problems.getFirst().render().contains("remove the file to go on"));
  }

  @Test
  void anUnreadableRecordIsSaid() throws IOException {
    Path file = Files.createDirectory(directory.resolve("switch"));
    assertTrue(SwitchRecord.read(file) instanceof Parsed.Rejected<Optional<SwitchRecord>>);
  }
}
