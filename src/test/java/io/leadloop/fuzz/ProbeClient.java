package io.leadloop.fuzz;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends probes as they are, many at once; unlike most clients it mends nothing in them. */
final class ProbeClient implements AutoCloseable {
  private static final int AT_ONCE = 32;
  private static final int PATIENCE_SECONDS = 60;

  private final URI gateway;
  private final Context context;
  private final HttpClient client;

  ProbeClient(Vertx vertx, URI gateway) {
    this.gateway = gateway;
    this.context = vertx.getOrCreateContext();
    this.client =
        vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(AT_ONCE));
  }

  /** All answers, in the order of the probes. */
  List<Answer> send(List<Probe> probes) {
    List<Future<Answer>> sent = probes.stream().map(this::sendInContext).toList();
    return sent.stream().map(ProbeClient::await).toList();
  }

  /** Answers are read where they arrive: elsewhere, a body may have passed by before. */
  private Future<Answer> sendInContext(Probe probe) {
    Promise<Answer> answer = Promise.promise();
    context.runOnContext(now -> send(probe).onComplete(answer));
    return answer.future();
  }

  private Future<Answer> send(Probe probe) {
    RequestOptions options =
        new RequestOptions()
            .setHost(gateway.getHost())
            .setPort(gateway.getPort())
            .setMethod(HttpMethod.valueOf(probe.method()))
            .setURI(probe.target())
            .setHeaders(probe.headers());
    return client
        .request(options)
        .compose(request -> send(request, probe))
        .compose(response -> read(response, probe))
        .recover(e -> Future.failedFuture(new AssertionError("no answer to " + probe, e)));
  }

  private static Future<HttpClientResponse> send(HttpClientRequest request, Probe probe) {
    return request.setChunked(probe.chunked()).send(probe.body());
  }

  /** A stream of events would never end, so it is left at its head. */
  private static Future<Answer> read(HttpClientResponse response, Probe probe) {
    String type = response.getHeader("Content-Type");
    if (type != null && type.startsWith("text/event-stream")) {
      response.request().reset();
      return Future.succeededFuture(answer(response, probe, Buffer.buffer()));
    }
    return response.body().map(body -> answer(response, probe, body));
  }

  private static Answer answer(HttpClientResponse response, Probe probe, Buffer body) {
    return new Answer(probe, response.statusCode(), response.headers(), body);
  }

  private static Answer await(Future<Answer> answer) {
    return answer
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    client.close();
  }
}
