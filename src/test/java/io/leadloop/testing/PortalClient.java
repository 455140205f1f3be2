package io.leadloop.testing;

import static io.restassured.RestAssured.given;

import io.leadloop.vault.ApiKey;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Signs providers in to the portal, as a browser does. */
public final class PortalClient {
  /** The session's cookie. */
  public static final String COOKIE = "__Host-leadloop-portal";

  private PortalClient() {}

  /** A request as the gateway's own pages make them, without a session. */
  public static RequestSpecification page() {
    return given().redirects().follow(false).header("Sec-Fetch-Site", "same-origin");
  }

  /** The same with a session. */
  public static RequestSpecification page(String session) {
    return page().header("Cookie", COOKIE + "=" + session);
  }

  /** Posts the sign-in form. */
  public static Response signIn(String field, String value) {
    return page().formParam(field, value).post("/portal/sign-in");
  }

  /** The secret of a new session of the key. */
  public static String sessionOf(ApiKey key) {
    return sessionIn(signIn("key", key.reveal()));
  }

  /** The secret in the cookie that the answer sets. */
  public static String sessionIn(Response answer) {
    answer.then().statusCode(303);
    return answer.getHeader("Set-Cookie").replaceFirst("^[^=]+=([^;]+);.*$", "$1");
  }
}
