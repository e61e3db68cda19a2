package dev.steadfast.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Holds the main code of all modules to the table of packages, and each rule to a violation. */
class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.steadfast");

  /** Packages of the table that have no code yet; each must leave this list when it gets some. */
  private static final Set<String> WITHOUT_CODE = Set.of("ledger", "demo", "benchmark");

  /**
   * A violation and the rule that must find it.
   *
   * @param found a part of the one line that the rule prints
   */
  record Case(String name, Rule rule, String found, String because, List<String> sources) {
    @Override
    public String toString() {
      return rule + ": " + name;
    }
  }

  @ParameterizedTest
  @EnumSource
  void mainCodeObeys(Rule rule) {
    assertEquals(List.of(), rule.violations(MAIN), rule.name());
  }

  @ParameterizedTest
  @FieldSource("dev.steadfast.architecture.Violations#CASES")
  void eachRuleFindsItsViolation(Case violation, @TempDir Path directory) {
    JavaClasses planted = Planted.compiled(directory, violation.sources());
    List<String> found = violation.rule().violations(planted);
    assertEquals(1, found.size(), () -> violation.because() + ": " + found);
    assertTrue(found.getFirst().contains(violation.found()), found::getFirst);
  }

  @Test
  void noRuleIsWithoutAViolation() {
    Set<Rule> planted = Violations.CASES.stream().map(Case::rule).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(Rule.class), planted);
  }

  @Test
  void innocentCodeBreaksNoRule(@TempDir Path directory) {
    JavaClasses planted = Planted.compiled(directory, Violations.INNOCENT);
    assertFalse(planted.stream().toList().isEmpty());
    Arrays.stream(Rule.values())
        .forEach(rule -> assertEquals(List.of(), rule.violations(planted), rule.name()));
  }

  /** A name mistyped in the table would otherwise allow and forbid nothing. */
  @Test
  void everyPackageOfTheTableExists() {
    Set<String> withCode =
        MAIN.stream()
            .filter(one -> !one.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(Row.ROOT.length()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected = new TreeSet<>(Row.TABLE.stream().map(Row::name).toList());
    expected.removeAll(withCode);
    assertTrue(WITHOUT_CODE.containsAll(expected), () -> "without code: " + expected);
  }

  @Test
  void everyNameInTheTableIsAPackageOfTheTable() {
    List<String> names = Row.TABLE.stream().map(Row::name).toList();
    for (Row row : Row.TABLE) {
      assertTrue(names.containsAll(row.uses()), () -> row.name() + " uses " + row.uses());
      assertTrue(names.containsAll(row.valuesOf()), () -> row.name() + " uses " + row.valuesOf());
    }
  }
}
