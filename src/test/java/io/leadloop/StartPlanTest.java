package io.leadloop;

import static io.leadloop.StartPlan.DATABASE;
import static io.leadloop.StartPlan.KAFKA;
import static io.leadloop.StartPlan.KEYSET;
import static io.leadloop.StartPlan.PUBLIC_URL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StartPlanTest {
  private static final Set<String> BOTH_SERVERS = Set.of(DATABASE, KAFKA);
  private static final Set<String> NO_SERVER = Set.of();

  @Test
  void everythingIsSuppliedByDefault() {
    StartPlan plan = plan(Set.of(), false, BOTH_SERVERS);
    assertThat(plan.supplied()).containsExactlyInAnyOrder(DATABASE, KAFKA, KEYSET, PUBLIC_URL);
    assertThat(plan.missing()).isEmpty();
    assertThat(plan.startsServers()).isTrue();
  }

  @Test
  void withAnExternalDatabaseOnlyTheBrokerIsStarted() {
    StartPlan plan = plan(Set.of(DATABASE), false, BOTH_SERVERS);
    assertThat(plan.supplied()).containsExactlyInAnyOrder(KAFKA, KEYSET, PUBLIC_URL);
    assertThat(plan.missing()).isEmpty();
  }

  @Test
  void withAnExternalBrokerOnlyTheDatabaseIsStarted() {
    StartPlan plan = plan(Set.of(KAFKA), false, BOTH_SERVERS);
    assertThat(plan.supplied()).containsExactlyInAnyOrder(DATABASE, KEYSET, PUBLIC_URL);
    assertThat(plan.missing()).isEmpty();
  }

  @Test
  void configuredSettingsAreKept() {
    StartPlan plan = plan(Set.of(KEYSET, PUBLIC_URL), false, BOTH_SERVERS);
    assertThat(plan.supplied()).containsExactlyInAnyOrder(DATABASE, KAFKA);
    assertThat(plan.missing()).isEmpty();
  }

  @Test
  void withExternalServersTheKeysetAndThePublicUrlAreRequired() {
    StartPlan plan = plan(BOTH_SERVERS, false, BOTH_SERVERS);
    assertThat(plan.startsServers()).isFalse();
    assertThat(plan.supplied()).isEmpty();
    assertThat(plan.missing()).containsExactly(KEYSET, PUBLIC_URL);
  }

  @Test
  void withExternalServersTheDemoStillHasAPublicUrl() {
    StartPlan plan = plan(BOTH_SERVERS, true, BOTH_SERVERS);
    assertThat(plan.supplied()).containsExactly(PUBLIC_URL);
    assertThat(plan.missing()).containsExactly(KEYSET);
  }

  @Test
  void leanDistributionNamesAllMissingSettings() {
    StartPlan plan = plan(Set.of(), false, NO_SERVER);
    assertThat(plan.startsServers()).isFalse();
    assertThat(plan.missing()).containsExactly(DATABASE, KAFKA, KEYSET, PUBLIC_URL);
  }

  @Test
  void completeConfigurationNeedsNothing() {
    StartPlan plan = plan(Set.of(DATABASE, KAFKA, KEYSET, PUBLIC_URL), false, NO_SERVER);
    assertThat(plan.supplied()).isEmpty();
    assertThat(plan.missing()).isEmpty();
  }

  private static StartPlan plan(Set<String> configured, boolean demo, Set<String> embeddable) {
    return StartPlan.of(configured::contains, demo, embeddable);
  }
}
