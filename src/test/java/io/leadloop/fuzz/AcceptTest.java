package io.leadloop.fuzz;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Every call, whatever {@code Accept} asks for. */
@GatewayTest
class AcceptTest {
  private static final List<String> REFUSING =
      List.of(
          "text/html",
          "application/xml",
          "image/png, image/*;q=0.8",
          "application/json;q=0",
          "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
          "nonsense");

  /** Those that requests write, and the background does not. */
  private static final List<String> TABLES =
      List.of(
          "administrator_key",
          "audit_entry",
          "customer",
          "customer_grant",
          "document_piece",
          "lead",
          "lead_update",
          "provider",
          "provider_key",
          "subscription");

  private static final String COUNTS =
      TABLES.stream()
          .map("(select count(*) from %s)"::formatted)
          .collect(joining(", ", "select ", ""));

  @Inject Onboarding onboarding;
  @Inject Credentials credentials;
  @Inject CallbackTokens tokens;
  @Inject Vertx vertx;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  /** Regression: a lead was accepted but its provider got 406. */
  @Test
  void acceptIsIgnoredAndRejectionHasNoEffect() throws SQLException {
    Map<String, Object> wrong = new LinkedHashMap<>();
    try (Connection database = Sql.connectAsOwner();
        PreparedStatement counts = database.prepareStatement(COUNTS);
        ProbeClient client = new ProbeClient(vertx, gateway)) {
      for (String accept : REFUSING) {
        SpoiltRequests requests = requests();
        for (Call call : ApiDescription.written().calls()) {
          List<Object> before = rows(counts);
          Answer answer = client.send(List.of(requests.nextTo(call, "Accept", accept))).get(0);
          if (answer.status() == 406 || answer.isRefusal() && !before.equals(rows(counts))) {
            wrong.put(call + " Accept: " + accept, answer);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void leadIsAcceptedAndAnsweredInJsonForAnyAccept() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    for (String accept : REFUSING) {
      pair.asProvider()
          .header("Accept", accept)
          .contentType("application/json")
          .body(lead(pair))
          .post("/v1/leads")
          .then()
          .statusCode(202)
          .contentType("application/json");
    }
  }

  private SpoiltRequests requests() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    Onboarding.Pair other = onboarding.providerWithCustomer();
    String provider = pair.key().reveal();
    String administrator = credentials.of("ADMINISTRATOR_KEY").orElseThrow();
    String lead =
        given()
            .header("Authorization", "Bearer " + provider)
            .contentType("application/json")
            .body(lead(pair))
            .post("/v1/leads")
            .path("id");
    String address = tokens.addressFor(new LeadId(UUID.fromString(lead))).getPath();
    return new SpoiltRequests(
        ApiDescription.written(),
        Map.of(
            "id", lead,
            "token", address.substring(address.lastIndexOf('/') + 1),
            "customer", pair.customer().slug(),
            "provider", other.provider().slug(),
            "key", other.key().publicId()),
        call -> "Bearer " + (isForAdministrators(call) ? administrator : provider),
        new Dice(1));
  }

  /** A check or a certification takes seconds, so it is asked for by somebody who may not. */
  private static boolean isForAdministrators(Call call) {
    return call.path().startsWith("/admin/")
        && !call.path().endsWith("/check")
        && !call.path().endsWith("/certify");
  }

  private static String lead(Onboarding.Pair pair) {
    return "{\"customer\":\"%s\",\"lead\":{\"lastname\":\"D\",\"phone\":\"0601020304\"}}"
        .formatted(pair.customer().slug());
  }

  /** The number of rows of each table. */
  private static List<Object> rows(PreparedStatement counts) throws SQLException {
    try (ResultSet found = counts.executeQuery()) {
      found.next();
      List<Object> rows = new ArrayList<>();
      for (int column = 1; column <= TABLES.size(); column++) {
        rows.add(found.getObject(column));
      }
      return rows;
    }
  }
}
