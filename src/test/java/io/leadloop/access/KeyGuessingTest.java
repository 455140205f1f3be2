package io.leadloop.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.NarrowProfile;
import io.leadloop.testing.Onboarding;
import io.leadloop.vault.ApiKey;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Responses to a client that guesses keys. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class KeyGuessingTest {
  private static final int GUESSES = 200;
  private static final String ADMINS = "/admin/v1/keys";

  @Inject Credentials credentials;
  @Inject Onboarding onboarding;
  @Inject Pool pool;

  @Test
  void guessesAreThrottledAndValidKeysAreAccepted() {
    for (int i = 0; i < NarrowProfile.FREE_FAILURES; i++) {
      refused(guess()).header("Retry-After", nullValue());
    }
    // The wait doubles with each guess, so that one comes too early however slow they are.
    int seconds = 0;
    ValidatableResponse answer = refused(guess());
    while (answer.extract().header("Retry-After") == null) {
      seconds = Math.max(1, 2 * seconds);
      answer = refused(guess());
    }
    answer.header(
        "Retry-After",
        Integer::parseInt,
        allOf(greaterThan(0), lessThan(Math.max(1, seconds) + 2)));
    call(credentials.of("ADMINISTRATOR_KEY").orElseThrow(), ADMINS).statusCode(200);

    // A new key works at once.
    call(onboarding.providerWithCustomer().key().reveal(), "/v1/me").statusCode(200);

    long lookUps = lookUps();
    for (int i = 0; i < GUESSES; i++) {
      refused(guess());
    }
    assertThat(lookUps() - lookUps).isLessThan(GUESSES / 2);
  }

  /** The number of key look-ups according to PostgreSQL's statistics. */
  private long lookUps() {
    return pool.query(
            "select idx_scan from pg_stat_user_indexes"
                + " where indexrelname = 'administrator_key_public_id_key'")
        .executeAndAwait()
        .iterator()
        .next()
        .getLong(0);
  }

  private static ValidatableResponse call(String key, String path) {
    return given().header("Authorization", "Bearer " + key).get(path).then();
  }

  private static ValidatableResponse refused(String key) {
    return call(key, ADMINS)
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", is("Bearer"))
        .body("type", is("/problems/unauthenticated"));
  }

  private static String guess() {
    return ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
  }
}
