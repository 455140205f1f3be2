package io.leadloop.feedback.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.QueryPlan;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Reading a provider's events. */
@GatewayTest
class EventFeedTest {
  @Inject Pool pool;

  /** It was sorted by the transaction number as text, in which 100 comes before 99. */
  @Test
  void aPageIsReadInTheOrderOfTheIndexAndNotSorted() {
    assertThat(QueryPlan.of(pool, EventFeed.AFTER)).contains("Index").doesNotContain("Sort  (");
  }

  @Test
  void theFeedsOfSeveralProvidersAreReadByTheIndexEach() {
    assertThat(QueryPlan.of(pool, EventFeed.AFTER_EACH))
        .containsPattern("lead_event_\\d{4}_\\d{2}_provider_id_transaction_position_idx")
        .doesNotContain("Seq Scan on lead_event");
  }
}
