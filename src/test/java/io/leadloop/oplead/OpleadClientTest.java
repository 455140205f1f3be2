package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.oplead.Outcome.Accepted;
import io.leadloop.oplead.Outcome.Refused;
import io.leadloop.oplead.Outcome.Throttled;
import io.leadloop.oplead.Outcome.TokenRefused;
import io.leadloop.oplead.Outcome.Unavailable;
import io.leadloop.oplead.Outcome.Unknown;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpleadClientTest {

  private static final OpleadLead LEAD = lead("{\"lastname\":\"Dupont\"}");
  private static final String CREATED =
      "HTTP/1.1 201 Created\r\ncontent-length: 11\r\n\r\n{\"id\":\"a1\"}";
  private static final String ENDLESS = "\r\ntransfer-encoding: chunked\r\n\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Optional<Duration> NOT_SENT = Optional.empty();

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aLeadIsPostedWithItsTokenAndItsWayBack() {
    RawServer oplead = RawServer.answering(vertx, CREATED);

    OpleadReply reply = send(oplead.url());

    assertThat(reply.outcome()).isEqualTo(new Accepted(Optional.of("a1")));
    assertThat(reply.sinceSent().orElseThrow()).isPositive().isLessThan(Duration.ofSeconds(2));
    assertThat(oplead.requests.get(0))
        .startsWith("POST /v1/leads HTTP/1.1\r\n")
        .containsIgnoringCase("\r\nhost: " + oplead.url().getAuthority() + "\r\n")
        .containsIgnoringCase("\r\nauthorization: Bearer t0ken\r\n")
        .containsIgnoringCase("\r\ncontent-type: application/json\r\n")
        .doesNotContainIgnoringCase("accept-encoding")
        .endsWith(
            "\r\n\r\n{\"provider_name\":\"Acme\",\"provider_webhook_url\":\"https://gw.example/callbacks/x\","
                + "\"lastname\":\"Dupont\"}");
  }

  @Test
  void theRequestCanBeCorrected() {
    RawServer oplead = RawServer.answering(vertx, CREATED);
    URI base = URI.create(oplead.url() + "/?test=true");

    send(
        base,
        "token.query-parameter",
        "api_key",
        "leads.path",
        "/lead/add",
        "leads.method",
        "PUT",
        "leads.provider-fields",
        "nested");

    assertThat(oplead.requests.get(0))
        .startsWith("PUT /v1/lead/add?test=true&api_key=t0ken HTTP/1.1\r\n")
        .doesNotContainIgnoringCase("authorization")
        .contains("{\"provider\":{\"name\":\"Acme\",\"webhook_url\":");
  }

  @Test
  void theTokenCanTravelInAHeaderOfItsOwn() {
    RawServer oplead = RawServer.answering(vertx, CREATED);

    send(oplead.url(), "token.header", "X-Api-Key", "token.scheme", "");

    assertThat(oplead.requests.get(0)).contains("X-Api-Key: t0ken\r\n");
  }

  @Test
  void refusalsAreOutcomes() {
    assertThat(answered("422 Nope", "content-length: 16", "{\"error\":\"city\"}"))
        .isEqualTo(new Refused("HTTP 422: city"));
    assertThat(answered("401 Nope", "content-length: 0", ""))
        .isEqualTo(new TokenRefused("HTTP 401"));
    assertThat(answered("429 Slow", "content-length: 0\r\nRetry-After: 12", ""))
        .isEqualTo(new Throttled(Optional.of(Duration.ofSeconds(12))));
    assertThat(answered("500 Oops", "content-length: 0", ""))
        .isEqualTo(new Unavailable("HTTP 500"));
  }

  @Test
  void aRedirectIsNotFollowed() {
    RawServer elsewhere = RawServer.answering(vertx, CREATED);
    String location = "content-length: 0\r\nlocation: " + elsewhere.url();
    assertThat(answered("307 Moved", location, ""))
        .isEqualTo(new Unavailable("HTTP 307 (wrong base URL?)"));
    assertThat(elsewhere.connections).hasValue(0);
  }

  @Test
  void aRefusedConnectionMeansThatNothingWasSent() {
    RawServer oplead = RawServer.answering(vertx, CREATED);
    oplead.close();
    assertThat(send(oplead.url()))
        .isEqualTo(new OpleadReply(new Unavailable("connection refused"), NOT_SENT));
  }

  @Test
  void anUnknownHostMeansThatNothingWasSent() {
    assertThat(send(URI.create("https://no-such-host.invalid/v1")))
        .isEqualTo(new OpleadReply(new Unavailable("the base URL's host is unknown"), NOT_SENT));
  }

  @Test
  void aTimeOutAfterTheRequestLeftIsUnknown() {
    RawServer oplead = RawServer.answering(vertx, "");

    OpleadReply reply = send(oplead.url(), "read-timeout", "PT0.3S");

    assertThat(reply.outcome()).isEqualTo(new Unknown("No answer from Oplead: time-out"));
    assertThat(reply.sinceSent().orElseThrow())
        .isBetween(Duration.ofMillis(200), Duration.ofSeconds(3));
    assertThat(oplead.requests).hasSize(1);
    await().until(() -> oplead.closed.get() == 1);
  }

  @Test
  void aConnectionCutAfterTheRequestWasReadIsUnknown() {
    RawServer oplead = RawServer.answering(vertx, NetSocket::close);
    OpleadReply reply = send(oplead.url());
    assertThat(reply.outcome()).isEqualTo(new Unknown("No answer from Oplead: connection lost"));
    assertThat(reply.sinceSent().orElseThrow()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 20"})
  void anAnswerThatIsNotHttpIsUnknown(String answer) {
    RawServer oplead = RawServer.answering(vertx, socket -> socket.end(Buffer.buffer(answer)));
    assertThat(send(oplead.url()).outcome())
        .isEqualTo(new Unknown("No answer from Oplead: connection lost"));
  }

  @Test
  void aRequestThatCouldNotLeaveAsAWholeIsNotThere() {
    RawServer deaf =
        new RawServer(
            vertx,
            new NetServerOptions().setReceiveBufferSize(4096),
            socket -> {},
            NetSocket::pause);
    OpleadLead big = lead("{\"x\":\"" + "x".repeat(32 << 20) + "\"}");
    OpleadClient client = client("read-timeout", "PT0.5S");

    OpleadReply reply = client.createLead(account(deaf.url()), big).await().atMost(PATIENCE);

    assertThat(reply)
        .isEqualTo(new OpleadReply(new Unavailable("time-out"), Optional.of(Duration.ZERO)));
  }

  @Test
  void anAnswerOfTenMegabytesIsCutOff() {
    String huge = "{\"id\":\"a1\",\"x\":\"" + "x".repeat(10 << 20) + "\"}";
    RawServer oplead =
        RawServer.answering(
            vertx, "HTTP/1.1 201 OK\r\ncontent-length: " + huge.length() + "\r\n\r\n" + huge);

    assertThat(send(oplead.url()).outcome()).isEqualTo(new Accepted(Optional.empty()));

    await().until(() -> oplead.closed.get() == 1);
  }

  @Test
  void anAnswerWithoutAnEndIsCutOff() {
    RawServer oplead =
        RawServer.answering(
            vertx,
            socket -> {
              socket.write("HTTP/1.1 422 Nope" + ENDLESS);
              pour(socket);
            });

    assertThat(send(oplead.url()).outcome()).isEqualTo(new Refused("HTTP 422"));

    await().until(() -> oplead.closed.get() == 1);
  }

  private static void pour(NetSocket socket) {
    if (!socket.writeQueueFull()) {
      socket.write("1000\r\n" + " ".repeat(4096) + "\r\n").onSuccess(written -> pour(socket));
    } else {
      socket.drainHandler(drained -> pour(socket));
    }
  }

  @Test
  void anAnswerUpToTheLimitIsReadWhole() {
    String body = "{\"id\":\"a1\"}";
    RawServer oplead =
        RawServer.answering(
            vertx, socket -> socket.write("HTTP/1.1 201 OK\r\ncontent-length: 11\r\n\r\n" + body));
    assertThat(send(oplead.url(), "max-answer-bytes", "11").outcome())
        .isEqualTo(new Accepted(Optional.of("a1")));
    assertThat(send(oplead.url(), "max-answer-bytes", "10").outcome())
        .isEqualTo(new Accepted(Optional.empty()));
  }

  @Test
  void aBodyThatDripsIsGivenUpAndTheStatusCounts() {
    RawServer oplead =
        RawServer.answering(
            vertx, socket -> drip(socket, "HTTP/1.1 201 OK" + ENDLESS, "1\r\n \r\n"));
    assertThat(send(oplead.url(), "read-timeout", "PT0.5S").outcome())
        .isEqualTo(new Accepted(Optional.empty()));
    await().until(() -> oplead.closed.get() == 1);
  }

  @Test
  void aHeadThatDripsIsUnknown() {
    RawServer oplead =
        RawServer.answering(vertx, socket -> drip(socket, "HTTP/1.1 201 OK\r\nx: ", "x"));
    assertThat(send(oplead.url(), "read-timeout", "PT0.5S").outcome())
        .isEqualTo(new Unknown("No answer from Oplead: time-out"));
  }

  private static void drip(NetSocket socket, String text, String drop) {
    socket.write(text).onSuccess(written -> vertx.setTimer(50, tick -> drip(socket, drop, drop)));
  }

  @Test
  void aWrongContentLengthDoesNotHideTheStatus() {
    assertThat(answered("201 OK", "content-length: 5", "{\"id\":\"a1\"}"))
        .isEqualTo(new Accepted(Optional.empty()));
    assertThat(answered("201 OK", "content-length: 500", "{\"id\":\"a1\"}"))
        .isEqualTo(new Accepted(Optional.of("a1")));
    assertThat(answered("500 Oops", "content-length: 500", "{\"mess"))
        .isEqualTo(new Unavailable("HTTP 500"));
  }

  @Test
  void aPrivateAddressIsRefusedUnlessAllowed() {
    RawServer oplead = RawServer.answering(vertx, CREATED);
    for (String host : new String[] {"127.0.0.1", "localhost", "[::1]", "0x7f.1"}) {
      URI base = URI.create("http://" + host + ":" + oplead.url().getPort());
      OpleadReply reply = send(base, "allow-private-addresses", "false");
      assertThat(reply.outcome()).isInstanceOf(Unavailable.class);
      assertThat(reply.sinceSent()).isEmpty();
    }
    assertThat(send(oplead.url(), "allow-private-addresses", "false").outcome())
        .isEqualTo(
            new Unavailable(
                "the base URL's host has a private address"
                    + " (leadloop.oplead.allow-private-addresses is false)"));
    assertThat(oplead.connections).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://crm.example", "mailto:a@b.example", "/v1", "http:///v1"})
  void anUnusableBaseUrlIsUnavailable(String base) {
    assertThat(send(URI.create(base)))
        .isEqualTo(
            new OpleadReply(
                new Unavailable("the base URL is not an http or https address"), NOT_SENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\r\nx: y", "clé"})
  void aTokenThatCannotTravelIsRefused(String token) {
    RawServer oplead = RawServer.answering(vertx, CREATED);
    OpleadReply reply =
        client().createLead(new OpleadAccount(oplead.url(), token), LEAD).await().atMost(PATIENCE);
    assertThat(reply.outcome()).isInstanceOf(TokenRefused.class);
    assertThat(oplead.connections).hasValue(0);
  }

  @Test
  void anUntrustedCertificateMeansThatNothingWasSent(@TempDir Path directory) throws Exception {
    RawServer oplead =
        new RawServer(
            vertx,
            new NetServerOptions().setSsl(true).setKeyCertOptions(selfSigned(directory)),
            socket -> socket.write(CREATED),
            socket -> {});
    URI secure = URI.create(oplead.url().toString().replace("http:", "https:"));
    assertThat(send(secure))
        .isEqualTo(new OpleadReply(new Unavailable("no trusted TLS connection"), NOT_SENT));
    assertThat(oplead.requests).isEmpty();
  }

  private static JksOptions selfSigned(Path directory) throws IOException, InterruptedException {
    Path store = directory.resolve("server.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    int exit =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start()
            .waitFor();
    assertThat(exit).isZero();
    return new JksOptions().setPath(store.toString()).setPassword("changeit");
  }

  @Test
  void aConnectionIsUsedAgain() {
    RawServer oplead = RawServer.answering(vertx, CREATED);
    OpleadClient client = client();
    for (int i = 0; i < 5; i++) {
      client.createLead(account(oplead.url()), LEAD).await().atMost(PATIENCE);
    }
    assertThat(oplead.requests).hasSize(5);
    assertThat(oplead.connections).hasValue(1);
  }

  @Test
  void aLeadThatGetsNoConnectionInTimeWasNotSent() {
    RawServer silent = RawServer.answering(vertx, "");
    OpleadClient client =
        client("pool.size", "1", "connect-timeout", "PT0.3S", "read-timeout", "PT5S");
    client.createLead(account(silent.url()), LEAD).subscribe().with(reply -> {});
    await().until(() -> silent.requests.size() == 1);

    OpleadReply reply = client.createLead(account(silent.url()), LEAD).await().atMost(PATIENCE);

    assertThat(reply).isEqualTo(new OpleadReply(new Unavailable("time-out"), NOT_SENT));
    assertThat(silent.requests).hasSize(1);
  }

  @Test
  void aHostThatHangsTakesNoConnectionFromAnother() {
    RawServer silent = RawServer.answering(vertx, "");
    RawServer oplead = RawServer.answering(vertx, CREATED);
    OpleadClient client = client("pool.size", "1", "read-timeout", "PT5S");
    client.createLead(account(silent.url()), LEAD).subscribe().with(reply -> {});
    await().until(() -> silent.requests.size() == 1);

    assertThat(client.createLead(account(oplead.url()), LEAD).await().atMost(PATIENCE).outcome())
        .isEqualTo(new Accepted(Optional.of("a1")));
  }

  @Test
  void theReplyComesOnTheCallersContext() {
    RawServer oplead = RawServer.answering(vertx, CREATED);
    OpleadClient client = client();
    CompletableFuture<Context> answeredOn = new CompletableFuture<>();
    Context caller = vertx.getOrCreateContext();

    caller.runOnContext(
        here ->
            client
                .createLead(account(oplead.url()), LEAD)
                .subscribe()
                .with(reply -> answeredOn.complete(Vertx.currentContext())));

    assertThat(answeredOn.join()).isSameAs(caller);
  }

  @Test
  void nothingIsSentBeforeTheCallIsSubscribedTo() {
    RawServer oplead = RawServer.answering(vertx, CREATED);
    var call = client().createLead(account(oplead.url()), LEAD);
    assertThat(oplead.connections).hasValue(0);
    call.await().atMost(PATIENCE);
    call.await().atMost(PATIENCE);
    assertThat(oplead.requests).hasSize(2);
  }

  private static Outcome answered(String status, String headers, String body) {
    Buffer answer = Buffer.buffer("HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n" + body);
    return send(RawServer.answering(vertx, socket -> socket.end(answer)).url()).outcome();
  }

  private static OpleadReply send(URI baseUrl, String... config) {
    return client(config).createLead(account(baseUrl), LEAD).await().atMost(PATIENCE);
  }

  /** A client that may call this machine, unless the test says otherwise. */
  private static OpleadClient client(String... config) {
    String[] all = new String[config.length + 2];
    all[0] = "allow-private-addresses";
    all[1] = "true";
    System.arraycopy(config, 0, all, 2, config.length);
    return new OpleadClient(vertx, TestConfig.with(all), Clock.systemUTC());
  }

  private static OpleadAccount account(URI baseUrl) {
    return new OpleadAccount(baseUrl, "t0ken");
  }

  private static OpleadLead lead(String document) {
    return new OpleadLead(
        document.getBytes(UTF_8), "Acme", URI.create("https://gw.example/callbacks/x"));
  }
}
