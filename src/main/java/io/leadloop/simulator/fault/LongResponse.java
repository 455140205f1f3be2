package io.leadloop.simulator.fault;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** Responses with status 200 that are too large, or arrive too slowly, for a careful client. */
public final class LongResponse {

  public static final int STATUS = 200;

  /** The length of a flood: 10 MiB. */
  public static final int FLOOD_BYTES = 10 << 20;

  private static final Buffer CHUNK = Buffer.buffer(new byte[64 << 10]);
  private static final Buffer BYTE = Buffer.buffer(" ");

  private LongResponse() {}

  /** Writes the whole flood; its chunks share one buffer while they wait for the client. */
  public static void flood(HttpServerResponse response) {
    response.setStatusCode(STATUS).putHeader("Content-Length", Integer.toString(FLOOD_BYTES));
    for (int sent = CHUNK.length(); sent < FLOOD_BYTES; sent += CHUNK.length()) {
      response.write(CHUNK);
    }
    response.end(CHUNK);
  }

  /** Writes one byte at once and one after each pause, until the client hangs up. */
  public static void trickle(Vertx vertx, HttpServerResponse response, Duration pause) {
    response.setStatusCode(STATUS).setChunked(true).write(BYTE);
    long[] left = {FaultAction.Trickle.LONGEST.toMillis() / pause.toMillis()};
    vertx.setPeriodic(
        pause.toMillis(),
        timer -> {
          if (response.closed()) {
            vertx.cancelTimer(timer);
          } else if (left[0]-- > 0) {
            response.write(BYTE);
          } else {
            vertx.cancelTimer(timer);
            response.end();
          }
        });
  }
}
