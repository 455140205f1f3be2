package io.leadloop.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.NarrowProfile;
import io.leadloop.testing.TopicReader;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Uncertain leads where Oplead can be asked whether it has them. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class LookUpTest {
  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject Vertx vertx;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final String token = "t0ken";
  private HttpServer server;

  @AfterEach
  void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void anUncertainLeadThatOpleadHasIsForwardedWithoutBeingSentAgain() {
    List<String> bodies = new CopyOnWriteArrayList<>();
    URI lossy =
        listen(
            request -> {
              if (request.method().name().equals("GET")) {
                request.response().end("[{\"id\":\"44\",\"lead\":" + bodies.get(0) + "}]");
              } else {
                request.body(
                    body -> {
                      bodies.add(body.result().toString());
                      request.connection().close();
                    });
              }
            });
    LaneTester.Lane lane = tester.open(new OpleadAccess(Optional.of(lossy), token), 1_000);
    String id = lane.submit("lost");

    lane.awaitState(id, "forwarded");
    assertThat(bodies).hasSize(1);
    assertThat(lane.show(id).getString("oplead_id")).isEqualTo("44");
    assertThat(lane.show(id).getInt("attempts")).isEqualTo(1);
    assertThat(firstEvent(lane)).doesNotContain("possible_duplicate");
  }

  @Test
  void anUncertainLeadThatOpleadDoesNotHaveIsSentAgainSayingSo() {
    AtomicInteger posts = new AtomicInteger();
    AtomicInteger looks = new AtomicInteger();
    URI lossy =
        listen(
            request -> {
              if (request.method().name().equals("GET")) {
                looks.incrementAndGet();
                request.response().end("[]");
              } else if (posts.incrementAndGet() == 1) {
                request.body(body -> request.connection().close());
              } else {
                request.response().setStatusCode(201).end("{\"id\":\"45\"}");
              }
            });
    LaneTester.Lane lane = tester.open(new OpleadAccess(Optional.of(lossy), token), 1_000);
    String id = lane.submit("lost");

    lane.awaitState(id, "forwarded");
    assertThat(looks).hasValue(1);
    assertThat(posts).hasValue(2);
    assertThat(lane.show(id).getInt("attempts")).isEqualTo(2);
    assertThat(firstEvent(lane)).contains("\"possible_duplicate\":true");
    credentials
        .asAdministrator()
        .get("/admin/v1/leads/" + id)
        .then()
        .body("failed_attempts.outcome", contains("absent", "unknown"))
        .body("failed_attempts.number", contains(null, 1))
        .body("failed_attempts.status", contains(200, null));
  }

  private String firstEvent(LaneTester.Lane lane) {
    try (TopicReader reader = new TopicReader(kafka, lane.pair().provider().topic())) {
      return reader.readUntil(read -> !read.isEmpty()).get(0).value();
    }
  }

  private URI listen(Handler<HttpServerRequest> handler) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(handler)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return URI.create("http://localhost:" + server.actualPort() + "/v1");
  }
}
