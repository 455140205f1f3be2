package io.leadloop.portal;

import static io.leadloop.testing.PortalClient.page;
import static io.leadloop.testing.PortalClient.sessionOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the portal's first page shows of the endpoints. */
@GatewayTest
class HomePageTest {
  @Inject Onboarding onboarding;

  private Onboarding.Pair pair;
  private String session;

  @BeforeEach
  void signIn() {
    pair = onboarding.providerWithCustomer();
    session = sessionOf(pair.key());
  }

  @Test
  void endpointsAreListedWithTheirState() {
    show("en").body(not(containsString("HTTP endpoints")));
    String endpoint = register();
    show("en")
        .body(
            containsString("HTTP endpoints"),
            containsString("portal/connections/" + endpoint + "\""),
            containsString("to be verified"),
            containsString("no lead yet"));
  }

  @ParameterizedTest
  @CsvSource({
    "failing, en, an endpoint fails, failing",
    "disabled, en, an endpoint fails, disabled",
    "gone, fr, un point de réception est en échec, retiré"
  })
  void oneThatTakesNoEventsIsAWarning(String state, String language, String word, String shown)
      throws SQLException {
    register();
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(
              connection,
              "update push_endpoint set state = ? where provider_id = ?",
              state,
              pair.provider().id().value())
          .execute();
    }
    show(language)
        .body(
            containsString("<span aria-hidden=\"true\">▲</span> " + word + "</span>"),
            containsString("</span> " + shown + "</span>"));
  }

  private ValidatableResponse show(String language) {
    return page(session).header("Accept-Language", language).get("/portal").then().statusCode(200);
  }

  private String register() {
    return pair.asProvider()
        .contentType(ContentType.JSON)
        .body(Map.of("url", "http://hooks.example.com:8080/in"))
        .post("/v1/me/endpoints")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
