package dev.steadfast.policy;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Dialect;
import dev.steadfast.config.Term;
import dev.steadfast.config.ValueType;
import dev.steadfast.diff.ArtefactSpec;
import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.policy.PolicyDraft.Row;
import dev.steadfast.unit.SettingKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code artefacts}. */
final class ArtefactParser {
  private static final int DEFAULT_DEPTH = 32;
  private static final int GREATEST_DEPTH = 1000;
  private static final Pattern IN_ARTEFACT = Pattern.compile("([a-z][a-z0-9-]*):([^/{}]+)");
  private static final Pattern SETTING = Pattern.compile("([A-Z][A-Za-z]*)/([A-Z][A-Za-z]*)");
  private static final Fields.Shape FROM =
      new Fields.Shape("'from'", List.of("setting", "file"), List.of());
  private final Terms terms;
  private final Tables tables;
  private final List<Reference> references;

  ArtefactParser(Terms terms, Tables tables, List<Reference> references) {
    this.terms = terms;
    this.tables = tables;
    this.references = references;
  }

  List<Row<PolicyArtefact>> artefacts(Fields policy) {
    List<Row<PolicyArtefact>> rows = new ArrayList<>();
    if (policy.node("artefacts").isEmpty()) {
      return rows;
    }
    YamlNode node = policy.node("artefacts").get();
    List<YamlNode.Entry> entries = Fields.any(node, "'artefacts'", policy.problems()).all();
    if (entries.isEmpty() && node instanceof YamlNode.Mapping) {
      policy.report("artefacts", "'artefacts' is empty", "Name the files that the daemon reads.");
    }
    for (YamlNode.Entry entry : entries) {
      checkName(policy, entry);
      Place place = new Place(policy.problems().source(), entry.line());
      PolicyArtefact artefact = artefact(entry, policy.problems());
      rows.add(new Row<>(place, entry.key(), Optional.of(artefact)));
    }
    return rows;
  }

  private static void checkName(Fields policy, YamlNode.Entry entry) {
    if (!Fields.NAME.matcher(entry.key()).matches()) {
      policy.reportName(entry.line(), entry.key());
    } else if (Placeholders.RESERVED.contains(entry.key())) {
      String summary = "an artefact cannot be called '" + entry.key() + "'";
      String detail = "'{next." + entry.key() + "}' has a meaning already: take another name.";
      policy.problems().add(entry.line(), summary, detail);
    }
  }

  private PolicyArtefact artefact(YamlNode.Entry entry, Problems problems) {
    Fields.Shape shape =
        new Fields.Shape(
            "artefact '" + entry.key() + "'",
            List.of("dialect", "handover", "reads", "change-detection", "because", "source"),
            List.of("at", "from", "types", "max-depth"));
    Fields fields = Fields.of(entry.value(), shape, problems);
    HandoverKind handover = fields.word("handover", HandoverKind.class);
    Reads reads = fields.word("reads", Reads.class);
    ChangeDetection detection = fields.word("change-detection", ChangeDetection.class);
    checkHandover(fields, handover, reads, detection);
    int depth =
        fields.has("max-depth") ? fields.integer("max-depth", GREATEST_DEPTH) : DEFAULT_DEPTH;
    Source source = source(fields, handover);
    ArtefactSpec spec = new ArtefactSpec(entry.key(), source, dialect(fields), types(fields));
    Optional<Term> at =
        source instanceof Source.InSetting && fields.has("at")
            ? Optional.of(terms.file(fields, "at"))
            : Optional.empty();
    return new PolicyArtefact(spec, at, handover, reads, detection, depth, fields.evidence());
  }

  /**
   * What is not read at reload, or whose change the daemon would not see, cannot be handed over.
   */
  private static void checkHandover(
      Fields fields, HandoverKind handover, Reads reads, ChangeDetection detection) {
    switch (handover) {
      case STABLE -> {}
      case RELOAD_COMMAND -> {
        if (reads != Reads.ON_RELOAD) {
          String detail = "The process does not open the file: its reload command does.";
          fields.report("handover", "this handover needs 'reads: on-reload'", detail);
        }
      }
      case BIND, RELINK -> {
        if (reads != Reads.ON_RELOAD || detection != ChangeDetection.CONTENT) {
          String summary = "this handover needs 'reads: on-reload' and 'change-detection: content'";
          String detail =
              "Files of the store all have the same time, and keep the path: say 'handover: stable'.";
          fields.report("handover", summary, detail);
        }
      }
    }
  }

  private Source source(Fields fields, HandoverKind handover) {
    Matcher inArtefact = IN_ARTEFACT.matcher(fields.textOr("at", ""));
    if (inArtefact.matches()) {
      if (fields.has("from")) {
        fields.report("from", "both 'from' and 'at: artefact:key'", "One of them is enough.");
      }
      if (handover == HandoverKind.RELOAD_COMMAND) {
        String detail = "A file that another one names is read with that one.";
        fields.report("at", "this handover needs 'from'", detail);
      }
      String outer = inArtefact.group(1);
      references.add(new Reference(fields.place("at"), Reference.Sort.ARTEFACT, outer));
      return new Source.InArtefact(outer, new ConfigKey(inArtefact.group(2)));
    }
    if (!fields.has("from")) {
      fields.report("at", fields.what() + " lacks 'from'", "Say which setting names the file.");
    } else if (!fields.has("at") && needsPath(handover)) {
      fields.report("handover", fields.what() + " lacks 'at'", "Say where the process reads it.");
    }
    return fields.node("from").map(node -> inSetting(node, fields.problems())).orElse(NOWHERE);
  }

  /** Whether the setting that reaches the file does not say where the process reads it. */
  private static boolean needsPath(HandoverKind handover) {
    return switch (handover) {
      case STABLE, RELINK -> true;
      case BIND, RELOAD_COMMAND -> false;
    };
  }

  private static final Source NOWHERE = new Source.InSetting(new SettingKey("", ""), "");

  private static Source inSetting(YamlNode node, Problems problems) {
    Fields from = Fields.of(node, FROM, problems);
    String setting = from.text("setting");
    Matcher matcher = SETTING.matcher(setting);
    if (!matcher.matches()) {
      if (!setting.isEmpty()) {
        String detail = "Write section and name, as in Service/ExecStart.";
        from.report("setting", "'" + setting + "' is not a setting", detail);
      }
      return NOWHERE;
    }
    SettingKey key = new SettingKey(matcher.group(1), matcher.group(2));
    return new Source.InSetting(key, from.text("file"));
  }

  private static Dialect dialect(Fields fields) {
    String id = fields.text("dialect");
    Optional<Dialect> dialect = Dialect.byId(id);
    if (dialect.isEmpty() && !id.isEmpty()) {
      List<String> known = Arrays.stream(Dialect.values()).map(Dialect::id).toList();
      fields.report("dialect", "unknown dialect '" + id + "'", Spelling.advice(id, known));
    }
    return dialect.orElse(Dialect.TEXT);
  }

  private SortedMap<ConfigKey, ValueType> types(Fields fields) {
    return fields.has("types")
        ? tables.table(fields, "types").types()
        : Collections.emptySortedMap();
  }
}
