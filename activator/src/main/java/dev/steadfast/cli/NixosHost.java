package dev.steadfast.cli;

import dev.steadfast.kernel.FileSystems;
import dev.steadfast.nixos.ChildEnvironment;
import dev.steadfast.nixos.HostCommands;
import dev.steadfast.nixos.HostCommands.Ran;
import dev.steadfast.nixos.InitInterface;
import dev.steadfast.nixos.Installation;
import dev.steadfast.nixos.Installation.Entered;
import dev.steadfast.nixos.ManagerBinary;
import dev.steadfast.nixos.SwitchLog;
import dev.steadfast.nixos.SwitchVariables;
import dev.steadfast.nixos.UnitListFile.Kind;
import dev.steadfast.plan.Requests;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** This machine, if it is one that NixOS runs on. */
final class NixosHost implements Host {
  private static final Path CURRENT_SYSTEM = Path.of("/run/current-system");
  private static final Path PROFILE = Path.of("/nix/var/nix/profiles/system");
  private static final Path STORE = Path.of("/nix/store");
  private static final Path NIXOS = Path.of("/run/nixos");
  private static final Path BOOTED = Path.of("/run/systemd/system");
  private static final String NOTE = "note      ";
  private final SwitchVariables variables;
  private final String name;
  private final HostCommands commands;
  private final Output err;

  /** Held until this process ends. */
  private Optional<Entered.Ready> entered = Optional.empty();

  /**
   * @param name of the program, as the caller knows it
   * @param environment of the caller
   */
  NixosHost(SwitchVariables variables, String name, ChildEnvironment environment, Output err) {
    this.variables = variables;
    this.name = name;
    this.commands = new HostCommands(environment);
    this.err = err;
  }

  @Override
  public Optional<String> enter() throws IOException {
    if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      return Optional.of("Error: " + name + " must be run as the root user");
    }
    return switch (new Installation(Path.of("/")).enter(variables.distroId())) {
      case Entered.Ready ready -> {
        entered = Optional.of(ready);
        yield Optional.empty();
      }
      case Entered.Refused(String text, String why) ->
          Optional.of(why.isEmpty() ? text : text + ": " + why);
    };
  }

  @Override
  public Optional<String> preSwitchChecks(Action action) {
    if (variables.flags().noCheck() || variables.preSwitchCheck().isEmpty()) {
      return Optional.empty();
    }
    Ran ran =
        commands.preSwitchCheck(variables.preSwitchCheck(), variables.toplevel(), action.word());
    return said(ran) ? Optional.empty() : Optional.of("Pre-switch checks failed");
  }

  /** Whether all went well; why a command was not run is said. */
  private boolean said(Ran ran) {
    if (ran instanceof Ran.NotStarted(String why)) {
      err.print(why + "\n");
    }
    return ran.isGood();
  }

  @Override
  public Optional<String> cannotPlan(Action action) {
    boolean isBoot = action == Action.BOOT;
    if (isBoot && variables.flags().noCheck()) {
      return Optional.of("NIXOS_NO_CHECK is set");
    }
    return isBoot && !Files.isDirectory(BOOTED)
        ? Optional.of("systemd does not run here")
        : Optional.empty();
  }

  @Override
  public Optional<String> profileHint(Action action) {
    try {
      boolean isProfile =
          action.installsBootLoader()
              && Files.exists(PROFILE)
              && PROFILE.toRealPath().equals(variables.toplevel().toRealPath());
      return isProfile
          ? Optional.of(
              NOTE
                  + "the boot loader was not called, but "
                  + PROFILE
                  + " points to this system already: its next call would make it bootable;"
                  + " nix-env --profile "
                  + PROFILE
                  + " --rollback takes that back")
          : Optional.empty();
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> installBootLoader(Action action) {
    if (variables.installBootLoader().isEmpty()) {
      err.print(NOTE + "INSTALL_BOOTLOADER is not set: the boot default stays as it is\n");
      return Optional.empty();
    }
    Ran ran =
        commands.installBootLoader(
            variables.installBootLoader(), variables.toplevel(), action.word());
    return said(ran) ? Optional.empty() : Optional.of("Failed to install bootloader");
  }

  @Override
  public Optional<String> syncStore() {
    if (variables.flags().noSync()) {
      return Optional.empty();
    }
    try {
      FileSystems.sync(STORE);
      return Optional.empty();
    } catch (IOException failed) {
      return Optional.of(NOTE + "the store is not synced: " + failed.getMessage());
    }
  }

  @Override
  public List<String> incompatibleInit() throws IOException {
    return InitInterface.isCompatible(SystemRoot.host(), variables.toplevel())
        ? List.of()
        : InitInterface.INCOMPATIBLE;
  }

  @Override
  public boolean mustReexecute() throws IOException {
    return variables.systemd().isPresent()
        && ManagerBinary.mustReexecute(
            SystemRoot.host(), variables.systemd().get(), variables.toplevel());
  }

  @Override
  public Requests interrupted() {
    return new Requests(units(Kind.START), units(Kind.RESTART), units(Kind.RELOAD));
  }

  private SortedSet<UnitName> units(Kind kind) {
    SortedSet<UnitName> units = new TreeSet<>();
    try {
      for (String line : kind.in(NIXOS).read()) {
        Optional<UnitName> unit = UnitName.parse(line);
        if (unit.isPresent()) {
          units.add(unit.get());
        } else {
          err.print(NOTE + kind.in(NIXOS).file() + ": \"" + line + "\" is not a unit name\n");
        }
      }
    } catch (IOException unreadable) {
      err.print(NOTE + "a list of units cannot be read: " + unreadable.getMessage() + "\n");
    }
    return units;
  }

  @Override
  public void dryActivate(Action action) {
    commands.dryActivate(variables.out(), action.word());
  }

  @Override
  public Optional<Requests> dryRequests() {
    boolean areThere = Kind.DRY_RESTART.in(NIXOS).exists() || Kind.DRY_RELOAD.in(NIXOS).exists();
    if (!areThere) {
      return Optional.empty();
    }
    Requests requests =
        new Requests(new TreeSet<>(), units(Kind.DRY_RESTART), units(Kind.DRY_RELOAD));
    try {
      Kind.DRY_RESTART.in(NIXOS).remove();
      Kind.DRY_RELOAD.in(NIXOS).remove();
    } catch (IOException stays) {
      err.print(NOTE + "a list of units stays: " + stays.getMessage() + "\n");
    }
    return Optional.of(requests);
  }

  @Override
  public void showStatus(SortedSet<UnitName> units) {
    Path systemd = variables.systemd().orElse(CURRENT_SYSTEM.resolve("sw"));
    List<String> names = units.stream().map(UnitName::value).toList();
    commands.showStatus(systemd, names, Action.SWITCH.word());
  }

  @Override
  public void log(Stage stage, int exit) {
    SwitchLog log = new SwitchLog(variables.toplevel());
    switch (stage) {
      case BEGUN -> log.begun();
      case ENDED -> log.ended(exit);
    }
  }
}
