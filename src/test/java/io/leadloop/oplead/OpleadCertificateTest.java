package io.leadloop.oplead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.answer.Outcome.Accepted;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import io.leadloop.testing.RawServer;
import io.leadloop.testing.tls.TestAuthority;
import io.leadloop.testing.tls.TestCertificate;
import io.leadloop.testing.tls.TrustConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which certificates of an Oplead are accepted. */
class OpleadCertificateTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("customer's authority");
  private static final Map<String, TestCertificate> REFUSED =
      Map.of(
          "for another host", AUTHORITY.issue("oplead.example", "127.0.0.1"),
          "expired", AUTHORITY.issueExpired("localhost"),
          "self-signed", TestAuthority.selfSigned("localhost"),
          "of another authority", new TestAuthority("customer's authority").issue("localhost"));

  private static TestClient test;
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    test = new TestClient(vertx);
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aPrivateAuthorityIsTrustedWhereItIsNamed() {
    OpleadClient client = client(new TrustConfiguration("oplead", AUTHORITY));
    RawServer oplead = server(AUTHORITY.issue("localhost"));
    assertThat(send(client, url(oplead, "localhost")).outcome()).isInstanceOf(Accepted.class);
    assertThat(send(test.client(), url(oplead, "localhost")).outcome())
        .isEqualTo(new Unavailable("no trusted TLS connection"));

    RawServer byAddress = server(AUTHORITY.issue("127.0.0.1"));
    assertThat(send(client, url(byAddress, "127.0.0.1")).outcome()).isInstanceOf(Accepted.class);
  }

  static Stream<String> refused() {
    return REFUSED.keySet().stream();
  }

  /** The connection is to a checked address, for which the first certificate is valid. */
  @ParameterizedTest
  @MethodSource("refused")
  void aCertificateThatDoesNotProveTheHostIsRefused(String kind) {
    RawServer oplead = server(REFUSED.get(kind));
    OpleadReply reply =
        send(client(new TrustConfiguration("oplead", AUTHORITY)), url(oplead, "localhost"));
    assertThat(reply)
        .isEqualTo(
            new OpleadReply(new Unavailable("no trusted TLS connection"), TestClient.NOT_SENT));
    assertThat(oplead.requests).isEmpty();
  }

  @Test
  void aRenewedAuthorityIsTrustedWithoutARestart() {
    TrustConfiguration tls = new TrustConfiguration("oplead", AUTHORITY);
    OpleadClient client = client(tls);
    TestAuthority renewed = new TestAuthority("customer's authority");
    RawServer oplead = server(renewed.issue("localhost"));
    assertThat(send(client, url(oplead, "localhost")).outcome()).isInstanceOf(Unavailable.class);

    tls.renew(renewed);

    assertThat(send(client, url(oplead, "localhost")).outcome()).isInstanceOf(Accepted.class);
    assertThat(send(client, url(server(AUTHORITY.issue("localhost")), "localhost")).outcome())
        .isInstanceOf(Unavailable.class);
  }

  private static OpleadClient client(TrustConfiguration tls) {
    return test.client(tls.authorities());
  }

  private static RawServer server(TestCertificate certificate) {
    return new RawServer(
        vertx,
        new NetServerOptions().setSsl(true).setKeyCertOptions(certificate.forServer()),
        (socket, request) -> socket.write(TestClient.CREATED),
        socket -> {});
  }

  private static URI url(RawServer server, String host) {
    return URI.create("https://" + host + ":" + server.url().getPort() + "/v1");
  }

  private static OpleadReply send(OpleadClient client, URI baseUrl) {
    return client
        .createLead(TestClient.account(baseUrl), TestClient.LEAD)
        .await()
        .atMost(TestClient.PATIENCE);
  }
}
