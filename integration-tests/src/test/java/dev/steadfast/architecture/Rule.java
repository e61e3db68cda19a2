package dev.steadfast.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.function.Predicate.not;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** One rule about main code; each finds its violations, sorted, one line each. */
enum Rule {
  /** Each package is in the table. */
  KNOWN_PACKAGES {
    @Override
    Stream<String> found(JavaClasses classes) {
      return classes.stream()
          .map(JavaClass::getPackageName)
          .filter(name -> Row.TABLE.stream().noneMatch(row -> name.equals(Row.ROOT + row.name())))
          .map(name -> name + " is not in the table");
    }
  },

  /** Each package uses what its row allows, and nothing else. */
  ALLOWED_USES {
    @Override
    Stream<String> found(JavaClasses classes) {
      return Row.TABLE.stream().flatMap(row -> Uses.forbiddenBy(row, classes));
    }
  },

  /** No package uses itself through others. */
  NO_CYCLES {
    @Override
    Stream<String> found(JavaClasses classes) {
      return slices()
          .matching(Row.ROOT + "(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .evaluate(classes)
          .getFailureReport()
          .getDetails()
          .stream();
    }
  },

  /** Each package is {@code @NullMarked}. */
  NULL_MARKED {
    @Override
    Stream<String> found(JavaClasses classes) {
      return classes.stream()
          .map(JavaClass::getPackage)
          .filter(not(Rule::isNullMarked))
          .map(unmarked -> unmarked.getName() + " is not @NullMarked");
    }
  },

  /** Only commands print, exit and read the environment. */
  ONLY_COMMANDS_TOUCH_THE_PROCESS {
    private static final Set<String> COMMANDS = Set.of("cli", "box", "demo", "benchmark");

    @Override
    Stream<String> found(JavaClasses classes) {
      return accesses(classes, name -> !COMMANDS.contains(name), Touches::thisProcess);
    }
  },

  /** What is computed from data alone asks no clock, no environment and no system property. */
  PURE_PACKAGES_ASK_NOTHING {
    private static final Set<String> PURE =
        Set.of("diagnostic", "store", "unit", "config", "diff", "policy", "compat", "plan");

    @Override
    Stream<String> found(JavaClasses classes) {
      return accesses(classes, PURE::contains, Touches::clockOrEnvironment);
    }
  },

  /** Parsers read files and write none. */
  PARSERS_WRITE_NOTHING {
    private static final Set<String> PARSERS =
        Set.of("diagnostic", "store", "unit", "config", "diff", "policy", "compat", "report");

    @Override
    Stream<String> found(JavaClasses classes) {
      return accesses(classes, PARSERS::contains, Touches::writtenFile);
    }
  },

  /** Files are read in one place, which knows the prefix; the planner reads none at all. */
  ONE_DOOR_TO_FILES {
    private static final Set<String> BEHIND =
        Set.of("diagnostic", "store", "unit", "config", "compat", "plan");
    private static final String DOOR = Row.ROOT + "store.SystemRoot";

    @Override
    Stream<String> found(JavaClasses classes) {
      return accesses(
          classes,
          BEHIND::contains,
          access -> Touches.anyFile(access) && !access.getOriginOwner().getName().equals(DOOR));
    }
  };

  abstract Stream<String> found(JavaClasses classes);

  final List<String> violations(JavaClasses classes) {
    return List.copyOf(new TreeSet<>(found(classes).toList()));
  }

  private static boolean isNullMarked(JavaPackage javaPackage) {
    return javaPackage.isAnnotatedWith(NullMarked.class);
  }

  private static Stream<String> accesses(
      JavaClasses classes, Predicate<String> inPackage, Predicate<JavaAccess<?>> forbidden) {
    return classes.stream()
        .filter(one -> one.getPackageName().startsWith(Row.ROOT))
        .filter(one -> inPackage.test(one.getPackageName().substring(Row.ROOT.length())))
        .flatMap(one -> one.getAccessesFromSelf().stream())
        .filter(forbidden)
        .map(JavaAccess::getDescription);
  }
}
