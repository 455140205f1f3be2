package io.leadloop.attacks;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection to a gateway on which anything may be sent, well-formed or not. */
final class RawConnection {
  private static final int KEPT_BYTES = 16 * 1024;
  private static final String LAST_CHUNK = "0\r\n\r\n";
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

  private final NetSocket socket;
  private final Buffer received = Buffer.buffer();
  private volatile String beginning = "";
  private volatile String end = "";
  private volatile boolean isClosed;

  private RawConnection(NetSocket socket) {
    this.socket = socket;
    socket.handler(this::receive);
    socket.closeHandler(closed -> isClosed = true);
    socket.exceptionHandler(broken -> socket.close());
  }

  /** One more connection, which is open. */
  static RawConnection open(NetClient client, String gateway) {
    return client
        .connect(URI.create(gateway).getPort(), "127.0.0.1")
        .map(RawConnection::new)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private void receive(Buffer bytes) {
    if (received.length() < KEPT_BYTES) {
      received.appendBuffer(bytes);
      beginning = received.toString();
    }
    end = bytes.toString();
  }

  /** Succeeds when it has left, fails when the connection has broken. */
  Future<Void> send(String text) {
    return socket.write(text);
  }

  /** Sends the same so many times, each when the one before it has left. */
  Future<Void> sendAgain(Buffer piece, int times) {
    return times == 0
        ? Future.succeededFuture()
        : socket.write(piece).compose(sent -> sendAgain(piece, times - 1));
  }

  /** From now on nothing is read. */
  RawConnection stopReading() {
    socket.pause();
    return this;
  }

  boolean isClosed() {
    return isClosed;
  }

  /** Whether there was an answer and it has ended, by its last chunk or with the connection. */
  boolean hasEnded() {
    return isClosed || (status() != 0 && end.endsWith(LAST_CHUNK));
  }

  /** The beginning of what was received. */
  String received() {
    return beginning;
  }

  /** The status of the first answer, or 0 if there is none yet. */
  int status() {
    Matcher status = STATUS.matcher(beginning);
    return status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
  }

  void close() {
    socket.close();
  }
}
