package io.leadloop.testing.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * A TLS 1.3 client that sends its first bytes in one piece with the end of its handshake, as a
 * client may.
 */
public final class EagerTlsClient {
  private static final int ROOM = 64 * 1024;

  private final SSLEngine engine;
  private final Socket socket;
  private final ByteBuffer received = ByteBuffer.allocate(ROOM).flip();
  private boolean isClosed;

  private EagerTlsClient(SSLEngine engine, Socket socket) {
    this.engine = engine;
    this.socket = socket;
  }

  /**
   * Connects to localhost.
   *
   * @return what the server answered until it closed the connection
   */
  public static String send(Vertx vertx, TestAuthority trusted, int port, String bytes)
      throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setTcpNoDelay(true);
      EagerTlsClient client = new EagerTlsClient(engine(vertx, trusted, port), socket);
      client.shakeHands(bytes);
      return client.readAll();
    }
  }

  private static SSLEngine engine(Vertx vertx, TestAuthority trusted, int port)
      throws GeneralSecurityException {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, trusted.trusted().getTrustManagerFactory(vertx).getTrustManagers(), null);
      SSLEngine engine = context.createSSLEngine("localhost", port);
      engine.setUseClientMode(true);
      return engine;
    } catch (GeneralSecurityException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void shakeHands(String first) throws IOException {
    ByteBuffer toSend = ByteBuffer.allocate(ROOM);
    engine.beginHandshake();
    HandshakeStatus status = engine.getHandshakeStatus();
    while (status != HandshakeStatus.FINISHED && status != HandshakeStatus.NOT_HANDSHAKING) {
      status =
          switch (status) {
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), toSend).getHandshakeStatus();
            case NEED_TASK -> {
              engine.getDelegatedTask().run();
              yield engine.getHandshakeStatus();
            }
            default -> {
              flush(toSend);
              yield unwrap(new StringBuilder());
            }
          };
    }
    engine.wrap(ByteBuffer.wrap(first.getBytes(ISO_8859_1)), toSend);
    flush(toSend);
  }

  private String readAll() throws IOException {
    StringBuilder answer = new StringBuilder();
    while (!engine.isInboundDone() && !isClosed) {
      unwrap(answer);
    }
    return answer.toString();
  }

  private void flush(ByteBuffer toSend) throws IOException {
    socket.getOutputStream().write(toSend.array(), 0, toSend.position());
    toSend.clear();
  }

  private HandshakeStatus unwrap(StringBuilder decrypted) throws IOException {
    ByteBuffer plain = ByteBuffer.allocate(ROOM);
    var result = engine.unwrap(received, plain);
    decrypted.append(new String(plain.array(), 0, plain.position(), ISO_8859_1));
    if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
      receive();
    }
    return result.getHandshakeStatus();
  }

  private void receive() throws IOException {
    received.compact();
    int count =
        socket.getInputStream().read(received.array(), received.position(), received.remaining());
    isClosed = count < 0;
    received.position(received.position() + Math.max(count, 0)).flip();
  }
}
