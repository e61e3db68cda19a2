package dev.steadfast.compat;

import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What becomes of an active unit that a reload does not help, by its type and its own flags in the
 * next generation.
 *
 * @param cause why it is to be restarted; stands first among the grounds
 */
record ChangedUnit(UnitName name, Manner manner, Ground cause) {
  private static final Set<String> LEFT_TARGETS =
      Set.of("basic.target", "graphical.target", "multi-user.target", "sysinit.target");
  private static final Set<String> ROOT_MOUNTS = Set.of("-.mount", "nix.mount");
  private static final SettingKey SOCKETS = new SettingKey("Service", "Sockets");

  /** How a service is taken from one definition to the other. */
  enum Manner {
    /** Stopped before the activation and started after it, as it is planned. */
    STOP_AND_START,
    /** Restarted, as the activation has been already. */
    RESTART
  }

  /** The sockets that a service may have, as far as the decision needs them. */
  interface Sockets {
    boolean isActive(UnitName socket);

    boolean isInNext(UnitName socket) throws IOException;
  }

  /** The decision where the name alone makes it. */
  Optional<List<Move>> byName() {
    if (isLeftToDaemonReload(name)) {
      return Optional.of(only(Move.Kind.LEAVE, CompatRule.LEFT_TO_DAEMON_RELOAD));
    }
    return switch (name.type()) {
      case MOUNT -> Optional.of(mount());
      case SOCKET -> Optional.of(only(Move.Kind.LEAVE, CompatRule.SOCKET_LEFT_ALONE));
      case SERVICE, DEVICE, AUTOMOUNT, SWAP, TARGET, PATH, TIMER, SLICE, SCOPE -> Optional.empty();
    };
  }

  /** Units whose changes systemd applies by itself. */
  static boolean isLeftToDaemonReload(UnitName unit) {
    return LEFT_TARGETS.contains(unit.value())
        || unit.type() == UnitType.PATH
        || unit.type() == UnitType.SLICE;
  }

  private List<Move> mount() {
    return ROOT_MOUNTS.contains(name.value())
        ? only(Move.Kind.RELOAD, CompatRule.ROOT_MOUNT)
        : only(Move.Kind.RESTART, CompatRule.MOUNT);
  }

  /** The decision of all others. */
  List<Move> byFlags(UnitSettings next, Draft draft, Sockets sockets) throws IOException {
    boolean isTakenDown = manner == Manner.STOP_AND_START && draft.stops(name);
    if (Flag.RELOAD_IF_CHANGED.isOn(next) && !draft.restarts(name) && !isTakenDown) {
      return List.of(
          move(Move.Kind.RELOAD, Ground.of(CompatRule.RELOAD_IF_CHANGED, Flag.RELOAD_IF_CHANGED)));
    }
    Optional<Flag> refusal =
        Flag.firstSet(
            next, Flag.RESTART_IF_CHANGED, Flag.REFUSE_MANUAL_STOP, Flag.ONLY_MANUAL_START);
    if (refusal.isPresent()) {
      return List.of(move(Move.Kind.SKIP, Ground.of(CompatRule.NOT_RESTARTED, refusal.get())));
    }
    if (!Flag.STOP_IF_CHANGED.isOn(next)) {
      return restart(Ground.of(CompatRule.IN_ONE_STEP, Flag.STOP_IF_CHANGED));
    }
    return name.type() == UnitType.SERVICE
        ? service(next, sockets)
        : restart(Ground.of(CompatRule.NOT_A_SERVICE));
  }

  private List<Move> restart(Ground how) {
    return List.of(move(Move.Kind.RESTART, how), move(Move.Kind.NO_RELOAD, how));
  }

  private List<Move> service(UnitSettings next, Sockets sockets) throws IOException {
    List<Move> moves = new ArrayList<>();
    boolean isSocketActivated = false;
    for (UnitName socket : socketNames(next)) {
      boolean isInNext = sockets.isInNext(socket);
      isSocketActivated |= isInNext;
      if (sockets.isActive(socket)) {
        moves.addAll(alongside(socket, isInNext));
      }
    }
    boolean isLeftToSocket = isSocketActivated && !Flag.NOT_SOCKET_ACTIVATED.isOn(next);
    moves.addAll(itself(isLeftToSocket));
    return List.copyOf(moves);
  }

  private List<Move> itself(boolean isLeftToSocket) {
    if (manner == Manner.RESTART) {
      return restart(Ground.of(CompatRule.AFTER_ACTIVATION));
    }
    Ground how =
        Ground.of(isLeftToSocket ? CompatRule.SOCKET_ACTIVATED : CompatRule.STOP_AND_START);
    List<Move> stopped = List.of(move(Move.Kind.STOP, how), move(Move.Kind.NO_RELOAD, how));
    List<Move> started = isLeftToSocket ? List.of() : List.of(move(Move.Kind.START, how));
    return Stream.concat(stopped.stream(), started.stream()).toList();
  }

  private List<Move> alongside(UnitName socket, boolean isInNext) {
    List<Ground> why = List.of(Ground.socketOf(name));
    Move stopped = new Move(down(), socket, why);
    return isInNext ? List.of(stopped, new Move(up(), socket, why)) : List.of(stopped);
  }

  /** Words that are no unit's name can be neither active nor a file. */
  private List<UnitName> socketNames(UnitSettings next) {
    List<String> words =
        next.values(SOCKETS).stream().flatMap(value -> WhiteSpace.words(value).stream()).toList();
    List<String> names = words.isEmpty() ? List.of(Instance.defaultSocket(name)) : words;
    return names.stream().flatMap(word -> UnitName.parse(word).stream()).toList();
  }

  private Move.Kind down() {
    return switch (manner) {
      case STOP_AND_START -> Move.Kind.STOP;
      case RESTART -> Move.Kind.RESTART;
    };
  }

  private Move.Kind up() {
    return switch (manner) {
      case STOP_AND_START -> Move.Kind.START;
      case RESTART -> Move.Kind.RESTART;
    };
  }

  private List<Move> only(Move.Kind kind, CompatRule rule) {
    return List.of(move(kind, Ground.of(rule)));
  }

  private Move move(Move.Kind kind, Ground how) {
    return new Move(kind, name, List.of(cause, how));
  }
}
