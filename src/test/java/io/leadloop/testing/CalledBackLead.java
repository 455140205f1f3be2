package io.leadloop.testing;

import static io.restassured.RestAssured.given;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.restassured.http.ContentType;
import java.util.Map;
import java.util.UUID;

/**
 * A lead of a separate provider, with its callback address; its Oplead does not exist.
 *
 * @param key the provider's
 * @param topic the provider's
 * @param address the path of the callback address
 */
public record CalledBackLead(String id, String key, String topic, String address) {
  /** Onboards the provider and submits the lead. */
  public static CalledBackLead submit(Onboarding onboarding, CallbackTokens tokens) {
    return submit(onboarding.providerWithCustomer(), "only", tokens);
  }

  /** Submits one more lead of a provider. */
  public static CalledBackLead submit(
      Onboarding.Pair pair, String reference, CallbackTokens tokens) {
    String key = pair.key().reveal();
    String id =
        given()
            .header("Authorization", "Bearer " + key)
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "customer",
                    pair.customer().slug(),
                    "reference",
                    reference,
                    "lead",
                    Map.of("lastname", "Dupont", "phone", "0601020304")))
            .post("/v1/leads")
            .path("id");
    String address = tokens.addressFor(new LeadId(UUID.fromString(id))).getPath();
    return new CalledBackLead(id, key, pair.provider().topic(), address);
  }

  /** Sends a callback, which must be answered with 200. */
  public void callBack(String body) {
    given().contentType(ContentType.JSON).body(body).post(address).then().statusCode(200);
  }

  /** The code of its status in the provider's view. */
  public String statusCode() {
    return given()
        .header("Authorization", "Bearer " + key)
        .get("/v1/leads/" + id)
        .path("status.code");
  }
}
