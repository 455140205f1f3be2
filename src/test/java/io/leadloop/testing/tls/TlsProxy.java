package io.leadloop.testing.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SSLOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ends TLS in front of a server without it, and forwards the bytes. It adds headers to the first
 * request of each connection, as proxies do to each.
 */
public final class TlsProxy implements AutoCloseable {
  private final NetServer server;
  private final NetClient client;
  private final int target;
  private final String headers;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final Set<NetSocket> callers = ConcurrentHashMap.newKeySet();

  /**
   * @param from the local address that it connects from
   * @param target the server's port
   * @param headers lines that it adds, each with its line break; {@code PORT} is its own port
   */
  public TlsProxy(
      Vertx vertx, TestCertificate certificate, String from, int target, String headers) {
    this.target = target;
    this.client = vertx.createNetClient(new NetClientOptions().setLocalAddress(from));
    this.server =
        vertx
            .createNetServer(
                new NetServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(certificate.forServer())
                    .setHost("127.0.0.1")
                    .setPort(0))
            .connectHandler(this::forward);
    server.listen().toCompletionStage().toCompletableFuture().join();
    this.headers = headers.replace("PORT", Integer.toString(port()));
  }

  public int port() {
    return server.actualPort();
  }

  /** What clients sent, decrypted, in pieces. */
  public List<String> received() {
    return received;
  }

  /** New connections meet this certificate; the others end. */
  public void renew(TestCertificate certificate) {
    server
        .updateSSLOptions(new SSLOptions().setKeyCertOptions(certificate.forServer()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    callers.forEach(NetSocket::close);
  }

  private void forward(NetSocket caller) {
    callers.add(caller);
    caller.pause();
    caller.exceptionHandler(reset -> {});
    client
        .connect(target, "127.0.0.1")
        .onFailure(refused -> caller.close())
        .onSuccess(
            called -> {
              boolean[] begun = {false};
              called.exceptionHandler(reset -> {});
              called.handler(caller::write).closeHandler(closed -> caller.close());
              caller.closeHandler(
                  closed -> {
                    callers.remove(caller);
                    called.close();
                  });
              caller.handler(
                  bytes -> {
                    received.add(bytes.toString(ISO_8859_1));
                    called.write(begun[0] ? bytes : withHeaders(bytes));
                    begun[0] = true;
                  });
              caller.resume();
            });
  }

  private Buffer withHeaders(Buffer bytes) {
    String text = bytes.toString(ISO_8859_1);
    int end = text.indexOf("\r\n") + 2;
    return Buffer.buffer(text.substring(0, end) + headers + text.substring(end), "ISO-8859-1");
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}
