package io.leadloop.documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.PackagedGateway;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A demo with a few more customers and providers: leads in each state, a customer whose token was
 * refused, one that is paused, a status without a code.
 */
final class PictureScene implements AutoCloseable {
  private static final String[] LABELS = {
    "Nouveau",
    "En cours",
    "Nurserie",
    "Rendez-vous",
    "Devis à faire",
    "Devis à relancer",
    "Gagné",
    "Perdu",
    "Visite technique"
  };

  /** Leads move only when the scene moves them. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "LEADLOOP_SIMULATOR_STATUS_DELAY",
          "PT1H",
          "LEADLOOP_SIMULATOR_SETTABLE_STATUSES",
          String.join(",", LABELS));

  private static final Pattern SIGN_IN = Pattern.compile("http://\\S+/sign-in#\\S+");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String OPEN = "cuisines-durand";
  private static final String REFUSED = "parquets-moreau";
  private static final String PAUSED = "bains-petit";
  private static final Set<String> AT_REST = Set.of("forwarded", "held", "rejected");

  private static final List<List<String>> WAYS =
      List.of(
          List.of("Nouveau"),
          List.of("Nouveau", "En cours", "Rendez-vous"),
          List.of("Nouveau", "En cours", "Rendez-vous", "Devis à faire", "Gagné"),
          List.of("Nouveau", "En cours", "Visite technique"),
          List.of("Nouveau", "Nurserie"),
          List.of("Nouveau", "En cours", "Devis à faire", "Devis à relancer", "Perdu"),
          List.of("Nouveau", "En cours"));

  private final PackagedGateway demo;
  private final Vertx vertx = Vertx.vertx();
  private final SimulatedOplead others =
      new SimulatedOplead(
          vertx,
          SimulatorSettings.builder()
              .statusDelay(Duration.ofHours(1))
              .settableStatuses(LABELS)
              .build());
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final List<String> leads = new ArrayList<>();
  private int number = 400;

  private PictureScene(PackagedGateway demo) {
    this.demo = demo;
  }

  static PictureScene build(PackagedGateway demo) {
    PictureScene scene = new PictureScene(demo);
    scene.others.startAndAwait();
    scene.accounts.put(OPEN, new Account(demo.oplead(), demo.opleadToken()));
    scene.others.accept(scene.addCustomer("verandas-lefevre", "Vérandas Lefèvre"));
    scene.others.accept(scene.addCustomer(PAUSED, "Bains Petit"));
    scene.addCustomer(REFUSED, "Parquets Moreau");
    scene.keys.put("atelier-demo", demo.key());
    scene.addProvider("habitat-direct", "Habitat Direct", List.of(OPEN, REFUSED, PAUSED));
    scene.addProvider("mon-projet", "Mon Projet", List.of(OPEN, "verandas-lefevre"));
    scene.send();
    scene.move();
    return scene;
  }

  /** The printed links that sign in to the console and to the portal, once each. */
  List<String> signInLinks() {
    return SIGN_IN.matcher(demo.output()).results().map(MatchResult::group).toList();
  }

  /** The address of each pictured page, by the name of its picture. */
  Map<String, String> pages() {
    return Map.of(
        "portal-home", "/portal",
        "console-overview", "/console",
        "console-leads", "/console/leads",
        "console-lead", "/console/leads/" + leads.get(2),
        "console-customer", "/console/customers/" + OPEN,
        "console-feedback", "/console/feedback",
        "console-provider", "/console/providers/habitat-direct");
  }

  private void send() {
    refuseNext();
    for (int round = 0; round < WAYS.size(); round++) {
      submit("atelier-demo", OPEN);
      submit("mon-projet", round % 2 == 0 ? OPEN : "verandas-lefevre");
    }
    submit("habitat-direct", REFUSED);
    administrator().post("/admin/v1/customers/" + PAUSED + "/pause").then().statusCode(200);
    submit("habitat-direct", PAUSED);
    submit("habitat-direct", PAUSED);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(states()).allMatch(AT_REST::contains));
  }

  /** Each forwarded lead goes some way in the customer's Oplead. */
  private void move() {
    for (int i = 0; i < leads.size(); i++) {
      String lead = leads.get(i);
      String opleadId = lead(lead).path("oplead_id");
      if (opleadId != null) {
        Account account = accounts.get(lead(lead).<String>path("customer"));
        String moved = account.url + "/leads/" + opleadId + "/status";
        for (String label : WAYS.get(i % WAYS.size())) {
          as(account.token).body(Map.of("status", label)).put(moved).then().statusCode(200);
          awaitStatus(lead, label);
        }
      }
    }
  }

  private void awaitStatus(String lead, String label) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(lead(lead).<String>path("status.label")).isEqualTo(label));
  }

  private void submit(String provider, String customer) {
    leads.add(
        as(keys.get(provider))
            .body(
                Map.of(
                    "customer",
                    customer,
                    "reference",
                    "LP-2026-%06d".formatted(++number),
                    "lead",
                    Map.of("lastname", "Dupont", "email", "jean@example.com", "postcode", "75011")))
            .post("/v1/leads")
            .then()
            .statusCode(202)
            .extract()
            .path("id"));
  }

  private List<String> states() {
    return leads.stream().map(this::lead).map(lead -> lead.<String>path("state")).toList();
  }

  private Response lead(String id) {
    return administrator().get("/admin/v1/leads/" + id);
  }

  private void refuseNext() {
    as(demo.opleadToken())
        .body(
            """
            {"on": "create", "do": {"answer": 422, "body": "{\\"message\\": \\"postcode is mandatory\\"}"}}
            """)
        .post(demo.oplead().replaceFirst("/v1$", "/simulator/faults"))
        .then()
        .statusCode(201);
  }

  private String addCustomer(String slug, String name) {
    Account account = new Account(others.baseUrl().toString(), UUID.randomUUID().toString());
    accounts.put(slug, account);
    administrator()
        .body(
            Map.of(
                "slug",
                slug,
                "name",
                name,
                "oplead",
                Map.of("base_url", account.url, "token", account.token)))
        .post("/admin/v1/customers")
        .then()
        .statusCode(201);
    return account.token;
  }

  private void addProvider(String slug, String name, List<String> customers) {
    keys.put(
        slug,
        administrator()
            .body(Map.of("slug", slug, "name", name, "customers", customers))
            .post("/admin/v1/providers")
            .then()
            .statusCode(201)
            .extract()
            .path("api_key"));
  }

  private RequestSpecification administrator() {
    return as(demo.administratorKey());
  }

  private RequestSpecification as(String key) {
    return given()
        .baseUri(demo.url())
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON);
  }

  @Override
  public void close() {
    others.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** A customer's at Oplead. */
  private record Account(String url, String token) {}
}
