package io.leadloop.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.observability.PromQl.Series;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an expression reads is found whatever is around it. */
class PromQlTest {
  @Test
  void metricsAreDistinguishedFromOtherTokens() {
    PromQl expression =
        new PromQl(
            """
            histogram_quantile(0.99, sum by (le, kind) (rate(calls_bucket{job=~"$job"}[5m]))) > 4 * 60
              and on (job) max by (job) (oldest{customer=~"a|b",uri!="/{x}"}) < 1
              unless absent(other)
            """);
    assertThat(expression.series())
        .containsExactly(
            new Series("calls_bucket", Set.of()),
            new Series("oldest", Set.of("customer", "uri")),
            new Series("other", Set.of()));
    assertThat(expression.groupings()).containsExactlyInAnyOrder("le", "kind");
  }
}
