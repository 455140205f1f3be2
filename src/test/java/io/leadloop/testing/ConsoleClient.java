package io.leadloop.testing;

import static io.restassured.RestAssured.given;

import io.leadloop.access.key.Administrator;
import io.leadloop.access.key.AdministratorKeys;
import io.leadloop.access.key.AdministratorRole;
import io.leadloop.vault.ApiKey;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;

/** Signs administrators in to the console, as a browser does. */
@ApplicationScoped
public class ConsoleClient {
  /** The session's cookie. */
  public static final String COOKIE = "__Host-leadloop-console";

  private final AdministratorKeys administrators;

  ConsoleClient(AdministratorKeys administrators) {
    this.administrators = administrators;
  }

  /** A new administrator's key. */
  public ApiKey key(String holder) {
    return key(new Administrator(holder, AdministratorRole.ADMIN));
  }

  private ApiKey key(Administrator holder) {
    try {
      return VertxContextSupport.subscribeAndAwait(() -> administrators.issue(holder, null));
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

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
    return page().formParam(field, value).post("/console/sign-in");
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

  /** The key of a new administrator who may only read. */
  public ApiKey viewersKey() {
    return key(new Administrator("Vincent", AdministratorRole.VIEWER));
  }

  /** The secret of a session of a new administrator. */
  public String session() {
    return sessionOf(key("Marie"));
  }
}
