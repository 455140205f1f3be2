package io.leadloop.access;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.NarrowProfile;
import io.leadloop.testing.TestIssuer;
import io.leadloop.testing.Tokens;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A gateway that started while the issuer was unavailable. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class IssuerAwayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Credentials credentials;

  @ConfigProperty(name = Tokens.ISSUER)
  URI issuer;

  @Test
  void tokensNeedTheIssuerAndKeysDoNot() {
    String token = Tokens.signed(Tokens.administrator());
    for (int i = 0; i < 2 * NarrowProfile.FREE_FAILURES; i++) {
      administer(token)
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", "5")
          .body("type", is("/problems/issuer-unavailable"));
    }
    administer(credentials.of("ADMINISTRATOR_KEY").orElseThrow()).then().statusCode(200);

    try (TestIssuer here = TestIssuer.start(issuer.getPort(), Tokens.issuersKey())) {
      await().atMost(PATIENCE).until(() -> administer(token).statusCode() == 200);
    }
    administer(token).then().statusCode(200);

    // Its keys are known by now; further tokens do not change that.
    String unknownKey = credentials.of("TOKEN_UNKNOWN_KEY").orElseThrow();
    for (int i = 0; i < 2 * NarrowProfile.FREE_FAILURES; i++) {
      administer(unknownKey).then().statusCode(503);
      administer(token).then().statusCode(200);
    }
  }

  @Test
  void signingInWithTheIssuerNeedsItAndTheSignInPageDoesNot() {
    ConsoleClient.page()
        .get("/console/sign-in/oidc")
        .then()
        .statusCode(503)
        .header("Retry-After", "5")
        .header("Set-Cookie", nullValue())
        .body(containsString("The token issuer does not answer"));
    ConsoleClient.page().get("/console/sign-in").then().statusCode(200);
    try (TestIssuer here = TestIssuer.start(issuer.getPort(), Tokens.issuersKey())) {
      await()
          .atMost(PATIENCE)
          .until(() -> ConsoleClient.page().get("/console/sign-in/oidc").statusCode() == 303);
    }
  }

  private static Response administer(String credential) {
    return given().header("Authorization", "Bearer " + credential).get("/admin/v1/keys");
  }
}
