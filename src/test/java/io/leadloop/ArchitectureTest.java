package io.leadloop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.leadloop.access.BoundedRead;
import io.leadloop.intake.LeadResource;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of packages in the README, as a test: who may use whom, and no package beside it. */
class ArchitectureTest {
  private static final String ROOT = "io.leadloop";

  /** Whoever reacts imports whoever announces, never the reverse. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("error", Set.of()),
          Map.entry("vault", Set.of()),
          Map.entry("store", Set.of()),
          Map.entry("command", Set.of("vault")),
          Map.entry("oplead", Set.of()),
          Map.entry("simulator", Set.of()),
          Map.entry("embedded", Set.of()),
          Map.entry("rounds", Set.of()),
          Map.entry("http", Set.of("error", "store")),
          Map.entry("customer", Set.of("error", "vault", "store", "oplead")),
          Map.entry("lane", Set.of("customer")),
          Map.entry("provider", Set.of("error", "vault", "store", "customer")),
          Map.entry("access", Set.of("error", "vault", "store", "rounds", "http", "provider")),
          Map.entry("lead", Set.of("error", "vault", "store", "customer", "provider")),
          Map.entry("trace", Set.of("lead")),
          Map.entry(
              "feedback",
              Set.of(
                  "trace",
                  "error",
                  "vault",
                  "store",
                  "rounds",
                  "oplead",
                  "lead",
                  "customer",
                  "provider")),
          Map.entry(
              "intake",
              Set.of(
                  "trace",
                  "error",
                  "http",
                  "vault",
                  "store",
                  "rounds",
                  "access",
                  "lane",
                  "lead",
                  "customer",
                  "provider",
                  "feedback")),
          Map.entry(
              "update",
              Set.of(
                  "error",
                  "http",
                  "vault",
                  "store",
                  "access",
                  "lane",
                  "lead",
                  "customer",
                  "provider",
                  "intake")),
          Map.entry(
              "forwarding",
              Set.of(
                  "trace",
                  "error",
                  "vault",
                  "store",
                  "rounds",
                  "lane",
                  "lead",
                  "customer",
                  "oplead",
                  "feedback",
                  "update")),
          Map.entry(
              "subscription",
              Set.of("store", "rounds", "customer", "oplead", "feedback", "forwarding")),
          Map.entry("callback", Set.of("error", "http", "vault", "feedback")),
          Map.entry(
              "admin",
              Set.of(
                  "error",
                  "http",
                  "vault",
                  "store",
                  "rounds",
                  "oplead",
                  "customer",
                  "lane",
                  "provider",
                  "access",
                  "lead",
                  "feedback",
                  "intake",
                  "update",
                  "forwarding",
                  "subscription",
                  "callback")));

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  @Test
  void everyPackageStandsInTheTable() {
    Set<String> packages =
        PRODUCT.getPackage(ROOT).getSubpackages().stream()
            .map(JavaPackage::getRelativeName)
            .collect(toSet());
    assertThat(packages).isEqualTo(MAY_USE.keySet());
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
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    for (String feature : MAY_USE.keySet()) {
      assertThat(Path.of("src/main/java/io/leadloop", feature, "package-info.java"))
          .content()
          .startsWith("/**");
    }
  }

  /**
   * One lead by its id takes its turn before Oplead is asked for it, and a callback in an address
   * is no read.
   */
  @Test
  void everyReadThatACallerAsksForTakesItsTurn() {
    methods()
        .that()
        .areAnnotatedWith(GET.class)
        .and()
        .haveRawReturnType(Uni.class)
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage(ROOT + ".callback")
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
    String user = feature(from);
    String used = feature(to);
    return user.equals(used) || MAY_USE.getOrDefault(user, Set.of()).contains(used);
  }

  private static String feature(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.")[0];
  }
}
