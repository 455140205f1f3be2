package io.leadloop.faults;

import static io.restassured.RestAssured.given;

import io.leadloop.testing.PackagedGateway;

/** What a gateway shows of itself at {@code /q/metrics}. */
final class GatewayGauges {
  private GatewayGauges() {}

  /** Series whose names begin so. */
  static long series(PackagedGateway gateway, String prefix) {
    return metrics(gateway).lines().filter(line -> line.startsWith(prefix)).count();
  }

  private static String metrics(PackagedGateway gateway) {
    return given()
        .get(gateway.managementUrl() + "/q/metrics")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
