package io.leadloop.forwarding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.JsonTexts;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.ProviderClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Any JSON object that a provider sends reaches Oplead, byte for byte, from end to end. */
@GatewayTest
class FaithfulForwardingTest {
  /** {@code -Dleadloop.documents.seed} makes others. */
  private static final long SEED = Long.getLong("leadloop.documents.seed", 20261124);

  private static final int DOCUMENTS = 400;
  private static final int ENOUGH = 1_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the gateway writes behind the first brace. */
  private static final Pattern OWN_MEMBERS =
      Pattern.compile(
          "\\{\"provider_name\":\"Provider\",\"provider_webhook_url\":\"http://[\\w.:/-]+\",");

  @Inject Onboarding onboarding;
  @Inject Vertx vertx;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private final Queue<byte[]> received = new ConcurrentLinkedQueue<>();
  private HttpServer oplead;

  @BeforeEach
  void listen() {
    oplead =
        vertx
            .createHttpServer()
            .requestHandler(this::receive)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void close() {
    oplead.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void anyObjectReachesOpleadByteForByteBehindTheGatewaysMembers() {
    List<String> documents = documents();
    submit(documents);

    await().atMost(PATIENCE).until(() -> received.size() >= documents.size());
    List<String> arrived =
        received.stream()
            .map(body -> new String(body, UTF_8))
            .map(FaithfulForwardingTest::withoutOwnMembers)
            .toList();
    assertThat(arrived)
        .as("seed %d", SEED)
        .hasSameSizeAs(documents)
        .containsExactlyInAnyOrderElementsOf(documents);
  }

  /** Objects of any content that say who the lead is, so that no two of them are the same. */
  private static List<String> documents() {
    Random random = new Random(SEED);
    List<String> documents = new ArrayList<>();
    JqwikSession.run(
        () -> {
          for (int i = 0; i < DOCUMENTS; i++) {
            Arbitrary<String> objects = JsonTexts.objectsWith(person(i));
            documents.add(objects.generator(DOCUMENTS).next(random).value());
          }
        });
    return documents;
  }

  private static List<String> person(int number) {
    return List.of("\"lastname\":\"Dupont\"", "\"email\" : \"jean." + number + "@example.com\"");
  }

  private void submit(List<String> documents) {
    Onboarding.Pair pair =
        onboarding.providerWithCustomer(
            new OpleadAccess(
                Optional.of(URI.create("http://localhost:" + oplead.actualPort() + "/v1")), "t"),
            ENOUGH);
    ProviderClient provider = new ProviderClient(pair.key().reveal(), pair.customer().slug());
    for (int i = 0; i < documents.size(); i++) {
      HttpResponse<String> answer =
          provider.submitDocument(gateway.toString(), "r-" + i, documents.get(i)).join();
      assertThat(answer.statusCode())
          .as("seed %d: %s for %s", SEED, answer.body(), documents.get(i))
          .isEqualTo(202);
    }
  }

  private static String withoutOwnMembers(String body) {
    Matcher own = OWN_MEMBERS.matcher(body);
    assertThat(own.lookingAt()).as(body).isTrue();
    return "{" + body.substring(own.end());
  }

  private void receive(HttpServerRequest request) {
    request.body(
        body -> {
          received.add(body.result().getBytes());
          request.response().setStatusCode(201).end("{\"id\":\"" + received.size() + "\"}");
        });
  }
}
