package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on raw sockets, for invalid answers. */
public final class RawServer {

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

  public final List<String> requests = new CopyOnWriteArrayList<>();
  public final AtomicInteger connections = new AtomicInteger();
  public final AtomicInteger closed = new AtomicInteger();
  private final NetServer server;

  /** Calls the script per complete request. */
  public static RawServer answering(Vertx vertx, Consumer<NetSocket> script) {
    return answeringEach(vertx, (socket, request) -> script.accept(socket));
  }

  /** Sends this text per complete request. */
  public static RawServer answering(Vertx vertx, String answer) {
    return answering(vertx, socket -> socket.write(answer));
  }

  /** Calls the script per complete request, with its text. */
  public static RawServer answeringEach(Vertx vertx, BiConsumer<NetSocket, String> script) {
    return new RawServer(vertx, new NetServerOptions(), script, socket -> {});
  }

  /** With an action for new connections, before their first request. */
  public RawServer(
      Vertx vertx,
      NetServerOptions options,
      BiConsumer<NetSocket, String> script,
      Consumer<NetSocket> opening) {
    server = vertx.createNetServer(options.setHost("127.0.0.1").setPort(0));
    server.connectHandler(
        socket -> {
          connected(socket, script);
          opening.accept(socket);
        });
    server.listen().toCompletionStage().toCompletableFuture().join();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/v1");
  }

  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  private void connected(NetSocket socket, BiConsumer<NetSocket, String> script) {
    connections.incrementAndGet();
    StringBuilder received = new StringBuilder();
    socket.exceptionHandler(reset -> {});
    socket.closeHandler(done -> closed.incrementAndGet());
    socket.handler(bytes -> receive(socket, received.append(bytes.toString(ISO_8859_1)), script));
  }

  private void receive(
      NetSocket socket, StringBuilder received, BiConsumer<NetSocket, String> script) {
    String request = received.toString();
    if (isWhole(request)) {
      received.setLength(0);
      requests.add(request);
      script.accept(socket, request);
    }
  }

  private static boolean isWhole(String request) {
    int head = request.indexOf("\r\n\r\n");
    Matcher length = LENGTH.matcher(request);
    boolean withoutBody = request.startsWith("GET ");
    return head > 0
        && (withoutBody
            || length.find() && request.length() - head - 4 >= Integer.parseInt(length.group(1)));
  }
}
