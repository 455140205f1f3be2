package io.leadloop.oplead;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Asks a customer's Oplead to take a lead, once: who asks again is {@code forwarding}'s to decide.
 *
 * <p>It stands on the Vert.x client, not on a declared REST interface, for two things that only the
 * former tells: whether the request had left when a connection broke, which parts "nothing was
 * sent" from "Oplead may have it"; and an answer's bytes as they come, which bounds what is read of
 * one.
 */
@ApplicationScoped
public class OpleadClient {
  private final HttpClient http;
  private final OpleadConfig config;
  private final AddressCheck addresses;
  private final OutcomeClassifier classifier;

  OpleadClient(Vertx vertx, OpleadConfig config, Clock clock) {
    this.config = config;
    this.addresses = new AddressCheck(vertx, config.allowPrivateAddresses());
    this.classifier = new OutcomeClassifier(config.idPointers(), clock);
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout((int) config.keepAlive().toSeconds()),
            new PoolOptions().setHttp1MaxSize(config.connections()));
  }

  @PreDestroy
  void close() {
    http.close();
  }

  /** What Oplead makes of the lead. Never fails: whatever goes wrong is an outcome. */
  public Uni<Outcome> createLead(OpleadAccount account, OpleadLead lead) {
    Buffer body = Buffer.buffer(lead.toJson(config.providerFields()));
    return Uni.createFrom().completionStage(() -> create(account, body).toCompletionStage());
  }

  private Future<Outcome> create(OpleadAccount account, Buffer body) {
    return addresses
        .resolve(account.baseUrl().getHost())
        .compose(address -> http.request(request(account, address)))
        .<Outcome>compose(
            request -> exchange(request, body),
            e -> Future.succeededFuture(new Outcome.Unavailable("not reached: " + kind(e))));
  }

  private Future<Outcome> exchange(HttpClientRequest request, Buffer body) {
    AnswerReader reader = new AnswerReader(config.maxAnswerBytes());
    return request
        .send(body)
        .compose(reader::read)
        .timeout(config.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(e -> request.reset())
        .map(classifier::classify)
        .recover(
            e ->
                Future.succeededFuture(
                    reader
                        .soFar()
                        .map(classifier::classify)
                        .orElse(new Outcome.Unknown("sent, and no answer: " + kind(e)))));
  }

  private RequestOptions request(OpleadAccount account, InetAddress address) {
    URI base = account.baseUrl();
    boolean tls = "https".equalsIgnoreCase(base.getScheme());
    int port = base.getPort() > 0 ? base.getPort() : tls ? 443 : 80;
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(base.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(base.getRawPath().replaceAll("/+$", "") + config.leadsPath())
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "application/json");
    return authorized(request, account.token());
  }

  private RequestOptions authorized(RequestOptions request, String token) {
    OpleadConfig.Token place = config.token();
    if (place.queryParameter().isPresent()) {
      String value = URLEncoder.encode(token, StandardCharsets.UTF_8);
      return request.setURI(request.getURI() + "?" + place.queryParameter().get() + "=" + value);
    }
    String scheme = place.scheme().map(word -> word + " ").orElse("");
    return request.putHeader(place.header(), scheme + token);
  }

  /** The kind of a failure, without its message, which may repeat an address or a header. */
  private static String kind(Throwable e) {
    return e instanceof AddressCheck.AddressRefusedException
        ? "private addresses are not allowed"
        : e.getClass().getSimpleName();
  }
}
