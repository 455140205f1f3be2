package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Reads each body before its resource runs, and only for a caller who may call it: at most so many
 * bytes, whether or not their number was announced, and within a time, so that a client that sends
 * byte by byte holds nothing for long. Quarkus' own limits would buffer the first bytes, wait for
 * the rest on a worker thread, and answer without a problem document.
 *
 * <p>A body whose limit was raised is left to its resource, which may read for hours.
 */
@ApplicationScoped
public class BodyReading {
  private final HttpConfig config;

  BodyReading(HttpConfig config) {
    this.config = config;
  }

  @ServerRequestFilter
  Uni<Void> read(ContainerRequestContext context, RoutingContext request) {
    HttpMethod method = request.request().method();
    if (method == HttpMethod.GET || method == HttpMethod.HEAD || BodyLimit.isRaised(request)) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .<Buffer>emitter(emitter -> new Reading(request, emitter).start())
        .invoke(body -> context.setEntityStream(new ByteArrayInputStream(body.getBytes())))
        .replaceWithVoid();
  }

  /** One body on its way in. All of it happens on the connection's event loop. */
  private final class Reading {
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final UniEmitter<? super Buffer> emitter;
    private final Buffer body = Buffer.buffer();
    private final long timer;

    Reading(RoutingContext context, UniEmitter<? super Buffer> emitter) {
      this.context = context;
      this.request = context.request();
      this.emitter = emitter;
      this.timer = context.vertx().setTimer(config.bodyTimeout().toMillis(), late -> tooSlow());
    }

    void start() {
      request.handler(this::take);
      request.exceptionHandler(this::fail);
      request.endHandler(
          all -> {
            context.vertx().cancelTimer(timer);
            emitter.complete(body);
          });
      if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
        context.response().writeContinue();
      }
      request.resume();
    }

    private void take(Buffer part) {
      if (body.length() + part.length() > config.maxBodyBytes()) {
        refuse(BodyLimit.tooLarge(config.maxBodyBytes()));
      } else {
        body.appendBuffer(part);
      }
    }

    private void tooSlow() {
      String detail = "The body did not arrive within %d seconds.";
      refuse(
          new ProblemException(
              ErrorCode.REQUEST_TIMEOUT, detail.formatted(config.bodyTimeout().toSeconds())));
    }

    private void refuse(ProblemException problem) {
      request.pause();
      LastAnswer.closes(context);
      fail(problem);
    }

    private void fail(Throwable e) {
      context.vertx().cancelTimer(timer);
      emitter.fail(e);
    }
  }
}
