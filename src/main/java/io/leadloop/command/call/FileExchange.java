package io.leadloop.command.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * Sends a file of lines and reads the answer into another one meanwhile, whatever their lengths.
 * The JDK's client reads an answer only after the whole body was sent, and the gateway closes a
 * connection whose answers are not read.
 */
final class FileExchange {
  private static final String LINES = "application/x-ndjson";

  private final URI address;
  private final String key;
  private final HttpClientOptions options;

  /**
   * @param connectTimeout how long the connection may take; the answer takes as long as the list
   */
  FileExchange(URI address, String key, Duration connectTimeout) {
    this.address = address;
    this.key = key;
    this.options =
        new HttpClientOptions()
            .setSsl(address.getScheme().equals("https"))
            .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
  }

  /**
   * Posts the lines of one file, and returns when the answer is in the other.
   *
   * @throws RefusedException if the answer is an error
   * @throws CompletionException if there is no answer, or it breaks off
   */
  void post(Path lines, Path answer) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2));
    try {
      await(exchange(vertx, lines, answer));
    } catch (CompletionException e) {
      throw e.getCause() instanceof RefusedException refused ? refused : e;
    } finally {
      await(vertx.close());
    }
  }

  private Future<Void> exchange(Vertx vertx, Path lines, Path answer) {
    HttpClient client = vertx.createHttpClient(options);
    RequestOptions target =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(address.toString())
            .putHeader("Authorization", "Bearer " + key)
            .putHeader("Content-Type", LINES);
    return client.request(target).compose(request -> exchange(vertx, request, lines, answer));
  }

  /** An answer that comes before the end of the list counts, so only the answer is waited for. */
  private static Future<Void> exchange(
      Vertx vertx, HttpClientRequest request, Path lines, Path answer) {
    Future<Void> received =
        request.response().compose(response -> receive(vertx, response, answer));
    vertx
        .fileSystem()
        .open(lines.toString(), new OpenOptions().setWrite(false))
        .onFailure(failure -> request.reset(0, failure))
        .onSuccess(file -> file.pipeTo(request.setChunked(true)));
    return received;
  }

  private static Future<Void> receive(Vertx vertx, HttpClientResponse response, Path answer) {
    if (response.statusCode() >= GatewayClient.FIRST_ERROR) {
      return response.body().compose(body -> refused(response.statusCode(), body));
    }
    response.pause();
    return vertx.fileSystem().open(answer.toString(), new OpenOptions()).compose(response::pipeTo);
  }

  private static Future<Void> refused(int status, Buffer body) {
    return Future.failedFuture(new RefusedException(status, body.toString()));
  }

  private static void await(Future<Void> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }

  /** The gateway's answer is an error. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    RefusedException(int status, String body) {
      super("HTTP " + status);
      this.status = status;
      this.body = body;
    }

    int status() {
      return status;
    }

    String body() {
      return body;
    }
  }
}
