package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.testing.FileTree;
import dev.steadfast.testing.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class GenerationTest {
  private static final String SYSTEMD = "/nix/store/c4zmwyc8lrklw14svxyfbqyvvvnrh66a-systemd-257.6";

  @TempDir Path directory;

  private NixosTree tree(String name) {
    return new NixosTree(new FileTree(directory.resolve("root")), name);
  }

  /** The shape of the unit directory of a real system, an entry of each kind. */
  private NixosTree nixos() {
    NixosTree tree = tree("shape");
    tree.files()
        .file(SYSTEMD + "/example/systemd/system/systemd-resolved.service", "[Unit]\nAfter=a\n")
        .file(SYSTEMD + "/example/systemd/system/getty@.service", "[Service]\nExecStart=-/b %I\n");
    return tree.unit("plain.service", "[Service]\nExecStart=/bin/plain\n")
        .link(
            "systemd-resolved.service",
            SYSTEMD + "/example/systemd/system/systemd-resolved.service")
        .dropIn("systemd-resolved.service", "overrides.conf", "[Unit]\nAfter=b\n")
        .link("dbus-org.freedesktop.resolve1.service", "systemd-resolved.service")
        .link("twice.service", "dbus-org.freedesktop.resolve1.service")
        .link("absolute.service", "/etc/systemd/system/plain.service")
        .link("getty@.service", SYSTEMD + "/example/systemd/system/getty@.service")
        .link("autovt@.service", "getty@.service")
        .link("getty@tty9.service", "getty@.service")
        .dropIn("getty@tty1.service", "overrides.conf", "[Service]\nTTYPath=/dev/tty1\n")
        .link("masked.service", "/dev/null")
        .link("off@.service", "/dev/null")
        .disabled("disabled.service")
        .file("empty.service", "")
        .dropIn("boot.mount", "overrides.conf", "[Mount]\nOptions=ro\n")
        .dropIn("tmpl@.service", "overrides.conf", "[Service]\nNice=1\n")
        .wants("multi-user.target.wants", "plain.service")
        .wants("getty.target.wants", "autovt@tty1.service")
        .wants("graphical.target.requires", "disabled.service")
        .wants("slow.target.upholds", "boot.mount")
        .link("default.target", "/dev/null");
  }

  /**
   * @param name of the unit
   * @param expected fragment and drop-ins by file name, then what else is to be said
   */
  record Entry(String name, String expected, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Entry> ENTRIES =
      Row.table(
          new Entry("plain.service", "plain.service", "a link into the store"),
          new Entry(
              "systemd-resolved.service",
              "systemd-resolved.service overrides.conf",
              "a package's unit with settings on top"),
          new Entry(
              "dbus-org.freedesktop.resolve1.service",
              "systemd-resolved.service overrides.conf alias of systemd-resolved.service",
              "a link to a sibling"),
          new Entry(
              "twice.service",
              "systemd-resolved.service overrides.conf alias of systemd-resolved.service",
              "of an alias"),
          new Entry(
              "absolute.service",
              "plain.service alias of plain.service",
              "a sibling by the path it has at run time"),
          new Entry("getty@.service", "getty@.service", "a template"),
          new Entry(
              "getty@tty1.service",
              "getty@.service overrides.conf",
              "its template, its own drop-in"),
          new Entry("getty@tty9.service", "getty@.service", "a link to its template is no alias"),
          new Entry("getty@a.b-c:d.service", "getty@.service", "dots in the instance"),
          new Entry("autovt@.service", "getty@.service alias of getty@.service", "of a template"),
          new Entry(
              "autovt@tty1.service",
              "getty@.service overrides.conf alias of getty@tty1.service",
              "so its instances are aliases too"),
          new Entry("masked.service", "masked.service masked", "a link to /dev/null"),
          new Entry("disabled.service", "disabled.service masked", "a link to such a link"),
          new Entry("empty.service", "empty.service masked", "systemd takes it for a mask"),
          new Entry("off@x.service", "off@.service masked", "an instance of a masked template"),
          new Entry("boot.mount", "overrides.conf", "its fragment is made at run time"),
          new Entry("nothing.service", "none", "no entry of that name"),
          new Entry("nothing@x.service", "none", "no template either"),
          new Entry("tmpl@x.service", "none", "drop-ins for all instances make none"));

  @ParameterizedTest
  @FieldSource("ENTRIES")
  void aNameHasWhatSystemdFinds(Entry row) {
    String found =
        nixos()
            .read()
            .entry(new UnitName(row.name()))
            .map(GenerationTest::described)
            .orElse("none");
    assertEquals(row.expected(), found, row.because());
  }

  private static String described(UnitEntry entry) {
    List<String> parts = new ArrayList<>();
    entry.fragment().ifPresent(file -> parts.add(file.logical().getFileName().toString()));
    entry.dropIns().forEach(file -> parts.add(file.logical().getFileName().toString()));
    if (entry.masked()) {
      parts.add("masked");
    }
    entry.aliasOf().ifPresent(unit -> parts.add("alias of " + unit));
    return String.join(" ", parts);
  }

  @Test
  void namesAreThoseWithAnEntryOfTheirOwn() {
    assertEquals(
        "[absolute.service, autovt@.service, boot.mount, dbus-org.freedesktop.resolve1.service,"
            + " default.target, disabled.service, empty.service, getty@.service,"
            + " getty@tty1.service, getty@tty9.service, masked.service, off@.service,"
            + " plain.service, systemd-resolved.service, twice.service]",
        nixos().read().names().toString());
  }

  @Test
  void filesAreNamedByTheToplevelAndByTheStore() {
    NixosTree tree = nixos();
    UnitEntry entry = tree.read().entry(new UnitName("systemd-resolved.service")).orElseThrow();
    assertEquals(
        new SourceFile(
            Path.of(tree.entry("systemd-resolved.service")),
            Path.of(SYSTEMD + "/example/systemd/system/systemd-resolved.service")),
        entry.fragment().orElseThrow());
    assertEquals(
        new SourceFile(
            Path.of(tree.entry("systemd-resolved.service.d/overrides.conf")),
            Path.of(NixosTree.derivation("systemd-resolved.service", "[Unit]\nAfter=b\n"))),
        entry.dropIns().getFirst());
  }

  record Wanted(String name, boolean wanted, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Wanted> WANTED =
      Row.table(
          new Wanted("plain.service", true, "multi-user.target.wants"),
          new Wanted("disabled.service", true, "graphical.target.requires"),
          new Wanted("boot.mount", true, "slow.target.upholds"),
          new Wanted("absolute.service", true, "another name of plain.service"),
          new Wanted("autovt@tty1.service", true, "by that name"),
          new Wanted("getty@tty1.service", true, "by its other name"),
          new Wanted("getty@tty2.service", false, "another instance"),
          new Wanted("systemd-resolved.service", false, "nobody wants it"));

  @ParameterizedTest
  @FieldSource("WANTED")
  void aUnitIsWantedByTheNamesInDependencyDirectories(Wanted row) {
    assertEquals(row.wanted(), nixos().read().isWanted(new UnitName(row.name())), row.because());
  }

  /**
   * @param expected drop-in files in the order in which they apply
   */
  record DropIns(String name, List<String> expected, String because) implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String SEEN = "what systemd --test of systemd 252 prints for these files";

  static final List<DropIns> DROP_INS =
      Row.table(
          new DropIns(
              "foo-bar@x.y.service",
              List.of(
                  "foo-bar@x.y.service.d/10-same.conf",
                  "foo-.service.d/50-foo-.service.conf",
                  "foo-@.service.d/50-foo-@.service.conf",
                  "foo-@x.y.service.d/50-foo-@x.y.service.conf",
                  "foo-bar@.service.d/50-foo-bar@.service.conf",
                  "foo-bar@x.y.service.d/50-foo-bar@x.y.service.conf",
                  "service.d/50-service.conf",
                  "service.d/90-null.conf"),
              SEEN),
          new DropIns(
              "real.service",
              List.of(
                  "real.service.d/10-same.conf",
                  "bar.service.d/50-bar.service.conf",
                  "baz.service.d/50-baz.service.conf",
                  "real.service.d/50-real.service.conf",
                  "service.d/50-service.conf",
                  "service.d/90-null.conf"),
              SEEN),
          new DropIns(
              "gen@1.service",
              List.of(
                  "gen@1.service.d/10-same.conf",
                  "al@.service.d/50-al@.service.conf",
                  "al@1.service.d/50-al@1.service.conf",
                  "gen@.service.d/50-gen@.service.conf",
                  "gen@1.service.d/50-gen@1.service.conf",
                  "service.d/50-service.conf",
                  "service.d/90-null.conf"),
              SEEN),
          new DropIns(
              "inst@a.service",
              List.of(
                  "tmpl@a.service.d/10-same.conf",
                  "inst@.service.d/50-inst@.service.conf",
                  "inst@a.service.d/50-inst@a.service.conf",
                  "service.d/50-service.conf",
                  "tmpl@.service.d/50-tmpl@.service.conf",
                  "tmpl@a.service.d/50-tmpl@a.service.conf",
                  "service.d/90-null.conf"),
              SEEN + ": the unit is tmpl@a.service"));

  @ParameterizedTest
  @FieldSource("DROP_INS")
  void dropInsAreSortedByNameAndHiddenByMoreSpecificOnes(DropIns row) {
    NixosTree tree = tree("drop-ins");
    for (String name :
        List.of("foo-bar@.service", "gen@.service", "real.service", "tmpl@.service")) {
      tree.unit(name, "[Service]\nExecStart=/bin/true\n");
    }
    tree.link("al@.service", "gen@.service").link("inst@a.service", "tmpl@.service");
    tree.link("bar.service", "real.service").link("baz.service", "bar.service");
    String directories =
        "foo-bar@x.y.service foo-bar@.service foo-.service foo-@x.y.service foo-@.service service"
            + " al@1.service al@.service gen@.service gen@1.service bar.service baz.service"
            + " real.service inst@a.service tmpl@a.service tmpl@.service inst@.service";
    for (String name : List.of(directories.split(" ", -1))) {
      tree.file(name + ".d/50-" + name + ".conf", "[Unit]\n");
      tree.file(name + ".d/10-same.conf", "[Unit]\nDescription=" + name + "\n");
      tree.file(name + ".d/.hidden.conf", "broken").file(name + ".d/60-other.txt", "broken");
    }
    Generation generation = tree.link("service.d/90-null.conf", "/dev/null").read();
    UnitEntry entry = generation.entry(new UnitName(row.name())).orElseThrow();
    Path farm = Path.of(tree.entry(""));
    assertEquals(
        row.expected(),
        entry.dropIns().stream().map(file -> farm.relativize(file.logical()).toString()).toList(),
        row.because());
    assertTrue(generation.unit(new UnitName(row.name())) instanceof Parsed.Accepted);
  }

  @Test
  void anInstanceIsItsTemplateWithItsOwnDropIns() {
    UnitFile unit = NixosTree.unit(nixos().read(), "getty@tty1.service");
    assertEquals(new UnitName("getty@tty1.service"), unit.name());
    assertEquals(
        "{Service/ExecStart=[-/b %I], Service/TTYPath=[/dev/tty1]}", unit.settings().toString());
    assertEquals(2, unit.sources().size());
  }

  @Test
  void anAliasIsReadAsItsUnitAndOnce() {
    Generation generation = nixos().read();
    UnitFile unit = NixosTree.unit(generation, "twice.service");
    assertEquals(new UnitName("systemd-resolved.service"), unit.name());
    assertEquals("{Unit/After=[a, b]}", unit.settings().toString());
    assertSame(unit, NixosTree.unit(generation, "systemd-resolved.service"));
  }

  @Test
  void aMaskedUnitHasNoSettingsEvenWithDropIns() {
    NixosTree tree = tree("masked").link("a.service", "/dev/null");
    tree.dropIn("a.service", "overrides.conf", "[Service]\nNice=1\n");
    assertEquals("{}", NixosTree.unit(tree.read(), "a.service").settings().toString());
  }

  @Test
  void theRootPrefixIsNeverLeft() {
    NixosTree tree = tree("inside").unit("a.service", "[Service]\nNice=1\n");
    tree.files().link("/run/current-system", tree.toplevel().toString());
    new NixosTree(new FileTree(directory), "inside").unit("a.service", "[Service]\nNice=2\n");
    Generation generation = tree.read(Path.of("/run/current-system"));
    assertEquals(tree.toplevel(), generation.toplevel());
    assertEquals(
        "{Service/Nice=[1]}", NixosTree.unit(generation, "a.service").settings().toString());

    Path outside = directory.resolve("outside.service");
    new FileTree(directory).file("/outside.service", "[Service]\nNice=2\n");
    tree.link("b.service", outside.toString());
    assertEquals(
        List.of(tree.entry("b.service") + ": unit file is missing, or a link that leads nowhere"),
        NixosTree.problems(Generation.read(tree.files().root(), tree.toplevel())));
  }
}
