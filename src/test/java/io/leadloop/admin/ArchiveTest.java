package io.leadloop.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of the work with a customer and with a provider, and how each comes back. */
@GatewayTest
class ArchiveTest {
  @Inject Credentials credentials;
  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  String gateway;

  private Onboarding.Pair pair;
  private String customer;
  private String provider;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
    customer = "/admin/v1/customers/" + pair.customer().slug();
    provider = "/admin/v1/providers/" + pair.provider().slug();
  }

  @Test
  void archivedCustomerHasNoTokenAndTakesNoLeads() throws SQLException {
    admin().put(customer + "/subscriptions/status").then().statusCode(200);
    assertThat(submit().statusCode()).isEqualTo(202);

    AdminCommandLine commands =
        AdminCommandLine.inThisProcess(gateway, credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    assertThat(commands.run("customer", "archive", pair.customer().slug()).get("archived_at"))
        .isNotNull();

    admin()
        .get(customer)
        .then()
        .body("archived_at", notNullValue())
        .body("oplead.token_set", is(false))
        .body("oplead.token_hint", is(""))
        .body("lane.state", is("paused"))
        .body("lane.stop_reason", is("the customer is archived"));
    assertThat(column("select oplead_token from customer where slug = ?", pair.customer().slug()))
        .isNull();
    admin().get(customer + "/subscriptions").then().body("items", empty());
    admin().get(provider).then().body("customers", empty());
    await().untilAsserted(() -> assertThat(submit().statusCode()).isEqualTo(403));
    for (String call : new String[] {"/verify", "/resume"}) {
      admin()
          .post(customer + call)
          .then()
          .statusCode(409)
          .body("type", is("/problems/customer-archived"));
    }
    admin().put(customer + "/subscriptions/status").then().statusCode(409);
    admin().put(provider + "/customers/" + pair.customer().slug()).then().statusCode(409);
    admin().post(customer + "/archive").then().statusCode(200);
    admin()
        .get("/admin/v1/audit/search?action=customer.archive&subject=" + customer.substring(10))
        .then()
        .body("items.size()", is(1))
        .body("items[0].after.archived_at", notNullValue());
  }

  @Test
  void newTokenBringsACustomerBack() {
    admin().post(customer + "/archive").then().statusCode(200);
    admin()
        .contentType(ContentType.JSON)
        .body(Map.of("token", UUID.randomUUID().toString()))
        .put(customer + "/token")
        .then()
        .statusCode(200)
        .body("archived_at", nullValue())
        .body("oplead.token_set", is(true));
    admin().get(customer).then().body("lane.state", is("open"));
    admin().put(provider + "/customers/" + pair.customer().slug()).then().statusCode(204);
    await().untilAsserted(() -> assertThat(submit().statusCode()).isEqualTo(202));
  }

  @Test
  void tokensThatComeWhileACustomerIsArchivedAreTakenBeforeOrAfter() {
    List<Integer> answers =
        IntStream.range(0, 24)
            .parallel()
            .mapToObj(
                n ->
                    n % 2 == 0
                        ? admin().post(customer + "/archive")
                        : admin()
                            .contentType(ContentType.JSON)
                            .body("{\"token\": \"" + UUID.randomUUID() + "\"}")
                            .put(customer + "/token"))
            .map(Response::statusCode)
            .toList();
    assertThat(answers).containsOnly(200);
  }

  @Test
  void checkThatEndsWhileTheCustomerIsArchivedIsNotRecorded() throws Exception {
    admin().post(customer + "/verify").then().statusCode(200).body("verification.said", not("ok"));
    whileItIsArchived(() -> admin().post(customer + "/verify"))
        .then()
        .statusCode(200)
        .body("verification", nullValue());
  }

  /** Regression: it would have outlived the archive, which withdraws all grants. */
  @Test
  void grantThatComesWhileTheCustomerIsArchivedIsRefused() throws Exception {
    String granted = provider + "/customers/" + pair.customer().slug();
    admin().delete(granted).then().statusCode(204);
    whileItIsArchived(() -> admin().put(granted))
        .then()
        .statusCode(409)
        .body("type", is("/problems/customer-archived"));
  }

  /** What a call is answered that waits for a transaction that archives the customer. */
  private Response whileItIsArchived(Callable<Response> call) throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Connection database = Sql.connectAsOwner()) {
      database.setAutoCommit(false);
      Sql.prepare(
              database,
              "update customer set oplead_token = null, verified_at = null, verification = null,"
                  + " archived_at = now() where slug = ?",
              pair.customer().slug())
          .executeUpdate();
      Future<Response> answer = other.submit(call);
      await().until(() -> isWaitedFor(database));
      database.commit();
      return answer.get();
    } finally {
      other.shutdown();
    }
  }

  /** Whether somebody waits for what this transaction has locked. */
  private static boolean isWaitedFor(Connection database) throws SQLException {
    try (ResultSet rows =
        Sql.prepare(
                database,
                "select exists(select from pg_stat_activity"
                    + " where pg_backend_pid() = any(pg_blocking_pids(pid)))")
            .executeQuery()) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  @Test
  void archivedProviderHasNoKeysAccountsOrGrants() throws SQLException {
    admin().post(provider + "/kafka-account").then().statusCode(200);
    admin()
        .contentType(ContentType.JSON)
        .body(Map.of("url", "https://hooks.example.com/leads"))
        .post(provider + "/endpoints")
        .then()
        .statusCode(201);
    admin()
        .post(provider + "/archive")
        .then()
        .statusCode(200)
        .body("archived_at", notNullValue())
        .body("disabled", is(true))
        .body("keys", empty())
        .body("customers", empty());
    assertThat(column("select kafka_password from provider where slug = ?", pair.provider().slug()))
        .isNull();
    admin().get(provider + "/endpoints").then().body("items", empty());
    await().untilAsserted(() -> assertThat(submit().statusCode()).isEqualTo(401));
    admin().post(provider + "/archive").then().statusCode(200);

    admin()
        .contentType(ContentType.JSON)
        .body(Map.of("disabled", false))
        .patch(provider)
        .then()
        .statusCode(200)
        .body("archived_at", nullValue());
    assertThat(submit().statusCode()).as("the old key").isEqualTo(401);
    admin()
        .get("/admin/v1/audit/search?action=provider.archive&subject=" + provider.substring(10))
        .then()
        .body("items.before.disabled", hasItem(false));
  }

  private Response submit() {
    return pair.asProvider()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "customer",
                pair.customer().slug(),
                "lead",
                Map.of("lastname", "Dupont", "email", "jean@example.com", "postcode", "75011")))
        .post("/v1/leads");
  }

  private static Object column(String query, String slug) throws SQLException {
    try (Connection database = Sql.connectAsOwner();
        ResultSet rows = Sql.prepare(database, query, slug).executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getObject(1);
    }
  }

  private RequestSpecification admin() {
    return given()
        .header("Authorization", "Bearer " + credentials.of("ADMINISTRATOR_KEY").orElseThrow());
  }
}
