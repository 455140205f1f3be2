package io.leadloop.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.NarrowProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the portal is off, its pages do not exist, and public pages do. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class PortalOffTest {
  /** Some addresses lead to the sign-in first, which does not exist either. */
  @ParameterizedTest
  @ValueSource(strings = {"/portal", "/portal/sign-in", "/portal/leads"})
  void noPageOfThePortalExists(String path) {
    given().get(path).then().statusCode(404);
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
