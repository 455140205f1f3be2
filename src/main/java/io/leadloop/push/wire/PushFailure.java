package io.leadloop.push.wire;

import io.leadloop.outbound.PrivateAddressException;
import io.leadloop.push.wire.PushReply.NoAnswer;
import io.leadloop.push.wire.PushReply.Unreachable;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Distinguishes failures of a wrong endpoint from those that may pass. The reasons depend on the
 * kind of failure only, since exception messages contain addresses.
 */
final class PushFailure {

  private PushFailure() {}

  /** No request was sent. */
  static PushReply unconnected(Throwable failure, Duration took) {
    if (failure instanceof PrivateAddressException) {
      return new Unreachable("the host has a private address", took);
    } else if (failure instanceof UnknownHostException) {
      return new Unreachable("the host is unknown", took);
    } else if (isTimeOut(failure)) {
      return new NoAnswer("no connection in time", took);
    } else if (failure instanceof SSLException) {
      return new Unreachable("no trusted TLS connection", took);
    } else if (failure instanceof ConnectException) {
      return new Unreachable("connection refused", took);
    } else if (failure instanceof NoRouteToHostException) {
      return new Unreachable("no route to the host", took);
    }
    return new NoAnswer("connection lost", took);
  }

  /** The request was sent, at least in part. */
  static PushReply unanswered(Throwable failure, Duration took) {
    if (failure instanceof SSLException) {
      return new Unreachable("no trusted TLS connection", took);
    } else if (isMalformed(failure)) {
      return new Unreachable("the answer is not HTTP", took);
    }
    return new NoAnswer("connection lost", took);
  }

  /** ConnectTimeoutException is a ConnectException, so it has to be recognized first. */
  private static boolean isTimeOut(Throwable failure) {
    return failure instanceof ConnectTimeoutException
        || failure instanceof SslHandshakeTimeoutException
        || failure instanceof TimeoutException;
  }

  private static boolean isMalformed(Throwable failure) {
    return failure instanceof DecoderException || failure instanceof IllegalArgumentException;
  }
}
