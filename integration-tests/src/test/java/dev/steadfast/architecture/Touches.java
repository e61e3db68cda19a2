package dev.steadfast.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Set;

/** Which accesses reach out of the program. */
final class Touches {
  private static final Set<String> PROCESS =
      Set.of("System.out", "System.err", "System.exit", "System.getenv");
  private static final Set<String> EXITS = Set.of("Runtime.exit", "Runtime.halt");
  private static final Set<String> ENVIRONMENT =
      Set.of(
          "System.getenv",
          "System.getProperty",
          "System.getProperties",
          "System.currentTimeMillis",
          "System.nanoTime");
  private static final Set<String> FILE_CLASSES =
      Set.of("File", "FileInputStream", "FileReader", "FileOutputStream", "FileWriter");
  private static final List<String> WRITING =
      List.of(
          "write", "create", "delete", "move", "copy", "set", "newOutputStream", "newBufferedW");

  private Touches() {}

  static boolean thisProcess(JavaAccess<?> access) {
    String name = member(access, "java.lang.");
    return PROCESS.contains(name) || EXITS.contains(name);
  }

  static boolean clockOrEnvironment(JavaAccess<?> access) {
    boolean now = access.getName().equals("now") || access.getName().startsWith("system");
    return ENVIRONMENT.contains(member(access, "java.lang."))
        || (now && access.getTargetOwner().getPackageName().equals("java.time"));
  }

  static boolean anyFile(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getSimpleName();
    return access.getTargetOwner().getName().equals("java.nio.file.Files")
        || access.getTargetOwner().getPackageName().equals("java.nio.channels")
        || (access.getTargetOwner().getPackageName().equals("java.io")
            && (FILE_CLASSES.contains(owner) || owner.equals("RandomAccessFile")));
  }

  static boolean writtenFile(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getSimpleName();
    return anyFile(access)
        && (WRITING.stream().anyMatch(access.getName()::startsWith)
            || owner.endsWith("Writer")
            || owner.endsWith("OutputStream")
            || owner.endsWith("AccessFile"));
  }

  private static String member(JavaAccess<?> access, String of) {
    String owner = access.getTargetOwner().getName();
    return owner.startsWith(of) ? owner.substring(of.length()) + "." + access.getName() : "";
  }
}
