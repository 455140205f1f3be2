package io.leadloop.push.wire;

import io.leadloop.outbound.HostResolver;
import io.leadloop.outbound.TrustedAuthorities;
import io.leadloop.push.PushConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one HTTP/1.1 client for all endpoints, pooled per host and address. It follows no redirects,
 * uses no proxy, does not decompress, which would be unbounded, and has no metrics name, since
 * metrics of a named client contain the whole URL.
 *
 * <p>An answered connection is used again at once. The client for Oplead lets it rest for 100 ms,
 * so that an answer which the server sent too often meets no further lead; here a server could only
 * acknowledge events of its own early, and delivery is at least once, so throughput counts more.
 */
final class PushConnections {
  /** The TLS configuration that names a private authority: {@code quarkus.tls.push}. */
  private static final String TLS = "push";

  /** More than one host gets at once: the limits in flight are lower. */
  private static final int MOST_TO_ONE_HOST = 256;

  /**
   * Shorter than what servers usually allow (5 s and more), since an event on a connection that the
   * server is closing has to be sent again.
   */
  private static final int KEEP_ALIVE_SECONDS = 4;

  /**
   * How long a checked address is used: a look-up takes a thread, and an endpoint may be sent
   * thousands of events a second. A host that moves is noticed as soon as with the JVM's own cache.
   */
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final HostResolver hosts;
  private final HttpClient http;
  private final long connectMillis;
  private final String userAgent;

  PushConnections(
      Vertx vertx, PushConfig config, TrustedAuthorities authorities, String userAgent) {
    this.hosts = new HostResolver(vertx, config.allowPrivateAddresses(), config.connectTimeout());
    this.connectMillis = config.connectTimeout().toMillis();
    this.userAgent = userAgent;
    this.http =
        authorities.client(
            TLS,
            options(connectMillis),
            complete ->
                vertx
                    .httpClientBuilder()
                    .with(complete)
                    .with(new PoolOptions().setHttp1MaxSize(MOST_TO_ONE_HOST))
                    .withConnectHandler(InterimAnswerFilter::install)
                    .build());
  }

  private static HttpClientOptions options(long connectMillis) {
    return new HttpClientOptions()
        .setConnectTimeout(Math.toIntExact(connectMillis))
        .setSslHandshakeTimeout(connectMillis)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setKeepAlive(true)
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        // Spans contain the whole URL, possibly with a password of the receiver's.
        .setTracingPolicy(TracingPolicy.IGNORE);
  }

  /** A request on a connection to the checked address, complete except for its body. */
  Future<HttpClientRequest> open(SignedPost post) {
    return resolve(post.url().getHost()).compose(address -> http.request(head(post, address)));
  }

  private Future<InetAddress> resolve(String host) {
    Known address = known.get(host);
    return address != null && address.isFresh()
        ? Future.succeededFuture(address.value())
        : lookUp(host).onSuccess(found -> keep(host, found));
  }

  private void keep(String host, InetAddress address) {
    known.values().removeIf(other -> !other.isFresh());
    known.put(host, new Known(address, System.nanoTime()));
  }

  /** A name server that does not answer counts as one that does not know the host. */
  private Future<InetAddress> lookUp(String host) {
    return hosts
        .resolve(host)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof TimeoutException
                        ? new UnknownHostException("not found in time")
                        : failure));
  }

  private RequestOptions head(SignedPost post, InetAddress address) {
    URI url = post.url();
    int port = EndpointUrl.port(url);
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
        .setHost(url.getHost())
        .setPort(port)
        .setSsl(EndpointUrl.isSecure(url))
        .setURI(pathAndQuery(url))
        .setConnectTimeout(connectMillis)
        .setHeaders(post.headers())
        .putHeader(HttpHeaders.USER_AGENT, userAgent);
  }

  private static String pathAndQuery(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return path + Optional.ofNullable(url.getRawQuery()).map(query -> "?" + query).orElse("");
  }

  void close() {
    http.close();
  }

  /** A checked address, and when it was looked up. */
  private record Known(InetAddress value, long since) {
    boolean isFresh() {
      return System.nanoTime() - since < KEPT.toNanos();
    }
  }
}
