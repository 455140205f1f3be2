package io.leadloop.console.endpoint;

import static io.leadloop.testing.ConsoleClient.page;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter of an endpoint's deliveries. */
@GatewayTest
class DeliveryFilterTest {
  @Inject ConsoleClient console;
  @Inject Onboarding onboarding;

  @ParameterizedTest
  @CsvSource({
    "en, lead=019x, 019x, Lead, is not a valid id",
    "fr, lead=019x, 019x, Lead, n’est pas un identifiant valide",
    "en, state=none, delivered, State, must be"
  })
  void oneThatIsRefusedIsShownAgainWithTheReason(
      String language, String query, String offered, String name, String reason) {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String endpoint =
        pair.asProvider()
            .contentType(ContentType.JSON)
            .body(Map.of("url", "http://hooks.example.com:8080/in"))
            .post("/v1/me/endpoints")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    page(console.session())
        .header("Accept-Language", language)
        .get(
            "/console/providers/%s/endpoints/%s?%s"
                .formatted(pair.provider().slug(), endpoint, query))
        .then()
        .statusCode(400)
        .body(
            containsString("<strong>" + name + "</strong>"),
            containsString(reason),
            containsString("<form class=\"filters\""),
            containsString("value=\"" + offered + "\""),
            not(containsString("No delivery is recorded")));
  }
}
