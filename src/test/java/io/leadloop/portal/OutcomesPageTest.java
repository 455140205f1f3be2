package io.leadloop.portal;

import static io.leadloop.testing.PortalClient.page;
import static io.leadloop.testing.PortalClient.sessionOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What the page of outcomes shows where it cannot show all. */
@GatewayTest
class OutcomesPageTest {
  @Inject Onboarding onboarding;

  /** More counts than the page reads. */
  @Test
  void tooManyCustomersAreNotShownAsNone() throws SQLException {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String session = sessionOf(pair.key());
    try {
      execute(
          """
          insert into lead_tally (provider_id, hour, customer_id, kind, slot, leads)
          select ?, date_trunc('hour', now(), 'UTC') - interval '3 days', ?, kind, slot, 1
          from generate_series(1, 6) kind cross join generate_series(1, 17000) slot
          """,
          pair.provider().id().value(),
          pair.customer().id().value());
      page(session)
          .get("/portal/outcomes?days=7")
          .then()
          .statusCode(200)
          .body(
              containsString("Too many customers for this page"),
              containsString("GET /v1/me/statistics"),
              not(containsString("Nothing in this period")));
      page(session)
          .header("Accept-Language", "fr")
          .get("/portal/outcomes?days=7")
          .then()
          .statusCode(200)
          .body(containsString("Trop de clients pour cette page"));
    } finally {
      execute("delete from lead_tally where provider_id = ?", pair.provider().id().value());
    }
    page(session).get("/portal/outcomes").then().body(containsString("Nothing in this period"));
  }

  private static void execute(String sql, Object... parameters) throws SQLException {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(connection, sql, parameters).execute();
    }
  }
}
