package dev.steadfast.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.testing.BuiltSystem;
import dev.steadfast.testing.FileTree;
import dev.steadfast.testing.Row;
import dev.steadfast.testing.WrittenSystem;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What differs between two systems; what runs is not asked. */
class UnitDiffTest {
  private static final String ONE = "[Service]\nExecStart=/bin/one\n";
  private static final String TWO = "[Service]\nExecStart=/bin/two\n";
  private static final String CHANGED = "web.service: Service/ExecStart [/bin/one] -> [/bin/two]";

  /**
   * Two systems.
   *
   * @param lines as {@link Shown} writes them
   */
  record Case(
      String name, WrittenSystem old, WrittenSystem next, List<String> lines, String because)
      implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case web(String name, WrittenSystem next, String because, String... lines) {
    return new Case(name, Web.system(), next, List.of(lines), because);
  }

  private static WrittenSystem units(String... namesAndTexts) {
    WrittenSystem system = new WrittenSystem();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      system.unit(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return system;
  }

  static List<Case> cases() {
    List<Case> all = new ArrayList<>(artefacts());
    all.addAll(behindSettings());
    all.addAll(triggers());
    all.addAll(presence());
    return Row.table(all.toArray(Case[]::new));
  }

  private static WrittenSystem chain(String inner) {
    return Web.withConf("outer_file = '@{outer}'\n")
        .store("outer", "inner_file = '@{inner}'\n")
        .store("inner", inner);
  }

  private static List<Case> artefacts() {
    return List.of(
        web("nothing", Web.system(), "same store paths"),
        web(
            "one key",
            Web.withConf("size = 2\nrules_file = '@{rules}'\n"),
            "the start script differs by nothing but the file that it links",
            "web.service: conf size: 1 -> 2"),
        web(
            "comment",
            Web.withConf("# bigger\n" + Web.CONF),
            "no key means anything else",
            "web.service: conf means the same"),
        web(
            "nested artefact",
            Web.system().store("rules", "local all all trust\n"),
            "the outer file differs by the name of the nested one alone",
            "web.service: rules rule: local all all peer -> local all all trust"),
        web(
            "not of its dialect",
            Web.withConf("size = 1\n= 3\n"),
            "compared as text, by line counts, and so is what it may have named",
            "web.service: conf text: 2 lines, 1 only here -> 2 lines, 1 only here"),
        new Case(
            "artefact named by an artefact that is named by one",
            chain("level = 1\n"),
            chain("level = 2\n"),
            List.of("web.service: inner level: 1 -> 2"),
            "in whatever order a policy lists them"),
        web(
            "rebuilt artefact",
            Web.system().rebuilt("web.conf"),
            "no artefact differs, so the script speaks for itself",
            "web.service: Service/ExecStartPre only hashes start-pre, equal but for store hashes"
                + " and its config artefacts, 1 file compared"),
        web(
            "nested artefact is gone",
            Web.withConf("size = 1\n"),
            "there is nothing to compare it with, so the key that named it speaks",
            "web.service: conf rules_file: rules -> (none)"),
        web(
            "artefact by two names",
            Web.system()
                .store("web-2.conf", "size = 1\n")
                .store(
                    "start-pre",
                    """
                    #!@{bash}/bin/bash
                    ln -sfn @{web.conf} /var/web/web.conf
                    ln -sfn @{web-2.conf} /var/web/2.conf
                    """),
            "which of the two files is meant cannot be told",
            "web.service: Service/ExecStartPre script start-pre, 0 lines removed, 1 added",
            "web.service: (artefact conf is named by more than one path in the next web.service)"));
  }

  private static List<Case> behindSettings() {
    return List.of(
        web(
            "another program",
            Web.system().store("web/bin/web", "ELF web 2"),
            "programs are equal only to themselves",
            "web.service: Service/ExecStart program web/bin/web"),
        web(
            "script beyond its artefact",
            Web.system()
                .store(
                    "start-pre",
                    "#!@{bash}/bin/bash\nset -e\nln -sfn @{web.conf} /var/web/web.conf\n"),
            "the artefact's comparison does not speak for the other line",
            "web.service: Service/ExecStartPre script start-pre, 0 lines removed, 1 added"),
        web(
            "script over another interpreter",
            Web.system().store("bash/bin/bash", "ELF bash 6"),
            "what runs the script is a program",
            "web.service: Service/ExecStartPre program bash/bin/bash"),
        web(
            "setting",
            Web.system().unit("web.service", Web.UNIT + "User=web\n"),
            "a side without the setting has no value",
            "web.service: Service/User [] -> [web]"),
        web(
            "drop-in",
            Web.system().unit("web.service.d/more.conf", "[Service]\nUser=web\n"),
            "drop-ins are part of the unit",
            "web.service: Service/User [] -> [web]"),
        new Case(
            "values in another order",
            units("web.service", "[Service]\nExecStart=/bin/a\nExecStart=/bin/b\n"),
            units("web.service", "[Service]\nExecStart=/bin/b\nExecStart=/bin/a\n"),
            List.of("web.service: Service/ExecStart [/bin/a, /bin/b] -> [/bin/b, /bin/a]"),
            "commands run in their order"),
        new Case(
            "one store path more",
            Web.system(),
            Web.system().unit("web.service", Web.UNIT.replace("-D", "-c @{rules} -D")),
            List.of(
                "web.service: Service/ExecStart [web/bin/web -D /var/web]"
                    + " -> [web/bin/web -c rules -D /var/web]"),
            "no counterpart stands at its place"),
        new Case(
            "comment in the unit",
            units("web.service", ONE),
            units("web.service", "# new\n" + ONE),
            List.of(),
            "systemd does not see it"));
  }

  private static List<Case> triggers() {
    String inline = Web.UNIT + "[Unit]\nX-Restart-Triggers=@{web.conf} @{rules}\n";
    String inFile = Web.UNIT + "[Unit]\nX-Restart-Triggers=@{triggers}\n";
    WrittenSystem old = Web.system().unit("web.service", inFile).store("triggers", "@{web.conf}\n");
    return List.of(
        new Case(
            "trigger as a list of paths",
            Web.system().unit("web.service", inline),
            Web.withConf("size = 2\nrules_file = '@{rules}'\n").unit("web.service", inline),
            List.of("web.service: conf size: 1 -> 2"),
            "the artefact itself stands there"),
        new Case(
            "trigger as a file",
            old,
            old.copy().store("web.conf", "size = 2\nrules_file = '@{rules}'\n"),
            List.of("web.service: conf size: 1 -> 2"),
            "the file holds the artefact's path and nothing else"),
        new Case(
            "trigger beyond the artefact",
            old,
            old.copy().store("triggers", "@{web.conf}\nversion 2\n"),
            List.of("web.service: Unit/X-Restart-Triggers file triggers, 0 lines removed, 1 added"),
            "something else has to bring about a restart"),
        new Case(
            "trigger that no spec covers",
            Web.system()
                .unit("app.service", "[Unit]\nX-Reload-Triggers=@{app.conf}\n")
                .store("app.conf", "1\n"),
            Web.system()
                .unit("app.service", "[Unit]\nX-Reload-Triggers=@{app.conf}\n")
                .store("app.conf", "2\n"),
            List.of("app.service: Unit/X-Reload-Triggers file app.conf, 1 line removed, 1 added"),
            "the file is followed all the same"));
  }

  private static WrittenSystem instance() {
    return units("web@.service", ONE).unit("web@a.service.d/o.conf", "[Service]\n");
  }

  private static List<Case> presence() {
    WrittenSystem wanted =
        units("web.service", ONE).link("m.target.wants/web.service", "../web.service");
    WrittenSystem masked = units().link("web.service", "/dev/null");
    WrittenSystem alias = units("web.service", ONE).link("www.service", "web.service");
    return List.of(
        new Case("added", units(), units("web.service", ONE), List.of("web.service added"), "new"),
        new Case(
            "added, wanted", units(), wanted, List.of("web.service added, wanted"), "to start"),
        new Case(
            "removed", units("web.service", ONE), units(), List.of("web.service removed"), "gone"),
        new Case(
            "masked",
            units("web.service", ONE),
            masked,
            List.of("web.service removed, masked"),
            "systemd starts it no more"),
        new Case(
            "instance without its drop-ins",
            instance(),
            units("web@.service", ONE),
            List.of("web@a.service removed, undeclared"),
            "its drop-ins declare it"),
        new Case(
            "instance with masked drop-ins",
            instance(),
            units("web@.service", ONE).link("web@a.service.d/o.conf", "/dev/null"),
            List.of("web@a.service removed, undeclared"),
            "a masked drop-in declares nothing"),
        new Case(
            "instance without its drop-ins, wanted",
            instance().link("m.target.wants/web@a.service", "../web@.service"),
            units("web@.service", ONE).link("m.target.wants/web@a.service", "../web@.service"),
            List.of(),
            "it has the settings of its template before and after"),
        new Case(
            "instance with a file of its own instead of drop-ins",
            instance(),
            units("web@.service", ONE).unit("web@a.service", ONE),
            List.of(),
            "the file declares it"),
        new Case("unmasked", masked, wanted, List.of("web.service added, wanted"), "as if new"),
        new Case(
            "masked in both",
            masked,
            masked.copy().unit("x.service", ONE),
            List.of("x.service added"),
            "there was no unit and there is none"),
        new Case(
            "alias",
            alias,
            alias.copy().unit("web.service", TWO),
            List.of(CHANGED),
            "one unit, whatever it is called"),
        new Case(
            "alias becomes a unit",
            alias,
            units("web.service", ONE, "www.service", ONE),
            List.of("www.service added"),
            "another unit under the name"),
        new Case(
            "unit becomes an alias",
            units("web.service", ONE, "www.service", ONE),
            alias,
            List.of("www.service removed"),
            "what ran under the name is to go"),
        new Case(
            "template",
            units("web@.service", ONE),
            units("web@.service", TWO),
            List.of("web@a.b.service: Service/ExecStart [/bin/one] -> [/bin/two]"),
            "compared through the instance that runs, dots and all"),
        new Case(
            "instance with a drop-in",
            units("web@.service", ONE, "web@x.service.d/o.conf", "[Service]\nNice=1\n"),
            units("web@.service", ONE, "web@x.service.d/o.conf", "[Service]\nNice=2\n"),
            List.of("web@x.service: Service/Nice [1] -> [2]"),
            "the drop-in makes it a unit of the generation"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void finds(Case row, @TempDir Path directory) {
    FileTree files = new FileTree(directory);
    assertEquals(row.lines(), Shown.of(diff(files, row.old(), row.next())), row.because());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void sameSystemHasNoDifference(Case row, @TempDir Path directory) {
    FileTree files = new FileTree(directory);
    assertEquals(List.of(), Shown.of(diff(files, row.old(), row.old())));
    assertEquals(List.of(), Shown.of(diff(files, row.next(), row.next())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isTheSameFromBothSides(Case row, @TempDir Path directory) {
    FileTree files = new FileTree(directory);
    List<String> there = Mirror.of(diff(files, row.old(), row.next()), false);
    List<String> back = Mirror.of(diff(files, row.next(), row.old()), true);
    assertEquals(there, back);
  }

  @Test
  void brokenUnitIsRejectedWithFileAndLine(@TempDir Path directory) {
    FileTree files = new FileTree(directory);
    WrittenSystem next = units("web.service", "[Service]\nExecStart=/bin/one\n[Install\n");
    List<String> problems = Shown.of(diff(files, units("web.service", ONE), next));
    assertEquals(
        List.of("nixos-system/etc/systemd/system/web.service:3: section header without ]"),
        problems);
  }

  @Test
  void unreadableStorePathIsRejectedWithItsName(@TempDir Path directory) throws IOException {
    FileTree files = new FileTree(directory);
    BuiltSystem old = Web.system().build(files);
    BuiltSystem next = Web.withConf("size = 2\n").build(files);
    Files.delete(directory.resolve(next.path("web.conf").substring(1)));
    List<String> problems = Shown.of(diffOf(files, old, next));
    assertEquals(
        List.of("web.conf: does not exist, but web.service needs it to be compared"), problems);
  }

  @Test
  void allProblemsOfAllUnitsAreReported(@TempDir Path directory) {
    FileTree files = new FileTree(directory);
    String bad = "[Service\n";
    Parsed<List<UnitChange>> diff =
        diff(
            files,
            units("a.service", ONE, "b.service", ONE),
            units("a.service", bad, "b.service", bad));
    assertInstanceOf(Parsed.Rejected.class, diff);
    assertEquals(2, diff.diagnostics().size());
  }

  private static Parsed<List<UnitChange>> diff(
      FileTree files, WrittenSystem old, WrittenSystem next) {
    return diffOf(files, old.build(files), next.build(files));
  }

  private static Parsed<List<UnitChange>> diffOf(
      FileTree files, BuiltSystem old, BuiltSystem next) {
    SortedSet<UnitName> instances = new TreeSet<>(List.of(new UnitName("web@a.b.service")));
    DiffScope scope =
        new DiffScope(
            files.root(),
            Web::specs,
            instances,
            Collections.emptySortedMap(),
            Collections.emptySortedMap());
    return UnitDiff.between(read(files, old), read(files, next), scope);
  }

  private static Generation read(FileTree files, BuiltSystem system) {
    return Generation.read(files.root(), system.toplevel())
        .orElse(
            problems -> {
              throw new AssertionError(problems);
            });
  }
}
