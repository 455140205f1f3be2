package io.leadloop.portal.customer;

import static io.leadloop.testing.PortalClient.page;
import static io.leadloop.testing.PortalClient.sessionIn;
import static io.leadloop.testing.PortalClient.signIn;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a customer sees of its own lane. */
@GatewayTest
class CustomerPageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LaneTester lanes;
  @Inject Credentials credentials;

  @Test
  void heldLeadsWaitToo() {
    try (Scenario scenario = lanes.simulate(SimulatorSettings.defaults(), 100)) {
      String customer = "/admin/v1/customers/" + scenario.customer().slug();
      credentials.asAdministrator().post(customer + "/pause").then().statusCode(200);
      scenario.submit("Martin");
      scenario.submit("Petit");
      await()
          .atMost(PATIENCE)
          .until(() -> credentials.asAdministrator().get(customer).path("lane.held").equals(2));
      String link =
          credentials
              .asAdministrator()
              .post(customer + "/portal-links")
              .then()
              .statusCode(201)
              .extract()
              .path("url");
      page(sessionIn(signIn("token", link.replaceFirst(".*#", ""))))
          .get("/portal/customer")
          .then()
          .statusCode(200)
          .body(containsString("<b>2</b><span>leads wait</span>"));
    }
  }
}
