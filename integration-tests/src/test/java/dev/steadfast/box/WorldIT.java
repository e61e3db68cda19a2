package dev.steadfast.box;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Nix makes of a world is what it makes of a NixOS configuration. */
class WorldIT {
  private static final PostgresWorld OLD = PostgresWorld.nixosDefault();
  private static final String UNIT = "etc/systemd/system/postgresql.service";

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @SuppressWarnings("NullAway.Init")
  private static Toplevel old;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("world"));
    old = OLD.build(box);
  }

  @AfterAll
  static void end() {
    box.close();
  }

  @Test
  void theSameWorldHasTheSamePaths() {
    assertEquals(old.path(), OLD.build(box).path());
  }

  @Test
  void aChangedFileChangesWhateverNamesIt() {
    Toplevel next = OLD.set("work_mem", "8MB").build(box);
    assertNotEquals(old.path(), next.path());
    for (String link : List.of("etc", "etc/systemd/system", UNIT)) {
      assertNotEquals(old.resolve(link), next.resolve(link), link);
    }
    for (String link : List.of("sw", "etc/os-release", "etc/systemd/system/sleeper.service")) {
      assertEquals(old.resolve(link), next.resolve(link), link);
    }
    assertEquals(
        List.of("postgresql-pre-start"),
        changedLines(old, next).map(line -> line.replaceFirst(".*/", "")).toList(),
        "only the start script's path differs in the unit");
  }

  private static Stream<String> changedLines(Toplevel before, Toplevel after) {
    List<String> kept = box.read(before.resolve(UNIT)).lines().toList();
    return box.read(after.resolve(UNIT)).lines().filter(line -> !kept.contains(line));
  }

  @Test
  void aRebuiltWorldHasOtherPathsAndTheSameTexts() {
    Toplevel next = OLD.and(world -> world.rebuilt("again")).build(box);
    assertNotEquals(old.resolve(UNIT), next.resolve(UNIT));
    assertEquals(masked(old), masked(next));
  }

  private static String masked(Toplevel toplevel) {
    return box.read(toplevel.resolve(UNIT))
        .replaceAll("/nix/store/[a-z0-9]{32}", "/nix/store/HASH");
  }

  @Test
  void referencesAreNixsOwn() {
    String unit = old.resolve(UNIT).replaceFirst("/[^/]*$", "");
    String references = box.run("nix-store", "-q", "--references", unit).orThrow().out();
    for (String name :
        List.of("coreutils", "postgresql-and-plugins", "unit-script-postgresql-pre-start")) {
      assertTrue(references.contains(name), references);
    }
    String all = String.join("\n", old.closure());
    for (String name : List.of("pg_hba.conf", "pg_ident.conf", "postgresql.conf", "sleeper.conf")) {
      assertTrue(all.contains("-" + name), all);
    }
  }

  @Test
  void activationMayBeRepeatedAndRemovesWhatIsGone() {
    World more = OLD.world().file("motd", "hello\n").etc("greeting/motd", "@{motd}");
    Toplevel with = more.build(box);
    with.activate();
    with.activate();
    assertAll(
        () -> assertEquals("hello\n", box.read("/etc/greeting/motd")),
        () -> assertEquals(with.path(), box.run("readlink", "/run/current-system").line()),
        () -> assertEquals("", box.run("find", "/etc", "/run", "-name", "*.tmp").out()));
    old.activate();
    assertEquals(1, box.run("test", "-L", "/etc/greeting/motd").exit());
    assertEquals(old.path(), box.run("readlink", "/run/current-system").line());
  }

  @Test
  void masksAliasesAndDropInsAreLinksAsOnNixos() {
    Toplevel next =
        World.empty()
            .masked("gone.service")
            .dropIn("dbus.service", "[Service]\nMemoryMax=1G\n")
            .link("other-name.service", "dbus.service")
            .unit("job@.service", "[Service]\nExecStart=@{pkg:coreutils}/bin/sleep %i\n")
            .build(box);
    next.activate();
    box.systemctl("daemon-reload").orThrow();
    assertAll(
        () -> assertEquals("masked", box.property("gone.service", "LoadState")),
        () -> assertEquals("1073741824", box.property("dbus.service", "MemoryMax")),
        () ->
            assertTrue(
                next.resolve("etc/systemd/system/job@.service").contains("-unit-job-.service/")));
  }

  @Test
  void aPlaceholderForNothingIsAnError() {
    World broken = World.empty().file("a", "@{nothing}").etc("a", "@{a}");
    BoxException error = assertThrows(BoxException.class, () -> broken.build(box));
    assertTrue(error.toString().contains("'nothing' missing"), error.toString());
  }

  @Test
  void collectionTakesOnlyWhatNothingRefersTo() {
    Toplevel kept = OLD.set("work_mem", "16MB").build(box);
    Toplevel dropped = OLD.set("work_mem", "32MB").build(box);
    kept.setProfile();
    box.run("nix-collect-garbage").orThrow();
    assertEquals(0, box.run("test", "-e", kept.path()).exit());
    assertEquals(1, box.run("test", "-e", dropped.path()).exit());
    old = OLD.build(box);
  }

  @Test
  void anExportIsTheWholeClosure(@TempDir Path prefix) throws IOException {
    Toplevel next = OLD.set("work_mem", "64MB").build(box);
    old.export(prefix);
    next.export(prefix);
    for (String path : next.closure()) {
      assertTrue(
          Files.exists(Path.of(prefix + path), java.nio.file.LinkOption.NOFOLLOW_LINKS), path);
    }
    assertEquals(
        box.read(next.path() + "/activate"),
        Files.readString(Path.of(prefix + next.path() + "/activate")));
  }
}
