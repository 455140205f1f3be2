package io.leadloop.oplead;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class QueryFreeMetersTest {

  @Test
  void aTokenInTheQueryStaysOutOfTheMetrics() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(QueryFreeMeters.withoutQuery());

    registry.timer("http.client.requests", "uri", "/v1/leads?api_key=t0ken", "status", "201");

    assertThat(registry.getMeters().get(0).getId().getTag("uri")).isEqualTo("/v1/leads");
  }
}
