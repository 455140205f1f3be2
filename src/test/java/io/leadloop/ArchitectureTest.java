package io.leadloop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.api.LeadResource;
import io.leadloop.console.access.IssuerSignInResource;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the code to {@link PackageTable}, and each package to a sensible size. */
class ArchitectureTest {
  private static final String ROOT = "io.leadloop";

  /** Three types each, one subject each. */
  private static final Set<String> SIZE_IS_OPEN = Set.of("error", "retention");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  @Test
  void everyPackageIsInTheTable() {
    assertThat(PRODUCT.stream().map(ArchitectureTest::packageName).filter(n -> !n.isEmpty()))
        .containsOnlyElementsOf(PackageTable.MAY_USE.keySet())
        .containsAll(PackageTable.MAY_USE.keySet());
  }

  @Test
  void everyPackageHasFourToTwentyTypes() {
    Map<String, Long> types =
        PRODUCT.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .filter(type -> !SIZE_IS_OPEN.contains(packageName(type)))
            .collect(groupingBy(ArchitectureTest::packageName, counting()));
    assertThat(types)
        .allSatisfy(
            (name, count) ->
                assertThat(count)
                    .as(name)
                    .isBetween((long) PackageTable.FEWEST_TYPES, (long) PackageTable.MOST_TYPES));
  }

  @Test
  void everyPackageUsesOnlyWhatTheTableAllows() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should(
            new ArchCondition<>("use only what the table allows") {
              @Override
              public void check(JavaClass from, ConditionEvents events) {
                from.getDirectDependenciesFromSelf().stream()
                    .filter(d -> !allowed(from, d.getTargetClass()))
                    .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
              }
            })
        .check(PRODUCT);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void featuresFormNoCycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void everyPackageIsDocumented() {
    for (String name : PackageTable.MAY_USE.keySet()) {
      assertThat(Path.of("src/main/java/io/leadloop", name.replace('.', '/'), "package-info.java"))
          .content()
          .startsWith("/**");
    }
  }

  /**
   * One lead by its id takes its turn before Oplead is asked for it, and a callback in an address
   * is no read, nor is a sign-in with the issuer.
   */
  @Test
  void everyReadOfACallerIsBounded() {
    methods()
        .that()
        .areAnnotatedWith(GET.class)
        .and()
        .haveRawReturnType(Uni.class)
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage(ROOT + ".callback")
        .and()
        .areDeclaredInClassesThat()
        .doNotHaveFullyQualifiedName(IssuerSignInResource.class.getName())
        .and()
        .doNotHaveFullName(
            LeadResource.class.getName() + ".show(java.lang.String, java.lang.String)")
        .should()
        .beAnnotatedWith(BoundedRead.class)
        .check(PRODUCT);
  }

  private static boolean allowed(JavaClass from, JavaClass to) {
    if (!to.getPackageName().startsWith(ROOT)) {
      return true;
    }
    String user = packageName(from);
    String used = packageName(to);
    return user.equals(used) || PackageTable.MAY_USE.getOrDefault(user, Set.of()).contains(used);
  }

  /** Relative to the root; empty for the root itself. */
  private static String packageName(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }
}
