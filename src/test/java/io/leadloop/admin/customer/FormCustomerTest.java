package io.leadloop.admin.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Onboarding and changes of customers whose leads go by the older form import. */
@GatewayTest
class FormCustomerTest {
  private static final String URL = "http://127.0.0.1:9/addlead/";

  @Inject Credentials credentials;
  @Inject Pool pool;

  private final String slug = "form-" + UUID.randomUUID();
  private final String token = UUID.randomUUID().toString();

  @Test
  void aFormIsShownWithoutItsToken() {
    onboard(Map.of("wire", "form", "form", Map.of("name", "quote", "token", token, "url", URL)))
        .statusCode(201);
    show()
        .body("wire", is("form"))
        .body("form.name", is("quote"))
        .body("form.url", is(URL))
        .body("form.token_set", is(true))
        .body("form.token_hint", is("…" + token.substring(token.length() - 4)))
        .body("oplead", nullValue());
    assertThat(show().extract().asString()).doesNotContain(token);
  }

  @Test
  void theMembersOfTheOtherWireAreRefused() {
    onboard(Map.of("wire", "form")).statusCode(422).body("errors.pointer", contains("/form"));
    onboard(Map.of("oplead", Map.of("token", token), "form", Map.of("name", "q", "token", token)))
        .statusCode(422)
        .body("errors.pointer", contains("/form"));
    onboard(
            Map.of(
                "wire", "form",
                "form", Map.of("name", "q", "token", token),
                "subscribe", List.of("status")))
        .statusCode(422)
        .body("errors.pointer", contains("/subscribe"));
    onboard(Map.of()).statusCode(422).body("errors.pointer", contains("/oplead"));
    onboard(Map.of("wire", "fax", "oplead", Map.of("token", token)))
        .statusCode(422)
        .body("errors.pointer", contains("/wire"));
  }

  @Test
  void aTokenOfOneWireIsNotSentByTheOther() {
    onboard(Map.of("wire", "form", "form", Map.of("name", "quote", "token", token)))
        .statusCode(201);
    patch(Map.of("wire", "rest")).statusCode(422).body("errors.pointer", contains("/token"));
    patch(Map.of("form", Map.of("url", "https://other.example/addlead/")))
        .statusCode(422)
        .body("errors.pointer", contains("/form/token"));
    patch(Map.of("form", Map.of("name", "estimate"))).statusCode(200);
    show().body("form.name", is("estimate")).body("form.url", nullValue());

    patch(Map.of("wire", "rest", "token", UUID.randomUUID().toString())).statusCode(200);
    show().body("wire", is("rest")).body("form", nullValue()).body("oplead.token_set", is(true));
    patch(Map.of("wire", "form")).statusCode(422).body("errors.pointer", contains("/form/name"));
  }

  @Test
  void whatOnlyTheApiKnowsIsRefused() {
    onboard(Map.of("wire", "form", "form", Map.of("name", "quote", "token", token, "url", URL)))
        .statusCode(201);
    asAdministrator()
        .put("/admin/v1/customers/" + slug + "/subscriptions/status")
        .then()
        .statusCode(409)
        .body("type", is("/problems/not-by-form"));
    asAdministrator()
        .post("/admin/v1/customers/" + slug + "/verify")
        .then()
        .statusCode(200)
        .body("verification.said", containsString("the form import takes nothing but leads"))
        .body("verification.said", not(containsString(token)));
  }

  /** The gateway once polled the form import for subscriptions, with a warning each minute. */
  @Test
  void aCustomerWithSubscriptionsStaysWithTheApiUntilTheyAreEnded() {
    Map<String, Object> form = Map.of("form", Map.of("name", "quote", "token", token, "url", URL));
    onboard(
            Map.of(
                "oplead",
                Map.of("token", UUID.randomUUID().toString(), "base_url", "http://127.0.0.1:9"),
                "subscribe",
                List.of("status")))
        .statusCode(201);
    patch(form).statusCode(409).body("type", is("/problems/not-by-form"));
    show().body("wire", is("rest"));

    asAdministrator().delete(subscriptions() + "/status").then().statusCode(200);
    patch(form).statusCode(200).body("wire", is("form"));
    asAdministrator().post(subscriptions() + "/status/renew").then().statusCode(409);
    pool.query(
            "update subscription_check set due_at = now() where customer_id ="
                + " (select id from customer where slug = '%s')".formatted(slug))
        .execute()
        .await()
        .indefinitely();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> asAdministrator().get(subscriptions()).then().body("items", hasSize(0)));
  }

  private String subscriptions() {
    return "/admin/v1/customers/" + slug + "/subscriptions";
  }

  private ValidatableResponse onboard(Map<String, Object> wire) {
    Map<String, Object> body = new HashMap<>(wire);
    body.put("slug", slug);
    body.put("name", "Name");
    return asAdministrator()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/admin/v1/customers")
        .then();
  }

  private ValidatableResponse patch(Map<String, Object> change) {
    return asAdministrator()
        .contentType(ContentType.JSON)
        .body(change)
        .patch("/admin/v1/customers/" + slug)
        .then();
  }

  private ValidatableResponse show() {
    return asAdministrator().get("/admin/v1/customers/" + slug).then();
  }

  private RequestSpecification asAdministrator() {
    return credentials.asAdministrator();
  }
}
