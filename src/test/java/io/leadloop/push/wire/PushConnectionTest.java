package io.leadloop.push.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.push.wire.PushReply.NoAnswer;
import io.leadloop.push.wire.PushReply.Unreachable;
import io.leadloop.testing.RawServer;
import io.leadloop.testing.tls.TestAuthority;
import io.leadloop.testing.tls.TestCertificate;
import io.leadloop.testing.tls.TrustConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connections that are not made, or that hang. */
class PushConnectionTest {
  private static Vertx vertx;
  private static TestPush push;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    push = new TestPush(vertx);
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aRefusedConnectionIsAWrongEndpoint() {
    RawServer receiver = RawServer.answering(vertx, TestPush.OK);
    receiver.close();
    assertUnreachable(push.post(receiver.url()), "connection refused");
  }

  @Test
  void anUnknownHostIsAWrongEndpoint() {
    assertUnreachable(
        push.post(URI.create("https://no-such-host.invalid/")), "the host is unknown");
  }

  @Test
  void aPrivateAddressIsNotCalled() {
    RawServer receiver = RawServer.answering(vertx, TestPush.OK);
    PushClient client = push.client("allow-private-addresses", "false");
    for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
      URI url = URI.create("http://" + host + ":" + receiver.url().getPort() + "/");
      assertUnreachable(TestPush.post(client, url), "the host has a private address");
    }
    assertThat(receiver.connections).hasValue(0);
  }

  @Test
  void anUntrustedCertificateIsAWrongEndpoint() {
    TestAuthority authority = new TestAuthority("provider's authority");
    PushClient client = push.client(new TrustConfiguration("push", authority).authorities());
    for (TestCertificate untrusted :
        List.of(
            TestAuthority.selfSigned("127.0.0.1"),
            authority.issue("localhost"),
            authority.issueExpired("127.0.0.1"),
            new TestAuthority("provider's authority").issue("127.0.0.1"))) {
      RawServer receiver = withTls(untrusted);
      assertUnreachable(TestPush.post(client, secure(receiver)), "no trusted TLS connection");
      assertThat(receiver.requests).isEmpty();
    }
  }

  @Test
  void aPrivateAuthorityIsTrustedWhereItIsNamed() {
    TestAuthority authority = new TestAuthority("provider's authority");
    RawServer receiver = withTls(authority.issue("127.0.0.1"));
    PushClient client = push.client(new TrustConfiguration("push", authority).authorities());
    assertThat(TestPush.post(client, secure(receiver)).excerpt()).isEqualTo("ok");
    assertUnreachable(push.post(secure(receiver)), "no trusted TLS connection");
  }

  @Test
  void aServerWithoutTlsIsAWrongEndpoint() {
    RawServer receiver =
        new RawServer(
            vertx,
            new NetServerOptions(),
            (socket, request) -> {},
            socket -> socket.write("HTTP/1.1 400 X\r\n\r\n"));
    assertUnreachable(push.post(secure(receiver)), "no trusted TLS connection");
  }

  @Test
  void aTlsHandshakeThatHangsIsATimeOut() {
    RawServer receiver =
        new RawServer(vertx, new NetServerOptions(), (socket, request) -> {}, NetSocket::pause);
    PushReply reply = push.post(secure(receiver), "connect-timeout", "PT1S");
    assertThat(reply).isEqualTo(new NoAnswer("no connection in time", reply.took()));
  }

  @Test
  void aReceiverThatReadsNothingIsATimeOut() {
    RawServer receiver =
        new RawServer(
            vertx,
            new NetServerOptions().setReceiveBufferSize(4096),
            (socket, request) -> {},
            NetSocket::pause);
    PushMessage big = TestPush.message("{\"x\":\"" + "x".repeat(16 << 20) + "\"}");
    PushReply reply =
        push.client("timeout", "PT1S")
            .post(TestPush.target(receiver.url()), big, 1)
            .await()
            .atMost(TestPush.PATIENCE);
    assertThat(reply).isEqualTo(new NoAnswer("no answer in time", reply.took()));
  }

  @Test
  void oneHangingReceiverDoesNotDelayAnother() {
    RawServer hanging = RawServer.answering(vertx, "");
    RawServer quick = RawServer.answering(vertx, TestPush.OK);
    PushClient client = push.client("timeout", "PT60S");
    List<PushReply> replies = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      client
          .post(TestPush.target(hanging.url()), TestPush.MESSAGE, 1)
          .subscribe()
          .with(replies::add);
    }
    await().until(() -> hanging.requests.size() == 256);
    assertThat(TestPush.post(client, quick.url()).excerpt()).isEqualTo("ok");
    assertThat(replies).isEmpty();
  }

  private static RawServer withTls(TestCertificate certificate) {
    NetServerOptions tls =
        new NetServerOptions().setSsl(true).setKeyCertOptions(certificate.forServer());
    return new RawServer(vertx, tls, (socket, request) -> socket.write(TestPush.OK), socket -> {});
  }

  private static URI secure(RawServer receiver) {
    return URI.create(receiver.url().toString().replace("http:", "https:"));
  }

  private static void assertUnreachable(PushReply reply, String reason) {
    assertThat(reply).isEqualTo(new Unreachable(reason, reply.took()));
  }
}
