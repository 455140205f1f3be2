package io.leadloop.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.push.PushConfig;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.junit.jupiter.api.Test;

class EndpointLeaseTest {

  /** Deliveries start only where the rest of the lease outlasts them. */
  @Test
  void aLeaseIsExtendedBeforeItIsTooShortForTheLongestDelivery() throws NoSuchMethodException {
    DurationMax longest = PushConfig.class.getMethod("timeout").getAnnotation(DurationMax.class);
    assertThat(EndpointLease.RENEW_EVERY.plus(Duration.ofSeconds(longest.seconds())))
        .isLessThanOrEqualTo(EndpointLease.LASTS);
  }
}
