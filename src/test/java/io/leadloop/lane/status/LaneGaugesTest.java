package io.leadloop.lane.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the metrics show of a lane while its customer is worked for, and afterwards. */
@GatewayTest
class LaneGaugesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LaneGauges gauges;
  @Inject Onboarding onboarding;
  @Inject Credentials credentials;
  @Inject MeterRegistry metrics;

  @Test
  void theLaneOfAnArchivedCustomerIsNotShown() {
    String slug = onboarding.providerWithCustomer().customer().slug();
    String customer = "/admin/v1/customers/" + slug;
    awaitShown(
        slug,
        Set.of(
            "leadloop.lane.waiting",
            "leadloop.lane.oldest",
            "leadloop.lane.quota",
            "leadloop.lane.quota.used",
            "leadloop.lane.uncertain"));

    credentials.asAdministrator().post(customer + "/pause").then().statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(shown(slug)).contains("leadloop.lane.stopped"));

    credentials.asAdministrator().post(customer + "/archive").then().statusCode(200);
    awaitShown(slug, Set.of());
  }

  /** The gateway shows them by itself, too, possibly as they were a moment ago. */
  private void awaitShown(String slug, Set<String> names) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown(slug)).isEqualTo(names));
  }

  private Set<String> shown(String slug) {
    gauges.refresh().await().atMost(PATIENCE);
    return metrics.getMeters().stream()
        .map(meter -> meter.getId())
        .filter(id -> id.getName().startsWith("leadloop.lane."))
        .filter(id -> slug.equals(id.getTag("customer")))
        .map(id -> id.getName())
        .collect(Collectors.toSet());
  }
}
