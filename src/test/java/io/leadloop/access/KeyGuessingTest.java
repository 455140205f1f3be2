package io.leadloop.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.leadloop.embedded.LoopbackPort;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTestResource;
import io.leadloop.testing.Tokens;
import io.leadloop.vault.ApiKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody sees who tries one key after the other. */
@QuarkusTest
@QuarkusTestResource(GatewayTestResource.class)
@TestProfile(KeyGuessingTest.Strict.class)
class KeyGuessingTest {
  @Inject Credentials credentials;

  @Test
  void afterAFewGuessesOneHasToWaitAndAValidKeyIsStillTaken() {
    for (int i = 0; i < Strict.FREE_FAILURES; i++) {
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

  /** Impatient with keys that are not good; and nobody is at the issuer's address. */
  public static class Strict implements QuarkusTestProfile {
    static final int FREE_FAILURES = 3;

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "leadloop.access.free-failures",
          Integer.toString(FREE_FAILURES),
          Tokens.ISSUER,
          "http://localhost:" + LoopbackPort.free());
    }
  }
}
