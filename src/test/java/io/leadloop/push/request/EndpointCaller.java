package io.leadloop.push.request;

import static org.hamcrest.Matchers.is;

import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;

/** A provider that manages its endpoints. */
final class EndpointCaller {
  static final String ENDPOINTS = "/v1/me/endpoints";

  private final Onboarding.Pair pair;

  EndpointCaller(Onboarding.Pair pair) {
    this.pair = pair;
  }

  /**
   * @param more members in addition to the URL
   */
  Response register(String url, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putIfAbsent("url", url);
    return pair.asProvider().contentType(ContentType.JSON).body(body).post(ENDPOINTS);
  }

  /** Registers an endpoint that passes the handshake, and returns its path. */
  String activate(TestReceiver receiver, Map<String, ?> more) {
    String path =
        register(receiver.url(), more).then().statusCode(201).extract().header("Location");
    post(path + "/verify").statusCode(200);
    get(path).body("state", is("active"));
    return path;
  }

  ValidatableResponse get(String path) {
    return pair.asProvider().get(path).then();
  }

  ValidatableResponse post(String path) {
    return pair.asProvider().noContentType().post(path).then();
  }

  ValidatableResponse post(String path, Map<String, ?> body) {
    return pair.asProvider().contentType(ContentType.JSON).body(body).post(path).then();
  }

  /**
   * @param body JSON, in which a member may be null
   */
  ValidatableResponse patch(String path, String body) {
    return pair.asProvider().contentType(ContentType.JSON).body(body).patch(path).then();
  }

  ValidatableResponse delete(String path) {
    return pair.asProvider().delete(path).then();
  }
}
