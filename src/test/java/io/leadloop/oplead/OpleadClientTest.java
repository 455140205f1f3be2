package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against real servers that behave in every way that one may. */
class OpleadClientTest {
  private static final Duration ANSWER_TIMEOUT = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aLeadIsPostedWithItsTokenAndTheGatewaysMembers() {
    URI oplead =
        http(
            request ->
                request.body(
                    body -> {
                      seen.add(request.method() + " " + request.uri());
                      seen.add(request.getHeader("Authorization"));
                      seen.add(body.result().toString());
                      request.response().setStatusCode(201).end("{\"id\":88231}");
                    }));

    assertThat(ask(oplead)).isEqualTo(new Outcome.Accepted("88231"));
    assertThat(seen)
        .containsExactly(
            "POST /v1/leads",
            "Bearer t0ken",
            "{\"provider_name\":\"Atelier\",\"provider_webhook_url\":\"https://gw.example/cb\",\"lastname\":\"Dupont\"}");
  }

  @Test
  void theTokenTravelsAsConfigured() {
    URI oplead =
        http(
            request -> {
              seen.add(request.uri() + " " + request.getHeader("Authorization"));
              seen.add(String.valueOf(request.getHeader("X-Token")));
              request.response().end("{}");
            });
    ask(oplead, Map.of("token.query-parameter", "key"));
    ask(oplead, Map.of("token.header", "X-Token", "token.scheme", ""));

    assertThat(seen).containsExactly("/v1/leads?key=t0ken null", "null", "/v1/leads null", "t0ken");
  }

  @Test
  void aRedirectIsNotFollowed() {
    URI oplead =
        http(
            request -> {
              seen.add(request.uri());
              request.response().setStatusCode(307).putHeader("Location", "/elsewhere").end();
            });
    assertThat(ask(oplead)).isEqualTo(new Outcome.Unavailable("Oplead answered 307"));
    assertThat(seen).containsExactly("/v1/leads");
  }

  @Test
  void aWaitIsReadFromTheAnswer() {
    URI oplead =
        http(r -> r.response().setStatusCode(429).putHeader("Retry-After", "7").end("slow down"));
    assertThat(ask(oplead)).isEqualTo(new Outcome.Throttled(Optional.of(Duration.ofSeconds(7))));
  }

  @Test
  void aRefusedConnectionIsUnavailable() {
    assertThat(ask(URI.create("http://localhost:1/v1"))).isInstanceOf(Outcome.Unavailable.class);
  }

  @Test
  void anUnknownHostIsUnavailable() {
    assertThat(ask(URI.create("http://no-such-host.invalid/v1")))
        .isEqualTo(new Outcome.Unavailable("not reached: UnknownHostException"));
  }

  @Test
  void aPrivateAddressIsNotCalledUnlessAllowed() {
    URI oplead = http(request -> seen.add("called"));
    assertThat(ask(oplead, Map.of("allow-private-addresses", "false")))
        .isEqualTo(new Outcome.Unavailable("not reached: private addresses are not allowed"));
    assertThat(seen).isEmpty();
  }

  @Test
  void silenceAfterTheRequestIsUnknown() {
    assertThat(ask(http(request -> {}))).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void aConnectionCutAfterTheRequestIsUnknown() {
    URI oplead = http(request -> request.body(body -> request.connection().close()));
    assertThat(ask(oplead)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void garbageInPlaceOfHttpIsUnknown() {
    URI oplead = tcp(socket -> socket.handler(any -> socket.write("220 ready\r\n\r\n")));
    assertThat(ask(oplead)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void anAnswerThatIsTooLongIsReadUpToItsLimit() {
    URI oplead =
        http(
            request ->
                request
                    .response()
                    .setStatusCode(201)
                    .end(Buffer.buffer("{\"id\":\"" + "9".repeat(10_000_000) + "\"}")));
    assertThat(ask(oplead)).isEqualTo(new Outcome.Accepted(null));
  }

  @Test
  void anAnswerThatDripsIsTakenByItsStatus() {
    URI oplead =
        http(
            request -> {
              request.response().setChunked(true).setStatusCode(201).write("{\"id\"");
              vertx.setPeriodic(50, drip -> request.response().write(" "));
            });
    assertThat(ask(oplead)).isEqualTo(new Outcome.Accepted(null));
  }

  @Test
  void anAnswerCutShortIsTakenByItsStatus() {
    URI oplead =
        tcp(
            socket ->
                socket.handler(
                    any -> {
                      socket.write(
                          "HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"id\":\"7\"}");
                      socket.close();
                    }));
    assertThat(ask(oplead)).isEqualTo(new Outcome.Accepted("7"));
  }

  private Outcome ask(URI baseUrl) {
    return ask(baseUrl, Map.of());
  }

  private Outcome ask(URI baseUrl, Map<String, String> otherwise) {
    Map<String, String> keys = new HashMap<>();
    keys.put("allow-private-addresses", "true");
    keys.put("answer-timeout", ANSWER_TIMEOUT.toString());
    keys.putAll(otherwise);
    OpleadClient client = new OpleadClient(vertx, TestOpleadConfig.with(keys), Clock.systemUTC());
    OpleadLead lead =
        new OpleadLead(
            "{\"lastname\":\"Dupont\"}".getBytes(UTF_8),
            "Atelier",
            URI.create("https://gw.example/cb"));
    return client.createLead(new OpleadAccount(baseUrl, "t0ken"), lead).await().atMost(PATIENCE);
  }

  private URI http(Handler<HttpServerRequest> oplead) {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(oplead)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return URI.create("http://localhost:" + port + "/v1/");
  }

  private URI tcp(Handler<NetSocket> oplead) {
    int port =
        vertx
            .createNetServer()
            .connectHandler(oplead)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return URI.create("http://localhost:" + port + "/v1");
  }
}
