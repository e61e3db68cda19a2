package dev.steadfast.cli;

import dev.steadfast.activate.Activation;
import dev.steadfast.activate.ActivationOptions;
import dev.steadfast.activate.ActivationReport;
import dev.steadfast.activate.Announcement;
import dev.steadfast.activate.Announcer;
import dev.steadfast.activate.Checked;
import dev.steadfast.activate.EffectListener;
import dev.steadfast.activate.JournalctlLog;
import dev.steadfast.activate.KernelView;
import dev.steadfast.activate.Machine;
import dev.steadfast.activate.Outside;
import dev.steadfast.activate.Places;
import dev.steadfast.activate.Tools;
import dev.steadfast.activate.Why;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.nixos.ChildEnvironment;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Requests;
import dev.steadfast.plan.Rules;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.dbus.DbusSystemd;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Switches the running system. */
final class LiveSwitch implements Switcher {
  private static final Path PROC = Path.of("/proc");
  private final Engine engine;
  private final String bus;
  private final Map<String, String> environment;
  private final Outside.Swaps swaps;
  private final EffectListener listener;

  LiveSwitch(
      Engine engine,
      String bus,
      Map<String, String> environment,
      Outside.Swaps swaps,
      EffectListener listener) {
    this.engine = engine;
    this.bus = bus;
    this.environment = environment;
    this.swaps = swaps;
    this.listener = listener;
  }

  @Override
  public Parsed<Prepared> prepare(Request request, Requests interrupted, boolean reexecute) {
    return switch (request.rules()) {
      case OWN -> engine.prepare(request, new Planning.Seeds(interrupted, reexecute));
      case ORIGINAL -> original(request, interrupted, reexecute);
    };
  }

  private Parsed<Prepared> original(Request request, Requests interrupted, boolean reexecute) {
    try (Systemd systemd = DbusSystemd.connect(bus)) {
      return OriginalPlanning.prepare(systemd, request.next(), interrupted, reexecute);
    } catch (SystemdException unreachable) {
      return Parsed.rejected(
          Diagnostic.error(
              new Location("systemd", 0), String.valueOf(unreachable.getMessage()), ""));
    }
  }

  @Override
  public Checked check(Request request, Prepared prepared) {
    if (request.rules() == Rules.ORIGINAL) {
      return new Checked(List.of(), List.of());
    }
    Function<Activation, Checked> check = activation -> activation.check(prepared.plan());
    return with(request, prepared, Action.CHECK, Announcer.SILENT, check)
        .orElse(unreachable -> new Checked(List.of(unreachable), List.of()));
  }

  @Override
  public ActivationReport activate(
      Request request, Prepared prepared, Checked checked, Action action, Announcer announcer) {
    Plan plan = prepared.plan();
    return with(request, prepared, action, announcer, activation -> activation.run(plan, checked))
        .orElse(unreachable -> ActivationReport.notBegun(plan, unreachable));
  }

  @Override
  public List<String> foreseen(Prepared prepared) {
    List<String> lines = new ArrayList<>();
    try (Systemd systemd = DbusSystemd.connect(bus)) {
      lines.addAll(new PulledAlong(systemd, prepared.differing()).by(prepared.plan()));
      lines.addAll(Overrides.of(SystemRoot.host(), prepared.plan().to(), systemd));
    } catch (SystemdException unreachable) {
      lines.add("what goes along is not known: " + unreachable.getMessage());
    } catch (IOException unreadable) {
      lines.add("what was changed at run time is not known: " + Why.of(unreadable));
    }
    return lines;
  }

  @Override
  public void showUsers(Request request, Prepared prepared, Consumer<String> lines) {
    Announcer announcer =
        what -> {
          if (what instanceof Announcement.UserUnits users) {
            lines.accept("units of user " + users.user());
          }
        };
    new LoggedInUsers(bus, prepared.plan().from(), request, Action.DRY_ACTIVATE)
        .switchUnits(announcer)
        .forEach(lines);
  }

  /** What was done over the bus, or why it could not be reached. */
  private record Reached<T>(Optional<T> value, String unreachable) {
    T orElse(Function<String, T> otherwise) {
      return value.orElseGet(() -> otherwise.apply(unreachable));
    }
  }

  private <T> Reached<T> with(
      Request request,
      Prepared prepared,
      Action action,
      Announcer announcer,
      Function<Activation, T> use) {
    Tools tools = Tools.ofSystem();
    try (Systemd systemd = DbusSystemd.connect(bus)) {
      Machine machine =
          new Machine(
              systemd,
              new KernelView(systemd, PROC),
              new JournalctlLog(tools),
              tools,
              Places.ofSystem());
      Outside outside =
          new Outside(
              announcer,
              (plan, asked) -> prepared.with(asked, Prepared.When.ACTIVATED),
              new LoggedInUsers(bus, prepared.plan().from(), request, action),
              swaps);
      Activation activation = new Activation(machine, options(request, action), outside, listener);
      return new Reached<>(Optional.of(use.apply(activation)), "");
    } catch (SystemdException unreachable) {
      return new Reached<>(Optional.empty(), "error: " + unreachable.getMessage());
    }
  }

  private ActivationOptions options(Request request, Action action) {
    ChildEnvironment forScript =
        ChildEnvironment.ofCaller(environment).with("NIXOS_ACTION", action.word());
    return new ActivationOptions(
        request.scripts(),
        forScript,
        Redirect.INHERIT,
        Optional.empty(),
        request.job(),
        request.run(),
        request.targets());
  }
}
