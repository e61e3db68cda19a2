package dev.steadfast.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;

/** What the classes of one package use, against its row. */
final class Uses {
  private Uses() {}

  static Stream<String> forbiddenBy(Row row, JavaClasses classes) {
    return classes.stream()
        .filter(one -> one.getPackageName().equals(Row.ROOT + row.name()))
        .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
        .filter(use -> !allows(row, use.getTargetClass().getBaseComponentType()))
        .map(Dependency::getDescription);
  }

  private static boolean allows(Row row, JavaClass used) {
    String name = used.getPackageName();
    if (!(name + ".").startsWith(Row.ROOT)) {
      return isJdk(used) || row.libraries().stream().anyMatch((name + ".")::startsWith);
    }
    String own = name.substring(Math.min(name.length(), Row.ROOT.length()));
    return own.equals(row.name())
        || row.uses().contains(own)
        || (row.valuesOf().contains(own) && isValue(used));
  }

  /** Also the annotation that marks packages. */
  private static boolean isJdk(JavaClass used) {
    String name = used.getName();
    boolean logs =
        name.startsWith("java.util.logging.") || name.startsWith("java.lang.System$Logger");
    return used.isPrimitive()
        || (name.startsWith("java.") && !logs)
        || name.startsWith("jdk.net.")
        || name.startsWith("org.jspecify.annotations.");
  }

  /** A record, an enum, or an interface that only such implement. */
  private static boolean isValue(JavaClass used) {
    return used.isRecord()
        || used.isEnum()
        || (used.isInterface()
            && !used.getAllSubclasses().isEmpty()
            && used.getAllSubclasses().stream().allMatch(Uses::isValue));
  }
}
