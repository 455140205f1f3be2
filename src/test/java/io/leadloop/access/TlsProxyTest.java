package io.leadloop.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.NarrowProfile;
import io.leadloop.testing.tls.TestAuthority;
import io.leadloop.testing.tls.TestHttps;
import io.leadloop.testing.tls.TlsProxy;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway behind a proxy that ends TLS and writes the usual headers. */
@GatewayTest
@TestProfile(NarrowProfile.class)
class TlsProxyTest {
  private static final String CLIENT = "198.51.100.77";
  private static final TestAuthority AUTHORITY = new TestAuthority("proxy's authority");

  @Inject Vertx vertx;
  @Inject Pool pool;
  @Inject ConsoleClient console;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private TlsProxy trusted;
  private TlsProxy stranger;

  @BeforeEach
  void start() {
    String headers =
        "X-Forwarded-For: "
            + CLIENT
            + "\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: localhost:PORT\r\n";
    trusted = proxy(NarrowProfile.TRUSTED_PROXY, headers);
    stranger = proxy("127.0.0.3", headers);
  }

  @AfterEach
  void stop() {
    trusted.close();
    stranger.close();
  }

  /** Browsers that do not send Sec-Fetch-Site prove with the origin that a page was the sender. */
  @Test
  void consoleWorksWithTheOuterSchemeAndHost() throws Exception {
    HttpResponse<String> signedIn = signIn(trusted, origin("https", trusted));
    assertThat(signedIn.statusCode()).isEqualTo(303);
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .startsWith(ConsoleClient.COOKIE + "=")
        .contains("; Secure", "; Path=/")
        .doesNotContain("Domain");
    HttpResponse<String> page =
        TestHttps.send(
            AUTHORITY,
            HttpRequest.newBuilder(url(trusted, "/console"))
                .header("Cookie", cookie.replaceFirst(";.*", "")));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(
            pool.preparedQuery("select 1 from audit_entry where address = $1")
                .executeAndAwait(Tuple.of(CLIENT))
                .size())
        .isPositive();
  }

  @Test
  void otherOriginsAreRefused() throws Exception {
    assertThat(signIn(trusted, origin("http", trusted)).statusCode()).isEqualTo(403);
    assertThat(signIn(trusted, origin("https", stranger)).statusCode()).isEqualTo(403);
  }

  /** Its headers do not count: the gateway knows itself by http. */
  @Test
  void aProxyThatIsNotTrustedChangesNothing() throws Exception {
    assertThat(signIn(stranger, origin("https", stranger)).statusCode()).isEqualTo(403);
  }

  private TlsProxy proxy(String from, String headers) {
    return new TlsProxy(vertx, AUTHORITY.issue("localhost"), from, gateway.getPort(), headers);
  }

  private HttpResponse<String> signIn(TlsProxy proxy, String origin) throws Exception {
    String key = URLEncoder.encode(console.key("Marie").reveal(), StandardCharsets.UTF_8);
    return TestHttps.send(
        AUTHORITY,
        HttpRequest.newBuilder(url(proxy, "/console/sign-in"))
            .header("Origin", origin)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("key=" + key)));
  }

  private static String origin(String scheme, TlsProxy proxy) {
    return scheme + "://localhost:" + proxy.port();
  }

  private static URI url(TlsProxy proxy, String path) {
    return URI.create(origin("https", proxy) + path);
  }
}
