package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A minimal OIDC issuer on loopback: discovery, keys, and the authorization code flow, see {@link
 * TestSignIns}.
 */
public final class TestIssuer implements AutoCloseable {
  private static final String KEYS = "/keys";

  /** Returns the number of key requests; the test is in another class loader. */
  private static final String ASKED = "/asked";

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  private TestIssuer(HttpServer server) {
    this.server = server;
  }

  /**
   * @param port 0 for a free one
   */
  public static TestIssuer start(int port, SigningKey key) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      TestIssuer issuer = new TestIssuer(HttpServer.create(address, 0));
      issuer.serve("/.well-known/openid-configuration", issuer::discovery);
      issuer.serve(KEYS, () -> issuer.countedKeys(key));
      issuer.serve(ASKED, issuer.asked::toString);
      TestSignIns signIns = new TestSignIns(issuer.url(), key);
      issuer.server.createContext("/prepare", signIns::prepare);
      issuer.server.createContext("/authorize", signIns::authorize);
      issuer.server.createContext("/token", signIns::token);
      issuer.serve("/exchanges", signIns::exchanges);
      issuer.server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What its tokens name as their issuer. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The number of key requests to the issuer at this URL. */
  public static int asked(URI issuer) {
    return number(issuer + ASKED);
  }

  /** The number of codes that it was asked to exchange. */
  public static int exchanges(URI issuer) {
    return number(issuer + "/exchanges");
  }

  private static int number(String address) {
    try (InputStream count = URI.create(address).toURL().openStream()) {
      return Integer.parseInt(new String(count.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String discovery() {
    return """
    {"issuer": "%1$s", "jwks_uri": "%1$s%2$s", "authorization_endpoint": "%1$s/authorize",
      "token_endpoint": "%1$s/token"}\
    """
        .formatted(url(), KEYS);
  }

  private String countedKeys(SigningKey key) {
    asked.incrementAndGet();
    return keys(key);
  }

  private void serve(String path, Supplier<String> json) {
    server.createContext(path, exchange -> answer(exchange, 200, json.get()));
  }

  static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String keys(SigningKey key) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return """
    {"keys": [{"kty": "RSA", "use": "sig", "kid": "%s", "n": "%s", "e": "%s"}]}\
    """
        .formatted(
            SigningKey.ID,
            base64.encodeToString(key.publicKey().getModulus().toByteArray()),
            base64.encodeToString(key.publicKey().getPublicExponent().toByteArray()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
