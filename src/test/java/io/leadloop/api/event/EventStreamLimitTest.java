package io.leadloop.api.event;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.NarrowProfile;
import io.leadloop.testing.Onboarding;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The limit of event streams per provider. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class EventStreamLimitTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @Test
  void oneMoreIsRefusedUntilAClientGoes() throws IOException, InterruptedException {
    String key = onboarding.providerWithCustomer().key().reveal();
    List<InputStream> streams = new ArrayList<>();
    for (int i = 0; i < NarrowProfile.EVENT_STREAMS; i++) {
      streams.add(open(key).body());
    }
    given()
        .header("Authorization", "Bearer " + key)
        .accept("text/event-stream")
        .get("/v1/events")
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue())
        .body("type", is("/problems/rate-limited"));
    given().header("Authorization", "Bearer " + key).get("/v1/events").then().statusCode(200);
    streams.get(0).close();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              HttpResponse<InputStream> answer = open(key);
              streams.add(answer.body());
              return answer.statusCode() == 200;
            });
    for (InputStream stream : streams) {
      stream.close();
    }
  }

  private HttpResponse<InputStream> open(String key) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/v1/events"))
            .header("Authorization", "Bearer " + key)
            .header("Accept", "text/event-stream")
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
  }
}
