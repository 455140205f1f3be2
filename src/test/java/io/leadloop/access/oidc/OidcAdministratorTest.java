package io.leadloop.access.oidc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.TestIssuer;
import io.leadloop.testing.Tokens;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Administrators with OIDC tokens. */
@GatewayTest
class OidcAdministratorTest {
  @Inject Credentials credentials;
  @Inject Pool pool;

  @ConfigProperty(name = Tokens.ISSUER)
  URI issuer;

  @Inject @Any Instance<HttpAuthenticationMechanism> mechanisms;

  @Test
  void auditNamesTheSubjectOnly() {
    Map<String, Object> claims = Tokens.administrator();
    List.of("upn", "preferred_username", "name", "email").forEach(name -> claims.put(name, "root"));
    String publicId =
        with(Tokens.signed(claims))
            .contentType(ContentType.JSON)
            .body(Map.of("name", "made by a token"))
            .post("/admin/v1/keys")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    RowSet<Row> audited =
        pool.preparedQuery("select actor from audit_entry where subject = $1")
            .executeAndAwait(Tuple.of("keys/" + publicId));
    assertThat(audited)
        .extracting(row -> row.getString("actor"))
        .containsExactly("oidc:" + Tokens.SUBJECT);
  }

  @Test
  void keycloakRolesAreFound() {
    Map<String, Object> claims = Tokens.administrator();
    claims.remove("groups");
    claims.put("realm_access", Map.of("roles", List.of("offline_access", "leadloop-admin")));
    administer(Tokens.signed(claims)).statusCode(200);
  }

  @Test
  void rejectionIsAProblem() {
    administer(credentials.of("TOKEN_EXPIRED").orElseThrow())
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer")
        .header("X-Request-Id", notNullValue())
        .body("type", is("/problems/unauthenticated"));
    administer(credentials.of("TOKEN_WITHOUT_ROLE").orElseThrow())
        .statusCode(403)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", nullValue())
        .header("X-Request-Id", notNullValue())
        .body("type", is("/problems/forbidden"));
  }

  /** Regression: one such token made all valid ones fail with 503 for five seconds. */
  @ParameterizedTest
  @ValueSource(strings = {"..", "...", "....", "a.b", "a.b.c", "a.b.c.d", "e30.e30.e30", "x y z"})
  void malformedTokenDoesNotAffectValidOnes(String malformed) {
    administer(malformed).statusCode(401);
    administer(credentials.of("TOKEN_ADMINISTRATOR").orElseThrow()).statusCode(200);
  }

  @Test
  void unknownKeysContactTheIssuerAtALimitedRate() {
    administer(credentials.of("TOKEN_ADMINISTRATOR").orElseThrow()).statusCode(200);
    int askedBefore = TestIssuer.asked(issuer);
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      administer(credentials.of("TOKEN_UNKNOWN_KEY").orElseThrow()).statusCode(401);
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    long maxRequests = 1 + seconds / IssuerContact.RETRY_AFTER.toSeconds();
    assertThat((long) TestIssuer.asked(issuer) - askedBefore).isBetween(0L, maxRequests + 1);
    administer(credentials.of("TOKEN_ADMINISTRATOR").orElseThrow()).statusCode(200);
  }

  /** Quarkus' own mechanism selects issuers by cookie. */
  @Test
  void cookieIsIgnored() {
    for (String cookie : List.of("q_session", "q_session_other", "q_auth_other")) {
      with(credentials.of("TOKEN_ADMINISTRATOR").orElseThrow())
          .cookie(cookie, "x")
          .get("/admin/v1/keys")
          .then()
          .statusCode(200);
      with(credentials.of("TOKEN_WRONG_KEY").orElseThrow())
          .cookie(cookie, "x")
          .get("/admin/v1/keys")
          .then()
          .statusCode(401);
    }
  }

  @Test
  void onlyTheGatewaysMechanismsAuthenticate() {
    assertThat(mechanisms)
        .extracting(mechanism -> mechanism.getClass().getName())
        .containsExactlyInAnyOrder(
            "io.leadloop.access.BearerAuthentication",
            "io.leadloop.portal.session.PortalAuthentication",
            "io.leadloop.session.SessionAuthentication");
  }

  private static ValidatableResponse administer(String token) {
    return with(token).get("/admin/v1/keys").then();
  }

  private static RequestSpecification with(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
