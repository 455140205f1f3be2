package io.leadloop.oplead;

import io.leadloop.oplead.answer.Classifier;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.answer.Outcome.Unknown;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.outbound.HostResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Makes calls to the customers' Oplead, whatever they are about. A call never fails: whatever
 * happens is an {@link Outcome}.
 *
 * <p>It stands on the Vert.x HTTP client and not on the REST client that is built on it, because
 * the latter collects an answer of any size in memory, waits for as long as bytes keep dripping,
 * cannot be told which address to connect to (the one that was checked) and does not say whether a
 * request had left when its connection was lost. What is given up is little: one request, written
 * by hand.
 */
@ApplicationScoped
public class OpleadCalls {

  private static final Logger LOG = Logger.getLogger(OpleadCalls.class);

  private final Vertx vertx;
  private final Set<Integer> accepted;
  private final HttpClient http;
  private final HostResolver hosts;
  private final AccountRequests requests;

  public OpleadCalls(Vertx vertx, OpleadConfig config, OpleadProfile profile) {
    this.vertx = vertx;
    this.accepted = profile.answers().statuses().accepted();
    this.http = Connections.client(vertx, config);
    this.hosts = new HostResolver(vertx, config.allowPrivateAddresses(), config.connectTimeout());
    this.requests = new AccountRequests(profile.wire(), config.connectTimeout());
  }

  /**
   * Sends the request once, when subscribed to; the reply comes on the subscriber's context. It
   * starts on a context even for a thread that has none, where answers could overtake their reader.
   *
   * @param head the request to an address of the account's host
   * @param within how long sending it and receiving the answer may take together
   */
  Uni<OpleadReply> make(
      OpleadAccount account,
      Function<InetAddress, RequestOptions> head,
      RequestContent body,
      Duration within,
      Classifier meaning) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                vertx
                    .getOrCreateContext()
                    .runOnContext(
                        here ->
                            Future.succeededFuture(account)
                                .map(requests::problemWith)
                                .compose(
                                    problem ->
                                        unsent(problem)
                                            .orElseGet(
                                                () ->
                                                    exchange(account, head, body, within, meaning)))
                                .otherwise(OpleadCalls::broken)
                                .onSuccess(emitter::complete)));
  }

  private static Optional<Future<OpleadReply>> unsent(Optional<Outcome> problem) {
    return problem.map(outcome -> Future.succeededFuture(OpleadReply.unsent(outcome)));
  }

  private Future<OpleadReply> exchange(
      OpleadAccount account,
      Function<InetAddress, RequestOptions> head,
      RequestContent body,
      Duration within,
      Classifier meaning) {
    return hosts
        .resolve(account.baseUrl().getHost())
        .compose(address -> http.request(head.apply(address)))
        .compose(
            request ->
                new Exchange(vertx, accepted, meaning, request, account.token()).send(body, within),
            failure -> Future.succeededFuture(OpleadReply.unsent(meaning.unsent(failure))));
  }

  /** Reached by a bug alone; a lead of which nothing is known is not to be sent twice. */
  private static OpleadReply broken(Throwable bug) {
    LOG.error("A call to Oplead failed inside the gateway", bug);
    return new OpleadReply(
        new Unknown("the call failed inside the gateway"), Optional.of(Duration.ZERO));
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
