package io.leadloop.admin;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.testing.Credentials;
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

/** A change that was made is answered so, even where its outcome cannot be read again. */
@GatewayTest
class AnswerAfterChangeTest {
  @Inject Onboarding onboarding;
  @Inject Credentials credentials;

  private Onboarding.Pair pair;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
  }

  @Test
  void aLaneWhoseStateCannotBeReadIsPausedAndResumed() throws SQLException {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(connection, "alter table customer_pace rename to pace_away").execute();
      try {
        customer("").statusCode(500);
        act("pause").statusCode(200).body("slug", is(slug())).body("lane", nullValue());
        act("resume").statusCode(200).body("lane", nullValue());
        act("pause").statusCode(200);
        act("archive").statusCode(200).body("archived_at", notNullValue());
      } finally {
        Sql.prepare(connection, "alter table pace_away rename to customer_pace").execute();
      }
    }
    customer("").statusCode(200).body("lane.state", is("paused"));
  }

  /** Its last answer cannot be opened. */
  @Test
  void aLeadThatCannotBeReadIsSentAgain() throws SQLException {
    act("pause").statusCode(200).body("lane.state", is("paused"));
    String lead = submit();
    await().until(() -> lead(lead).extract().path("state").equals("held"));
    try (Connection connection = Sql.connectAsOwner()) {
      String spoil = "update lead_progress set last_answer = 'spoilt' where lead_id = ?::uuid";
      Sql.prepare(connection, spoil, lead).execute();
    }
    lead(lead).statusCode(500);
    String path = "/admin/v1/leads/" + lead;
    credentials
        .asAdministrator()
        .post(path + "/retry")
        .then()
        .statusCode(200)
        .body("id", is(lead))
        .body("state", is("queued"));
    credentials.asAdministrator().delete(path).then().statusCode(200);
    lead(lead).statusCode(200).body("state", is("expired"));
  }

  private ValidatableResponse lead(String id) {
    return credentials.asAdministrator().get("/admin/v1/leads/" + id).then();
  }

  private ValidatableResponse customer(String path) {
    return credentials.asAdministrator().get("/admin/v1/customers/" + slug() + path).then();
  }

  private ValidatableResponse act(String action) {
    return credentials
        .asAdministrator()
        .post("/admin/v1/customers/" + slug() + "/" + action)
        .then();
  }

  private String slug() {
    return pair.customer().slug();
  }

  private String submit() {
    return pair.asProvider()
        .contentType(ContentType.JSON)
        .body(
            Map.of("customer", slug(), "lead", Map.of("lastname", "Dupont", "phone", "0601020304")))
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }
}
