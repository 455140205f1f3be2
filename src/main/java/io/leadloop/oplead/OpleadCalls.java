package io.leadloop.oplead;

import io.leadloop.oplead.answer.Classifier;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.answer.Outcome.Unknown;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.outbound.HostResolver;
import io.leadloop.outbound.TrustedAuthorities;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Makes HTTP calls to the customers' Oplead. A call never fails: every result is an {@link
 * Outcome}.
 *
 * <p>Uses the Vert.x HTTP client instead of the REST client, which buffers answers of any size,
 * waits as long as bytes arrive, cannot connect to a given (checked) address, and does not report
 * whether a request was sent when the connection is lost. The cost is one request written by hand.
 */
@ApplicationScoped
@Startup(Interceptor.Priority.PLATFORM_BEFORE)
public class OpleadCalls {

  private static final Logger LOG = Logger.getLogger(OpleadCalls.class);

  private final Vertx vertx;
  private final Set<Integer> accepted;
  private final HttpClient http;
  private final HostResolver hosts;
  private final AccountRequests requests;

  public OpleadCalls(
      Vertx vertx, OpleadConfig config, OpleadProfile profile, TrustedAuthorities authorities) {
    this.vertx = vertx;
    this.accepted = profile.answers().statuses().accepted();
    this.http = Connections.client(vertx, config, authorities);
    this.hosts = new HostResolver(vertx, config.allowPrivateAddresses(), config.connectTimeout());
    this.requests = new AccountRequests(profile.wire(), config.connectTimeout());
  }

  /**
   * Sends the request once, on subscription; the reply arrives on the subscriber's context. It
   * creates a context for threads without one, where answers could overtake their reader.
   *
   * @param head the request to an address of the account's host
   * @param within the time-out for sending it and receiving the answer
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

  /** Reached only by a bug; unknown, so that the lead is not sent twice. */
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
