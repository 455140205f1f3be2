package io.leadloop.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTestResource;
import io.leadloop.testing.NarrowProfile;
import io.leadloop.vault.ApiKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What somebody sees who tries one key after the other. */
@QuarkusTest
@QuarkusTestResource(GatewayTestResource.class)
@TestProfile(NarrowProfile.class)
class KeyGuessingTest {
  @Inject Credentials credentials;

  @Test
  void afterAFewGuessesOneHasToWaitAndAValidKeyIsStillTaken() {
    for (int i = 0; i < NarrowProfile.FREE_FAILURES; i++) {
      admins(guess()).statusCode(401);
    }
    admins(guess()).statusCode(401);
    admins(guess())
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", matchesPattern("[12]"))
        .body("type", is("/problems/rate-limited"));
    admins(credentials.of("ADMINISTRATOR_KEY").orElseThrow()).statusCode(200);
  }

  private static ValidatableResponse admins(String key) {
    return given().header("Authorization", "Bearer " + key).get("/admin/v1/keys").then();
  }

  private static String guess() {
    return ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
  }
}
