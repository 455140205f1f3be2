package io.leadloop.oplead;

import io.leadloop.oplead.Outcome.Unknown;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Calls the customers' Oplead. A call never fails: whatever happens is an {@link Outcome}.
 *
 * <p>It stands on the Vert.x HTTP client and not on the REST client that is built on it, because
 * the latter collects an answer of any size in memory, waits for as long as bytes keep dripping,
 * cannot be told which address to connect to (the one that was checked) and does not say whether a
 * request had left when its connection was lost. What is given up is little: one request, written
 * by hand.
 */
@ApplicationScoped
public class OpleadClient {

  private static final Logger LOG = Logger.getLogger(OpleadClient.class);

  private final Vertx vertx;
  private final OpleadConfig config;
  private final HttpClient http;
  private final HostResolver hosts;
  private final AccountRequests requests;
  private final OutcomeClassifier classifier;

  public OpleadClient(Vertx vertx, OpleadConfig config, Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.http = Connections.client(vertx, config);
    this.hosts = new HostResolver(vertx, config);
    this.requests = new AccountRequests(config);
    this.classifier = new OutcomeClassifier(config, clock);
  }

  /** Sends the lead once, when subscribed to; the reply comes on the subscriber's context. */
  public Uni<OpleadReply> createLead(OpleadAccount account, OpleadLead lead) {
    return Uni.createFrom().emitter(emitter -> onContext(emitter, account, lead));
  }

  /**
   * Starts on a context even for a thread that has none, where answers could overtake their reader.
   */
  private void onContext(
      UniEmitter<? super OpleadReply> emitter, OpleadAccount account, OpleadLead lead) {
    vertx
        .getOrCreateContext()
        .runOnContext(
            here ->
                Future.succeededFuture(account)
                    .compose(known -> send(known, lead))
                    .otherwise(OpleadClient::broken)
                    .onSuccess(emitter::complete));
  }

  private Future<OpleadReply> send(OpleadAccount account, OpleadLead lead) {
    Optional<Outcome> problem = requests.problemWith(account);
    if (problem.isPresent()) {
      return Future.succeededFuture(OpleadReply.unsent(problem.get()));
    }
    Buffer body = Buffer.buffer(lead.body(config.leads().providerFields()));
    return hosts
        .resolve(account.baseUrl().getHost())
        .compose(address -> http.request(requests.createLead(account, address)))
        .compose(
            request -> new Exchange(vertx, config, classifier, request, account.token()).send(body),
            failure -> Future.succeededFuture(OpleadReply.unsent(classifier.unsent(failure))));
  }

  /** Reached by a bug alone; a lead of which nothing is known is not to be sent twice. */
  private static OpleadReply broken(Throwable bug) {
    LOG.error("A call to Oplead broke inside the gateway", bug);
    return new OpleadReply(
        new Unknown("the call broke inside the gateway"), Optional.of(Duration.ZERO));
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
