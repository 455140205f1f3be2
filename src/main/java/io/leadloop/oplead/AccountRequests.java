package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.answer.Outcome.Refused;
import io.leadloop.oplead.answer.Outcome.TokenRefused;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import io.leadloop.oplead.profile.WireProfile;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the head of a request for an account: its address and the token. */
final class AccountRequests {

  private final WireProfile wire;
  private final Duration connectTimeout;

  AccountRequests(WireProfile wire, Duration connectTimeout) {
    this.wire = wire;
    this.connectTimeout = connectTimeout;
  }

  /** Why no request to the REST API is possible for this account, if so. */
  Optional<Outcome> problemWith(OpleadAccount account) {
    if (account.wire().form().isPresent()) {
      return Optional.of(new Refused("the form import takes nothing but leads"));
    } else if (account.baseUrl().getHost() == null || scheme(account).isEmpty()) {
      return Optional.of(new Unavailable("the base URL is not an http or https address"));
    } else if (account.token().isBlank() || !canTravel(account)) {
      return Optional.of(new TokenRefused("the token is empty or cannot be sent as it is"));
    }
    return Optional.empty();
  }

  /** Creates a lead, possibly in test mode, at this address of the account's host. */
  RequestOptions createLead(OpleadAccount account, InetAddress address, boolean test) {
    HttpMethod method = HttpMethod.valueOf(wire.leads().method());
    Optional<String> query = wire.leads().testQuery().filter(mode -> test);
    return request(account, address, method, wire.leads().path(), query)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
  }

  /** Submits a lead to the form import, whose token is in the body. */
  RequestOptions submitForm(OpleadAccount account, InetAddress address) {
    String query = account.baseUrl().getRawQuery();
    String path = account.baseUrl().getRawPath();
    return unauthorized(account, address, HttpMethod.POST)
        .setURI((path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query))
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
  }

  /** Adds a document to a lead; the content sets its own headers. */
  RequestOptions addDocument(OpleadAccount account, InetAddress address, String lead) {
    WireProfile.Documents documents = wire.documents();
    return request(
        account,
        address,
        HttpMethod.valueOf(documents.method()),
        withId(documents.path(), lead),
        Optional.empty());
  }

  /** Sets a lead's status. */
  RequestOptions setStatus(OpleadAccount account, InetAddress address, String lead) {
    WireProfile.Status status = wire.status();
    return request(
            account,
            address,
            HttpMethod.valueOf(status.method()),
            withId(status.path(), lead),
            Optional.empty())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
  }

  /** Reads a lead. */
  RequestOptions readLead(OpleadAccount account, InetAddress address, String lead) {
    return request(
        account, address, HttpMethod.GET, withId(wire.leads().readPath(), lead), Optional.empty());
  }

  /** Creates a subscription. */
  RequestOptions subscribe(OpleadAccount account, InetAddress address) {
    WireProfile.Subscriptions subscriptions = wire.subscriptions();
    return request(
            account,
            address,
            HttpMethod.valueOf(subscriptions.method()),
            subscriptions.path(),
            Optional.empty())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
  }

  /** Ends a subscription. */
  RequestOptions unsubscribe(OpleadAccount account, InetAddress address, String subscription) {
    return request(
        account,
        address,
        HttpMethod.DELETE,
        withId(wire.subscriptions().removePath(), subscription),
        Optional.empty());
  }

  /** Encodes the id, since Oplead's ids are not trusted to be one path segment. */
  private static String withId(String path, String id) {
    return path.replace("{id}", URLEncoder.encode(id, UTF_8).replace("+", "%20"));
  }

  /** A read, sent to this address of the account's host. */
  RequestOptions look(OpleadAccount account, InetAddress address, URI target) {
    return request(
        account,
        address,
        HttpMethod.GET,
        target.getRawPath(),
        Optional.ofNullable(target.getRawQuery()));
  }

  private RequestOptions request(
      OpleadAccount account,
      InetAddress address,
      HttpMethod method,
      String path,
      Optional<String> query) {
    RequestOptions request =
        unauthorized(account, address, method)
            .setURI(path(account.baseUrl(), path) + query(account, query));
    if (inQuery(account).isEmpty()) {
      request.putHeader(account.wire().tokenHeader(wire.token()), credentials(account));
    }
    return request;
  }

  /** Without a path and without the token. */
  private RequestOptions unauthorized(
      OpleadAccount account, InetAddress address, HttpMethod method) {
    boolean secure = scheme(account).equals(Optional.of("https"));
    int port = port(account.baseUrl(), secure);
    return new RequestOptions()
        .setMethod(method)
        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
        .setHost(account.baseUrl().getHost())
        .setPort(port)
        .setSsl(secure)
        .setConnectTimeout(connectTimeout.toMillis())
        .putHeader(HttpHeaders.ACCEPT, "application/json")
        .putHeader(HttpHeaders.ACCEPT_ENCODING, "identity")
        .putHeader(HttpHeaders.USER_AGENT, "leadloop");
  }

  private static Optional<String> scheme(OpleadAccount account) {
    return Optional.ofNullable(account.baseUrl().getScheme())
        .map(scheme -> scheme.toLowerCase(Locale.ROOT))
        .filter(scheme -> scheme.equals("http") || scheme.equals("https"));
  }

  private static int port(URI baseUrl, boolean secure) {
    int standard = secure ? 443 : 80;
    return baseUrl.getPort() == -1 ? standard : baseUrl.getPort();
  }

  private static String path(URI baseUrl, String path) {
    String prefix = Optional.ofNullable(baseUrl.getRawPath()).orElse("");
    return prefix.replaceAll("/+$", "") + path;
  }

  /** Keeps the base URL's own query, such as that of a test mode. */
  private String query(OpleadAccount account, Optional<String> asked) {
    Optional<String> token =
        inQuery(account).map(name -> name + "=" + URLEncoder.encode(account.token(), UTF_8));
    String query =
        Stream.of(Optional.ofNullable(account.baseUrl().getRawQuery()), asked, token)
            .flatMap(Optional::stream)
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  private String credentials(OpleadAccount account) {
    Optional<String> scheme = account.wire().tokenScheme(wire.token());
    return scheme.map(word -> word + " ").orElse("") + account.token();
  }

  /** The query parameter of the token, if any. */
  private Optional<String> inQuery(OpleadAccount account) {
    return account.wire().tokenQueryParameter(wire.token());
  }

  /** Headers need printable ASCII; queries are encoded. */
  private boolean canTravel(OpleadAccount account) {
    return inQuery(account).isPresent()
        || account.token().chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
