package io.leadloop.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What a provider sees of its intake limit. */
@GatewayTest
class RateLimitTest {
  private static final String LEAD = "{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}";
  private static final String JSON = "application/json";

  @Inject Onboarding onboarding;
  @Inject Pool pool;

  @Test
  void beyondTheBurstLeadsAreRefusedAndOtherProvidersAreNot() {
    Onboarding.Pair limited = limited(1, 5);
    Onboarding.Pair other = onboarding.providerWithCustomer();
    for (int left = 4; left >= 0; left--) {
      submit(limited, "r-" + left)
          .statusCode(202)
          .header("RateLimit-Policy", "\"leads\";q=5;w=300")
          .header("RateLimit", matchesPattern("\"leads\";r=%d;t=\\d+".formatted(left)));
    }
    submit(limited, "one more")
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", matchesPattern("60|[1-5]?[0-9]"))
        .header("RateLimit-Policy", "\"leads\";q=5;w=300")
        .header("RateLimit", matchesPattern("\"leads\";r=0;t=(300|2[0-9][0-9])"))
        .body("type", is("/problems/rate-limited"))
        .body("status", is(429))
        .body("detail", is("At most 5 leads at once and 1 a minute."));
    submit(other, "r-1").statusCode(202).header("RateLimit-Policy", "\"leads\";q=1000000;w=10");
  }

  @Test
  void everyAnswerTellsOfTheLimit() {
    Onboarding.Pair limited = limited(1, 5);
    told(submit(limited, "same").statusCode(202), 4);
    told(submit(limited, "same").statusCode(200), 3);
    told(post(limited, JSON, line(limited, "same").replace("Dupont", "Durand")).statusCode(409), 2);
    told(post(limited, JSON, "{}").statusCode(422), 1);
    told(post(limited, JSON, "{").statusCode(400), 0);
    told(post(limited, JSON, "{").statusCode(429), 0);
  }

  @Test
  void leadsInBulkAreSlowedAndNotRefused() {
    Onboarding.Pair limited = limited(600, 5);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      lines.append(line(limited, "bulk-" + i)).append('\n');
    }
    Response answer =
        post(limited, "application/x-ndjson", lines.toString())
            .statusCode(200)
            .header("RateLimit-Policy", "\"leads\";q=5;w=1")
            .extract()
            .response();
    assertThat(answer.asString().lines().limit(12))
        .allMatch(line -> line.contains("\"state\":\"queued\""));
    assertThat(answer.asString().lines().skip(12).toList())
        .singleElement()
        .asString()
        .contains("\"accepted\":12,");
  }

  private Onboarding.Pair limited(int perMinute, int burst) {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    pool.preparedQuery("update provider set leads_per_minute = $2, burst = $3 where id = $1")
        .executeAndAwait(Tuple.of(pair.provider().id().value(), perMinute, burst));
    return pair;
  }

  private static ValidatableResponse submit(Onboarding.Pair pair, String reference) {
    return post(pair, JSON, line(pair, reference));
  }

  private static ValidatableResponse post(Onboarding.Pair pair, String type, String body) {
    return pair.asProvider()
        .header("Content-Type", type)
        .body(body.getBytes(UTF_8))
        .post("/v1/leads")
        .then();
  }

  private static String line(Onboarding.Pair pair, String reference) {
    return "{\"customer\":\"%s\",\"reference\":\"%s\",\"lead\":%s}"
        .formatted(pair.customer().slug(), reference, LEAD);
  }

  private static void told(ValidatableResponse answer, int left) {
    answer
        .header("RateLimit-Policy", "\"leads\";q=5;w=300")
        .header("RateLimit", matchesPattern("\"leads\";r=%d;t=\\d+".formatted(left)));
  }
}
