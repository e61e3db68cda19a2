package dev.steadfast.plan;

import dev.steadfast.unit.ExecCommand;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * A oneshot whose only job is to have another unit reloaded when that one's configuration has
 * changed, as NixOS makes them where a config file has a stable path in {@code /etc}.
 *
 * @param target the unit that it has reloaded
 * @param isCompared whether a policy compares what the target reads: then the target's own step
 *     says all
 */
public record Companion(UnitName target, boolean isCompared) {
  private static final List<String> VERBS =
      List.of("reload", "try-reload-or-restart", "reload-or-restart");
  private static final List<String> OTHER_JOBS =
      List.of("ExecStartPre", "ExecStartPost", "ExecStop", "ExecStopPost");

  /** Whom a unit has reloaded; empty if it does anything else. */
  public static Optional<UnitName> targetOf(UnitFile unit) {
    List<String> type = unit.values(new SettingKey("Service", "Type"));
    List<ExecCommand> commands = unit.commands("ExecStart");
    boolean isOneshot = !type.isEmpty() && type.getLast().equals("oneshot");
    boolean hasOneJob =
        commands.size() == 1 && OTHER_JOBS.stream().allMatch(job -> unit.commands(job).isEmpty());
    return isOneshot && hasOneJob ? reloaded(commands.getFirst()) : Optional.empty();
  }

  private static Optional<UnitName> reloaded(ExecCommand command) {
    String program = command.program();
    List<String> words =
        command.argv().stream().skip(1).filter(word -> !word.startsWith("-")).toList();
    boolean isReload =
        program.substring(program.lastIndexOf('/') + 1).equals("systemctl")
            && words.size() == 2
            && VERBS.contains(words.getFirst());
    return isReload ? UnitName.parse(words.getLast()) : Optional.empty();
  }
}
