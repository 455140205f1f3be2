package io.leadloop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.NarrowProfile;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.ProviderClient;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** More concurrent leads than may wait for the database. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class FullQueueTest {
  private static final int AT_ONCE = 200;

  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @Test
  void aRefusedLeadHasRetryAfterAndIsAcceptedThen() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    ProviderClient provider = new ProviderClient(pair.key().reveal(), pair.customer().slug());

    List<HttpResponse<String>> answers = submit(provider, AT_ONCE);
    List<HttpResponse<String>> sentAway =
        answers.stream().filter(a -> a.statusCode() != 202).toList();
    assertThat(sentAway).isNotEmpty().hasSizeLessThan(AT_ONCE);
    assertThat(sentAway)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(503);
              assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
              assertThat(answer.headers().firstValue("Content-Type"))
                  .hasValue("application/problem+json");
              assertThat(answer.body()).contains("/problems/store-unavailable");
            });

    // On new connections, since the gateway closes idle ones.
    ProviderClient again = new ProviderClient(pair.key().reveal(), pair.customer().slug());
    for (int i = 0; i < AT_ONCE; i++) {
      int status = again.submit(gateway.toString(), "r-" + i, "Dupont").join().statusCode();
      assertThat(status).isEqualTo(answers.get(i).statusCode() == 202 ? 200 : 202);
    }
  }

  private List<HttpResponse<String>> submit(ProviderClient provider, int count) {
    List<CompletableFuture<HttpResponse<String>>> sent =
        IntStream.range(0, count)
            .mapToObj(i -> provider.submit(gateway.toString(), "r-" + i, "Dupont"))
            .toList();
    return sent.stream().map(CompletableFuture::join).toList();
  }
}
