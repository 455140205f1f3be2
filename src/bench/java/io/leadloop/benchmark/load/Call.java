package io.leadloop.benchmark.load;

import io.leadloop.benchmark.stage.Target;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.function.Supplier;

/**
 * A request that a load repeats.
 *
 * @param request makes each request
 * @param body makes each request's body
 * @param expected the only status that is not a failure
 */
public record Call(Supplier<RequestOptions> request, Supplier<Buffer> body, int expected) {
  private static final String JSON = "application/json";
  private static final int LONGEST_DETAIL = 500;

  /** The yardstick: the same bodies, answered by nothing but the server. */
  static Call echo(Target target, Submissions submissions) {
    RequestOptions request = post(target, "/echo", JSON);
    return new Call(() -> request, submissions::next, 200);
  }

  /** One lead a request; only a lead that is new and on disk is a success. */
  static Call submit(Target target, Submissions submissions) {
    RequestOptions request = post(target, "/v1/leads", JSON);
    return new Call(() -> request, submissions::next, 202);
  }

  /** The same with a submission of the caller's, once. */
  public static Call submit(Target target, Submissions.Submission lead) {
    return new Call(() -> post(target, "/v1/leads", JSON), lead::body, 202);
  }

  /** One callback a request, as Oplead makes it; only one that is durable is a success. */
  static Call callBack(Target target, CalledBack leads) {
    return new Call(() -> post(target, leads.nextAddress(), JSON), leads::nextBody, 200);
  }

  /** A request with the provider's key. */
  static RequestOptions post(Target target, String path, String contentType) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost("localhost")
        .setPort(target.gateway().port())
        .setURI(path)
        .putHeader("Authorization", "Bearer " + target.seed().key())
        .putHeader("Content-Type", contentType);
  }

  /** Makes the request, and fails where the answer is another than expected. */
  public Future<Void> make(HttpClient client) {
    RequestOptions options = request.get();
    return client
        .request(options)
        .compose(made -> made.send(body.get()))
        .compose(answer -> answer.body().compose(content -> check(options, answer, content)));
  }

  private Future<Void> check(RequestOptions options, HttpClientResponse answer, Buffer content) {
    if (answer.statusCode() == expected) {
      return Future.succeededFuture();
    }
    String detail = content.getString(0, Math.min(content.length(), LONGEST_DETAIL));
    return Future.failedFuture(
        options.getURI() + " answered " + answer.statusCode() + " " + detail);
  }
}
