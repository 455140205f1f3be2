package io.leadloop.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Repeats of leads that were accepted before their customer changed from Oplead's API to its form
 * import, which requires more members and knows no test mode.
 */
@GatewayTest
class ChangedWireTest {
  private static final String LEAD = "{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}";
  private static final String OTHER = "{\"lastname\":\"Durand\",\"phone\":\"0601020304\"}";

  @Inject Onboarding onboarding;
  @Inject Credentials credentials;
  @Inject TestLeads testLeads;

  private Onboarding.Pair pair;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
  }

  /** Regression: it was refused as a new lead would be. */
  @Test
  void aRepeatIsTheFirstLeadAlthoughTheImportWouldRefuseIt() {
    String id = submit(referred("known", LEAD)).statusCode(202).extract().path("id");
    changeToForm();

    submit(referred("known", LEAD))
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body("id", is(id));
    submit(referred("known", OTHER))
        .statusCode(409)
        .body("type", is("/problems/reference-conflict"));
    submit(referred("new", LEAD))
        .statusCode(422)
        .body("type", is("/problems/invalid-lead"))
        .body("errors.pointer", hasItem("/lead/postcode"));
    submit(anonymous()).statusCode(422).body("type", is("/problems/invalid-lead"));
  }

  @Test
  void theIdempotencyKeyServesAsReference() {
    String id = submitKeyed("k-1").statusCode(202).extract().path("id");
    changeToForm();

    submitKeyed("k-1").statusCode(200).body("id", is(id));
    submitKeyed("k-2").statusCode(422).body("type", is("/problems/invalid-lead"));
  }

  @Test
  void aLineThatRepeatsIsReplayedAmongThoseThatAreRefused() {
    submit(referred("known", LEAD)).statusCode(202);
    changeToForm();

    String lines =
        String.join(
            "\n",
            referred("new", LEAD),
            referred("known", LEAD),
            anonymous(),
            referred("known", OTHER));
    String answers =
        pair.asProvider()
            .header("Content-Type", "application/x-ndjson")
            .body(lines.getBytes(UTF_8))
            .post("/v1/leads")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(answers.lines().limit(4))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"refused\"", "/problems/invalid-lead"),
            line -> assertThat(line).contains("\"replayed\"", "\"reference\":\"known\""),
            line -> assertThat(line).contains("\"refused\"", "/problems/invalid-lead"),
            line -> assertThat(line).contains("\"refused\"", "/problems/reference-conflict"));
  }

  @Test
  void aRepeatedTestLeadIsTheFirstOne() throws Throwable {
    LeadId first = acceptTest("known");
    changeToForm();

    assertThat(acceptTest("known")).isEqualTo(first);
    assertThatThrownBy(() -> acceptTest("new"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_BY_FORM));
  }

  private LeadId acceptTest(String reference) throws Throwable {
    String submission = referred(reference, LEAD);
    return VertxContextSupport.subscribeAndAwait(
        () -> testLeads.accept(pair.provider(), submission));
  }

  private void changeToForm() {
    String token = UUID.randomUUID().toString();
    credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "wire",
                "form",
                "form",
                Map.of("name", "quote", "token", token, "url", "http://127.0.0.1:9/addlead/")))
        .patch("/admin/v1/customers/" + pair.customer().slug())
        .then()
        .statusCode(200)
        .body("wire", is("form"));
  }

  private String referred(String reference, String lead) {
    return "{\"customer\":\"%s\",\"reference\":\"%s\",\"lead\":%s}"
        .formatted(pair.customer().slug(), reference, lead);
  }

  private String anonymous() {
    return "{\"customer\":\"%s\",\"lead\":%s}".formatted(pair.customer().slug(), LEAD);
  }

  private ValidatableResponse submit(String body) {
    return pair.asProvider().contentType(ContentType.JSON).body(body).post("/v1/leads").then();
  }

  private ValidatableResponse submitKeyed(String key) {
    return pair.asProvider()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(anonymous())
        .post("/v1/leads")
        .then();
  }
}
