package io.leadloop.admin.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keep-alives prevent the server from closing an idle connection. */
class SignsOfLifeTest {
  @Test
  void slowStepSendsKeepAlivesUntilTheLastLine() {
    Multi<byte[]> late =
        Multi.createFrom()
            .item("line".getBytes(UTF_8))
            .onItem()
            .call(() -> Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(300)));
    List<String> lines =
        CertificationResource.withSignsOfLife(late, Duration.ofMillis(50))
            .map(line -> new String(line, UTF_8))
            .collect()
            .asList()
            .await()
            .atMost(Duration.ofSeconds(60));
    assertThat(lines).startsWith(" ").containsOnlyOnce("line").containsOnly(" ", "line");
  }
}
