package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;

/** An OIDC issuer on loopback, as far as a gateway asks one: where its keys are, and the keys. */
public final class TestIssuer implements AutoCloseable {
  private static final String KEYS = "/keys";

  private final HttpServer server;

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
      issuer.serve(
          "/.well-known/openid-configuration",
          """
          {"issuer": "%s", "jwks_uri": "%s"}"""
              .formatted(issuer.url(), issuer.url() + KEYS));
      issuer.serve(KEYS, keys(key));
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

  private void serve(String path, String json) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = json.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static String keys(SigningKey key) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return """
    {"keys": [{"kty": "RSA", "use": "sig", "kid": "%s", "n": "%s", "e": "%s"}]}"""
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
