package io.leadloop.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests that are wrong in some way, made from the OpenAPI document. {@code
 * -Dleadloop.fuzz.seed} makes others, and {@code -Dleadloop.fuzz.refusals} more.
 */
@GatewayTest
class EndpointFuzzTest {
  private static final long SEED = Long.getLong("leadloop.fuzz.seed", 20261124);
  private static final int REFUSALS = Integer.getInteger("leadloop.fuzz.refusals", 1_000);
  private static final int AT_A_TIME = 500;
  private static final int CALLBACKS = 150;

  @Inject Onboarding onboarding;
  @Inject Credentials credentials;
  @Inject CallbackTokens tokens;
  @Inject Vertx vertx;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @Test
  void anyInvalidRequestGetsADocumentedProblem() {
    requireDocumentedProblems(REFUSALS);
  }

  @Tag("long")
  @Test
  void anyOfManyInvalidRequestsGetsADocumentedProblem() {
    requireDocumentedProblems(10 * REFUSALS);
  }

  private void requireDocumentedProblems(int wanted) {
    SpoiltRequests requests = requests(onboarding.providerWithCustomer());
    int refusals = 0;
    Map<String, Answer> complaints = new LinkedHashMap<>();
    try (ProbeClient client = new ProbeClient(vertx, gateway)) {
      for (int sent = 0; refusals < wanted && sent < 3 * wanted; sent += AT_A_TIME) {
        List<Answer> answers =
            client.send(Stream.generate(requests::next).limit(AT_A_TIME).toList());
        refusals += (int) answers.stream().filter(Answer::isRefusal).count();
        answers.forEach(answer -> addComplaints(answer, complaints));
      }
    }
    assertThat(complaints).as("seed %d", SEED).isEmpty();
    assertThat(refusals).as("seed %d", SEED).isGreaterThanOrEqualTo(wanted);
  }

  @Test
  void anyCallbackOfALeadIsAccepted() {
    SpoiltRequests requests = requests(onboarding.providerWithCustomer());
    List<Probe> probes =
        ApiDescription.written().calls().stream()
            .filter(call -> call.path().equals("/callbacks/{token}") && !call.bodies().isEmpty())
            .flatMap(call -> Stream.generate(() -> requests.nextTo(call)).limit(CALLBACKS))
            .toList();
    try (ProbeClient client = new ProbeClient(vertx, gateway)) {
      assertThat(client.send(probes))
          .as("seed %d", SEED)
          .hasSize(3 * CALLBACKS)
          .allMatch(answer -> answer.status() == 200);
    }
  }

  /** One answer of a kind is enough to tell. */
  private static void addComplaints(Answer answer, Map<String, Answer> complaints) {
    List<String> own = answer.complaints();
    if (!own.isEmpty()) {
      complaints.putIfAbsent(answer.status() + " " + answer.probe().call() + own, answer);
    }
  }

  private SpoiltRequests requests(Onboarding.Pair pair) {
    String lead = submit(pair);
    Onboarding.Pair other =
        onboarding.providerWithCustomer(); // It may be disabled, or lose its key.
    String provider = pair.key().reveal();
    String administrator = credentials.of("ADMINISTRATOR_KEY").orElseThrow();
    String address = tokens.addressFor(new LeadId(UUID.fromString(lead))).getPath();
    Map<String, String> known =
        Map.of(
            "id", lead,
            "token", address.substring(address.lastIndexOf('/') + 1),
            "customer", pair.customer().slug(),
            "provider", other.provider().slug(),
            "key", other.key().publicId(),
            "endpoint", register(pair),
            "operation", credentials.somebodyElses("operation"));
    return new SpoiltRequests(
        ApiDescription.written(),
        known,
        call -> "Bearer " + (isForAdministrators(call) ? administrator : provider),
        new Dice(SEED));
  }

  /** A check or a certification takes seconds, so it is asked for by somebody who may not. */
  private static boolean isForAdministrators(Call call) {
    return call.path().startsWith("/admin/")
        && !call.path().endsWith("/check")
        && !call.path().endsWith("/certify");
  }

  /** Nothing listens there, so a handshake ends at once. */
  private static String register(Onboarding.Pair pair) {
    return pair.asProvider()
        .contentType(ContentType.JSON)
        .body(Map.of("url", "http://localhost:1/"))
        .post("/v1/me/endpoints")
        .path("id");
  }

  private static String submit(Onboarding.Pair pair) {
    return pair.asProvider()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "customer",
                pair.customer().slug(),
                "lead",
                Map.of("lastname", "Dupont", "phone", "0601020304")))
        .post("/v1/leads")
        .path("id");
  }
}
