package dev.steadfast.diff;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.unit.SettingKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One thing that differs, at the depth where it differs: not "ExecStart changed" but "this key of
 * that config file".
 */
public sealed interface Change {

  /** A setting of the unit file. A side without the setting has an empty list; order matters. */
  record Setting(SettingKey key, List<String> before, List<String> after) implements Change {
    public Setting {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /**
   * A script that a setting runs differs by more than the artefacts it names.
   *
   * @param lines how many lines differ, for people
   */
  record Script(SettingKey key, Path before, Path after, String lines) implements Change {}

  /**
   * A file that a setting reaches and that no {@link ArtefactSpec} covers.
   *
   * @param lines how many lines differ, for people; never their text
   */
  record Content(SettingKey key, Path before, Path after, String lines) implements Change {}

  /**
   * Two store paths stand at the same place but could not be proved equal.
   *
   * @param why what stood in the way of the proof
   */
  record Unpaired(SettingKey key, Path before, Path after, String why) implements Change {}

  /** A key of a config artefact. Before and after as written in the file. */
  record ConfigValue(
      Artefact artefact, ConfigKey key, Optional<String> before, Optional<String> after)
      implements Change {}

  /**
   * A key whose text in the file differs although the process runs with the next value already, as
   * after a revert of an edit that waited for a restart: the file has to catch up.
   *
   * @param before as the file says now
   * @param after as the next file says
   */
  record RunsAlready(
      Artefact artefact, ConfigKey key, Optional<String> before, Optional<String> after)
      implements Change {}

  /**
   * The process no longer finds what it has loaded: a mount that showed it is gone, and the next
   * reload by anyone would load what is there now.
   *
   * @param knownAs path as the process knows it
   */
  record Lost(Artefact artefact, Path knownAs) implements Change {}

  /**
   * The process was told to load what it finds and is not known to have: an earlier switch could
   * neither prove it nor take it back.
   *
   * @param knownAs path as the process knows it
   */
  record NotLoaded(Artefact artefact, Path knownAs) implements Change {}

  /**
   * What the next unit says is what the process was started with, although the last generation's
   * unit said something else: that restart was owed and is not needed any more.
   *
   * @param what the program, or names of variables; holds no secret
   */
  record InForce(SettingKey key, String what) implements Change {}

  /** Another program file, or a file or tree of programs; equal only to itself. */
  record Program(SettingKey key, Path before, Path after) implements Change {}

  /**
   * Another store path whose content is proved equal, except for hashes of references that are
   * themselves proved equal.
   *
   * @param proof what was compared, for people
   */
  record OnlyHashes(SettingKey key, Path before, Path after, String proof) implements Change {}

  /** Text of a config artefact that means the same: comments, blank lines, order, spelling. */
  record SameMeaning(Artefact artefact) implements Change {}

  /**
   * Another spelling of a setting that systemd takes for the same. Values as of {@link Setting}.
   */
  record SameValue(SettingKey key, List<String> before, List<String> after) implements Change {
    public SameValue {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /**
   * Something that has to be known to compare this unit could not be found out.
   *
   * @param what for people; holds no secret
   */
  record Unknown(String what) implements Change {}
}
