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
import java.util.function.Function;

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
   * @throws RefusedException if the answer is not a success
   * @throws BrokenOffException if the answer has begun and breaks off
   * @throws CompletionException if there is no answer
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
      throw e.getCause() instanceof AnswerException answered ? answered : e;
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
    if (!GatewayClient.isSuccess(response.statusCode())) {
      return received(response, HttpClientResponse::body)
          .compose(body -> Future.failedFuture(new RefusedException(response, body)));
    }
    response.pause();
    return vertx
        .fileSystem()
        .open(answer.toString(), new OpenOptions())
        .compose(file -> received(response, whole -> whole.pipeTo(file)));
  }

  /** An answer that has broken off already throws when it is read. */
  private static <T> Future<T> received(
      HttpClientResponse response, Function<HttpClientResponse, Future<T>> read) {
    return Future.succeededFuture(response).compose(read).recover(FileExchange::brokenOff);
  }

  private static <T> Future<T> brokenOff(Throwable cause) {
    return Future.failedFuture(new BrokenOffException(cause));
  }

  private static void await(Future<Void> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }

  /** There is an answer, but not the one that was asked for. */
  abstract static class AnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The answer has begun, and has no end. */
  static final class BrokenOffException extends AnswerException {
    private static final long serialVersionUID = 1L;

    BrokenOffException(Throwable cause) {
      super("The answer broke off.", cause);
    }
  }

  /** The answer is an error, or a redirect. */
  static final class RefusedException extends AnswerException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String location;
    private final String body;

    RefusedException(HttpClientResponse response, Buffer body) {
      super("HTTP " + response.statusCode(), null);
      this.status = response.statusCode();
      this.location = response.getHeader("Location");
      this.body = body.toString();
    }

    /** Null if there is none. */
    String location() {
      return location;
    }

    int status() {
      return status;
    }

    String body() {
      return body;
    }
  }
}
