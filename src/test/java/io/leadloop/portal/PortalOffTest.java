package io.leadloop.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.NarrowProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the portal is off, its pages do not exist, and public pages do. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class PortalOffTest {
  @ParameterizedTest
  @ValueSource(strings = {"/portal", "/portal/sign-in", "/portal/leads", "/portal/customer"})
  void noPageOfThePortalExistsNorTheWayToIt(String path) {
    for (Method method : List.of(Method.GET, Method.POST)) {
      given()
          .redirects()
          .follow(false)
          .header("Sec-Fetch-Site", "same-origin")
          .request(method, path)
          .then()
          .statusCode(404)
          .header("Location", (String) null)
          .header("X-Request-Id", notNullValue())
          .body("type", equalTo("/problems/not-found"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/problems",
        "/problems/rate-limited",
        "/reference",
        "/reference/providers",
        "/reference/objects"
      })
  void publicPagesExist(String path) {
    given().get(path).then().statusCode(200).body(not(containsString("./portal")));
  }

  @Test
  void anUnknownProblemIsAnsweredWithTheList() {
    given().get("/problems/x").then().statusCode(404).body(containsString("problems/not-found"));
  }
}
