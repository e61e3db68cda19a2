package dev.steadfast.diff;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Dialect;
import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.testing.WrittenSystem;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import java.util.Collections;
import java.util.List;

/** A system with one service, which a start step gives its config file. */
final class Web {
  static final String UNIT =
      """
      [Unit]
      Description=Web
      [Service]
      ExecStartPre=@{start-pre}
      ExecStart=@{web}/bin/web -D /var/web
      """;
  static final String CONF = "size = 1\nrules_file = '@{rules}'\n";

  private Web() {}

  static WrittenSystem system() {
    return new WrittenSystem()
        .unit("web.service", UNIT)
        .store("bash/bin/bash", "ELF bash 5")
        .store("web/bin/web", "ELF web 1")
        .store("start-pre", "#!@{bash}/bin/bash\nln -sfn @{web.conf} /var/web/web.conf\n")
        .store("web.conf", CONF)
        .store("rules", "local all all peer\n");
  }

  static WrittenSystem withConf(String conf) {
    return system().store("web.conf", conf);
  }

  /** The config file, the rules that it names, and a chain of two more, innermost first. */
  static List<ArtefactSpec> specs(UnitFile unit) {
    if (unit.commands("ExecStartPre").isEmpty()) {
      return List.of();
    }
    return List.of(
        nested("inner", "outer", "inner_file"),
        nested("outer", "conf", "outer_file"),
        new ArtefactSpec(
            "rules",
            new Source.InArtefact("conf", new ConfigKey("rules_file")),
            Dialect.PG_HBA,
            Collections.emptySortedMap()),
        new ArtefactSpec(
            "conf",
            new Source.InSetting(new SettingKey("Service", "ExecStartPre"), "web*.conf"),
            Dialect.POSTGRESQL_CONF,
            Collections.emptySortedMap()));
  }

  private static ArtefactSpec nested(String name, String outer, String key) {
    return new ArtefactSpec(
        name,
        new Source.InArtefact(outer, new ConfigKey(key)),
        Dialect.POSTGRESQL_CONF,
        Collections.emptySortedMap());
  }
}
