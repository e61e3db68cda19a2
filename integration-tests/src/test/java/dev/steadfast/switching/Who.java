package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.SwitchCommand;
import dev.steadfast.box.World;
import java.util.ArrayList;
import java.util.List;

/** A box whose systems differ in who a service says it is. */
record Who(Box box) implements AutoCloseable {
  static Who boot(String name) {
    Box box = Box.boot(BoxOptions.named(name));
    BASE.build(box).install();
    SwitchRun.of(BASE.build(box)).exits(0, "switch");
    return new Who(box);
  }

  static World world(String who) {
    String text = "[Service]\nEnvironment=WHO=" + who + "\nExecStart=/bin/sleep infinity\n";
    return BASE.unit("who.service", text, MULTI_USER);
  }

  /** A command with another value of a variable than NixOS gives it. */
  static SwitchCommand setting(String variable) {
    List<String> argv = new ArrayList<>(List.of("/usr/bin/env", variable));
    argv.addAll(BASE.command().program());
    return BASE.command().executing(argv);
  }

  /** What the service's process was started from. */
  String runs() {
    String pid = box.property("who.service", "MainPID");
    return box.read("/proc/" + pid + "/environ").replaceAll("(?s).*\\bWHO=([^\\x00]*).*", "$1");
  }

  /** The system that the boot loader's script was called for last; empty if it was not. */
  String bootDefault() {
    return box.run("tail", "-n1", SwitchCommand.BOOT_LOADER_CALLS).line();
  }

  @Override
  public void close() {
    box.close();
  }
}
