package io.leadloop.admin.access;

import static io.leadloop.testing.ConsoleClient.page;
import static io.leadloop.testing.ConsoleClient.sessionOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.vault.ApiKey;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys with roles, sessions and the audit, by the API and by the command line. */
@GatewayTest
class AccessAdminTest {
  @Inject ConsoleClient console;
  @Inject Credentials credentials;
  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @Test
  void aKeyHasARole() {
    String name = "Vincent " + UUID.randomUUID();
    Map<String, String> viewer = create(Map.of("name", name, "role", "viewer"));
    assertThat(viewer).containsEntry("role", "viewer");
    assertThat(roles(name)).containsExactly("viewer");

    with(viewer.get("api_key")).get("/admin/v1/keys").then().statusCode(200);
    with(viewer.get("api_key"))
        .contentType(ContentType.JSON)
        .body(Map.of("name", "more", "role", "viewer"))
        .post("/admin/v1/keys")
        .then()
        .statusCode(403)
        .body("type", is("/problems/forbidden"))
        .body("detail", containsString("leadloop-viewer, which may read and change nothing"));
  }

  @Test
  void aKeyIsAnAdministratorsUnlessItSaysOtherwise() {
    String name = "Jeanne " + UUID.randomUUID();
    assertThat(create(Map.of("name", name))).containsEntry("role", "admin");
    assertThat(roles(name)).containsExactly("admin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"owner\"", "\"\"", "\"ADMIN\"", "\"leadloop-admin\"", "0", "[]"})
  void anotherRoleIsRefused(String role) {
    credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body("{\"name\": \"x\", \"role\": " + role + "}")
        .post("/admin/v1/keys")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", is("/role"));
  }

  @Test
  void aSessionIsListedWithItsRoleAndEnded() {
    ApiKey key = console.viewersKey();
    String session = sessionOf(key);
    Map<String, String> listed =
        credentials
            .asAdministrator()
            .queryParam("limit", "500")
            .get("/admin/v1/sessions")
            .then()
            .statusCode(200)
            .extract()
            .path("items.find { it.key_id == '" + key.publicId() + "' }");
    assertThat(listed).containsEntry("holder", "Vincent").containsEntry("role", "viewer");
    String path = "/admin/v1/sessions/" + listed.get("id");
    credentials.asAdministrator().delete(path).then().statusCode(204);
    page(session).get("/console").then().statusCode(303);
    credentials.asAdministrator().delete(path).then().statusCode(404);
  }

  @Test
  void pagesOfSessionsFollowEachOther() {
    List.of("a", "b", "c").forEach(name -> sessionOf(console.key(name)));
    List<String> all = ids("?limit=500");
    String first = ids("?limit=2").get(1);
    assertThat(ids("?limit=2")).isEqualTo(all.subList(0, 2));
    assertThat(ids("?limit=1&after=" + first)).isEqualTo(all.subList(2, 3));
    credentials.asAdministrator().get("/admin/v1/sessions?after=x").then().statusCode(400);
  }

  private List<String> ids(String query) {
    return credentials.asAdministrator().get("/admin/v1/sessions" + query).path("items.id");
  }

  @Test
  void allSessionsAreEnded() {
    String session = console.session();
    credentials.asAdministrator().delete("/admin/v1/sessions").then().statusCode(204);
    page(session).get("/console").then().statusCode(303);
    assertThat(ids("")).isEmpty();
  }

  @Test
  void theAuditIsSearched() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String customer = "customers/" + pair.customer().slug();
    change(customer, Map.of("name", "Cuisines Durand"));
    change(customer, Map.of("name", "Cuisines Dupont"));
    await()
        .untilAsserted(
            () ->
                search(Map.of("subject", customer, "action", "customer.change"))
                    .body("items.size()", is(2))
                    .body("items[0].before.name", is("Cuisines Durand"))
                    .body("items[0].after.name", is("Cuisines Dupont"))
                    .body("next", is((Object) null)));
    search(Map.of("subject", customer, "from", Instant.now().plusSeconds(60).toString()))
        .body("items.size()", is(0));
    search(Map.of("subject", customer, "until", Instant.now().plusSeconds(60).toString()))
        .body("items.size()", is(2));
    search(Map.of("subject", customer, "actor", "somebody else")).body("items.size()", is(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"from=x", "until=2026-02-30T00:00:00Z", "after=x", "from=-1000-01-01T00:00:00Z"})
  void anUnreadableParameterIsRefused(String query) {
    credentials.asAdministrator().get("/admin/v1/audit/search?" + query).then().statusCode(400);
  }

  @Test
  void theCommandLineDoesTheSame() {
    AdminCommandLine commands =
        AdminCommandLine.inThisProcess(
            gateway.toString(), credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    JsonNode key = commands.run("key", "create", "--name", "Vincent", "--role", "viewer");
    assertThat(key.path("role").asText()).isEqualTo("viewer");
    String subject = "keys/" + key.path("id").asText();
    await()
        .untilAsserted(
            () -> {
              JsonNode entry = commands.run("audit", "--subject", subject);
              assertThat(entry.path("action").asText()).isEqualTo("administrator.key.create");
              assertThat(entry.at("/after/role").asText()).isEqualTo("viewer");
            });
    ApiKey signedIn = console.key("Jeanne");
    String session = sessionOf(signedIn);
    assertThat(commands.end("session", "list").out()).contains(signedIn.publicId());
    assertThat(commands.end("session", "end-all").status()).isZero();
    page(session).get("/console").then().statusCode(303);
  }

  private ValidatableResponse search(Map<String, String> filter) {
    return credentials
        .asAdministrator()
        .queryParams(filter)
        .get("/admin/v1/audit/search")
        .then()
        .statusCode(200);
  }

  private void change(String path, Map<String, String> patch) {
    credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body(patch)
        .patch("/admin/v1/" + path)
        .then()
        .statusCode(200);
  }

  private Map<String, String> create(Map<String, String> body) {
    return credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/admin/v1/keys")
        .then()
        .statusCode(201)
        .extract()
        .path("");
  }

  private List<String> roles(String name) {
    return credentials
        .asAdministrator()
        .get("/admin/v1/keys")
        .path("items.findAll { it.name == '" + name + "' }.role");
  }

  private static RequestSpecification with(String key) {
    return given().header("Authorization", "Bearer " + key);
  }
}
