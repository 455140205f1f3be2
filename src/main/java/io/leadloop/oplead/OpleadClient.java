package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.oplead.Outcome.Unknown;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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
  private final UpdateClassifier updates;
  private final StatusMap statuses;

  public OpleadClient(Vertx vertx, OpleadConfig config, StatusMap statuses, Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.statuses = statuses;
    this.http = Connections.client(vertx, config);
    this.hosts = new HostResolver(vertx, config);
    this.requests = new AccountRequests(config);
    this.classifier = new OutcomeClassifier(config, clock);
    this.updates = new UpdateClassifier(classifier, config);
  }

  /** Sends the lead once, when subscribed to; the reply comes on the subscriber's context. */
  public Uni<OpleadReply> createLead(OpleadAccount account, OpleadLead lead) {
    return onContext(account, () -> send(account, lead));
  }

  /** Whether {@link #findLead} can ask at all. */
  public boolean canLookUp() {
    return config.lookUp().path().isPresent();
  }

  /**
   * Asks once, when subscribed to, whether Oplead has the lead: {@link Outcome.Accepted} when it
   * has, {@link Outcome.Absent} when it has not, and any other outcome when that is not known now.
   *
   * @param webhook the lead's own webhook address, which tells it from all others
   * @param reference the provider's own id, if it gave one
   */
  public Uni<OpleadReply> findLead(OpleadAccount account, URI webhook, Optional<String> reference) {
    return onContext(account, () -> look(account, webhook, reference));
  }

  /**
   * Asks once, when subscribed to, for something that changes nothing: {@link Outcome.Accepted}
   * when Oplead takes the token.
   */
  public Uni<OpleadReply> checkToken(OpleadAccount account) {
    URI target = URI.create(config.tokenCheckPath());
    return onContext(
        account,
        () ->
            exchange(
                account,
                address -> requests.look(account, address, target),
                RequestContent.NONE,
                config.readTimeout(),
                classifier));
  }

  /**
   * Attaches a document to a lead once, when subscribed to: {@link Outcome.Accepted} when Oplead
   * has it, {@link Outcome.Refused} when it never will.
   *
   * @param lead Oplead's id of the lead
   */
  public Uni<OpleadReply> addDocument(OpleadAccount account, String lead, OpleadDocument document) {
    return onContext(
        account,
        () ->
            exchange(
                account,
                address -> requests.addDocument(account, address, lead),
                new MultipartContent(config.documents().part(), document),
                config.documents().timeout(),
                updates));
  }

  /**
   * Sets the status of a lead once, when subscribed to, under Oplead's own name for it: {@link
   * Outcome.Accepted} when it has that status, {@link Outcome.Refused} when it never will.
   *
   * @param lead Oplead's id of the lead
   */
  public Uni<OpleadReply> setStatus(OpleadAccount account, String lead, StatusCode status) {
    Optional<String> label = statuses.labelOf(status);
    if (label.isEmpty()) {
      String reason = "Oplead has no name for the status " + status.wireName();
      return Uni.createFrom().item(OpleadReply.unsent(new Outcome.Refused(reason)));
    }
    JsonObject body = new JsonObject().put(config.status().member(), label.get());
    return onContext(
        account,
        () ->
            exchange(
                account,
                address -> requests.setStatus(account, address, lead),
                RequestContent.of(body.toBuffer()),
                config.readTimeout(),
                updates));
  }

  /**
   * Asks for a lead once, when subscribed to: {@link Outcome.Read} with what Oplead says of it, or
   * {@link Outcome.Absent}.
   *
   * @param lead Oplead's id of the lead
   */
  public Uni<OpleadReply> readLead(OpleadAccount account, String lead) {
    return onContext(
        account,
        () ->
            exchange(
                account,
                address -> requests.readLead(account, address, lead),
                RequestContent.NONE,
                config.readTimeout(),
                new ReadClassifier(classifier)));
  }

  /**
   * Starts on a context even for a thread that has none, where answers could overtake their reader.
   */
  private Uni<OpleadReply> onContext(OpleadAccount account, Supplier<Future<OpleadReply>> call) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                vertx
                    .getOrCreateContext()
                    .runOnContext(
                        here ->
                            Future.succeededFuture(account)
                                .map(requests::problemWith)
                                .compose(problem -> unsent(problem).orElseGet(call))
                                .otherwise(OpleadClient::broken)
                                .onSuccess(emitter::complete)));
  }

  private static Optional<Future<OpleadReply>> unsent(Optional<Outcome> problem) {
    return problem.map(outcome -> Future.succeededFuture(OpleadReply.unsent(outcome)));
  }

  private Future<OpleadReply> send(OpleadAccount account, OpleadLead lead) {
    ProviderFields fields = account.wire().providerFields(config.leads());
    return exchange(
        account,
        address -> requests.createLead(account, address, lead.isTest()),
        RequestContent.of(Buffer.buffer(lead.body(fields))),
        config.readTimeout(),
        classifier);
  }

  private Future<OpleadReply> look(OpleadAccount account, URI webhook, Optional<String> reference) {
    String path = config.lookUp().path().orElseThrow();
    URI target =
        URI.create(
            path.replace("{webhook}", URLEncoder.encode(webhook.toASCIIString(), UTF_8))
                .replace("{reference}", URLEncoder.encode(reference.orElse(""), UTF_8)));
    return exchange(
        account,
        address -> requests.look(account, address, target),
        RequestContent.NONE,
        config.readTimeout(),
        new LookUpClassifier(classifier, config, webhook));
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
                new Exchange(vertx, config, meaning, request, account.token()).send(body, within),
            failure -> Future.succeededFuture(OpleadReply.unsent(meaning.unsent(failure))));
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
