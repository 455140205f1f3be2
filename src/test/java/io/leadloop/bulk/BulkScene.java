package io.leadloop.bulk;

import static org.awaitility.Awaitility.await;

import io.leadloop.testing.Credentials;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Many leads that were given up, and operations on them. */
@ApplicationScoped
public class BulkScene {
  public static final String PATH = "/admin/v1/bulk-operations";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String LEADS =
      """
      with leads as (
        insert into lead (id, provider_id, customer_id, reference, fingerprint, document, expires_at)
        select uuidv7(), ?, ?, ? || '-' || n, '', 'sealed', now() + interval '1 day'
        from generate_series(1, ?) n returning *
      )
      insert into lead_progress (lead_id, customer_id, provider_id, state, attempts, claims, last_error)
      select id, customer_id, provider_id, ?, 1, 1, 'HTTP 422' from leads
      """;

  private final Onboarding onboarding;
  private final Credentials credentials;

  BulkScene(Onboarding onboarding, Credentials credentials) {
    this.onboarding = onboarding;
    this.credentials = credentials;
  }

  /** A customer whose lane is paused, so that no attempt moves its leads, and a provider. */
  public Onboarding.Pair pair() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    credentials
        .asAdministrator()
        .post("/admin/v1/customers/" + pair.customer().slug() + "/pause")
        .then()
        .statusCode(200);
    return pair;
  }

  /** Leads that ended in a state. */
  public void add(Onboarding.Pair pair, int leads, String state) {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(
              connection,
              LEADS,
              pair.provider().id().value(),
              pair.customer().id().value(),
              state,
              leads,
              state)
          .execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  ValidatableResponse post(String action, Map<String, ?> filter, boolean isDryRun) {
    return credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body(Map.of("action", action, "filter", filter, "dry_run", isDryRun))
        .post(PATH)
        .then();
  }

  /** The id of an operation that was started. */
  public String start(String action, Map<String, ?> filter) {
    return post(action, filter, false).statusCode(202).extract().path("id");
  }

  JsonPath show(String operation) {
    return credentials.asAdministrator().get(PATH + "/" + operation).jsonPath();
  }

  /** The operation when it has ended. */
  public JsonPath awaitEnd(String operation) {
    await().atMost(PATIENCE).until(() -> !show(operation).getString("state").equals("running"));
    return show(operation);
  }

  /** The first value of the first row. */
  static long count(String sql, Object... parameters) {
    try (Connection connection = Sql.connectAsOwner();
        ResultSet found = Sql.prepare(connection, sql, parameters).executeQuery()) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
