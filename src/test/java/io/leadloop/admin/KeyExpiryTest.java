package io.leadloop.admin;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The expiry of keys. */
@GatewayTest
class KeyExpiryTest {
  @Inject Credentials credentials;
  @Inject Onboarding onboarding;

  private List<String> places;

  @BeforeEach
  void prepare() {
    String provider = onboarding.providerWithCustomer().provider().slug();
    places = List.of("/admin/v1/keys", "/admin/v1/providers/" + provider + "/keys");
  }

  @Test
  void futureExpiryIsAccepted() {
    for (String place : places) {
      issue(place, quoted("9999-12-31T23:59:59Z"))
          .statusCode(201)
          .body("expires_at", is("9999-12-31T23:59:59Z"));
      issue(place, quoted(Instant.now().plus(Duration.ofHours(1)).toString())).statusCode(201);
      issue(place, "null").statusCode(201);
    }
  }

  @Test
  void pastOrInvalidExpiryIsRejected() {
    List<String> refused =
        List.of(
            quoted(Instant.now().minusSeconds(1).toString()),
            quoted("1970-01-01T00:00:00Z"),
            quoted("+10000-01-01T00:00:00Z"),
            quoted("+1000000000-12-31T23:59:59Z"),
            "99999999999999999");
    for (String place : places) {
      for (String time : refused) {
        issue(place, time)
            .statusCode(422)
            .body("type", is("/problems/invalid-body"))
            .body("errors.pointer", contains("/expires_at"));
      }
    }
  }

  private ValidatableResponse issue(String place, String expiresAt) {
    return credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body("{\"name\":\"website\",\"expires_at\":%s}".formatted(expiresAt))
        .post(place)
        .then();
  }

  private static String quoted(String time) {
    return '"' + time + '"';
  }
}
