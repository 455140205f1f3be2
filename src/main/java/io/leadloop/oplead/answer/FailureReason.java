package io.leadloop.oplead.answer;

import io.leadloop.outbound.PrivateAddressException;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * The human-readable reason of a failed call. It depends on the kind of failure only, since
 * exception messages contain addresses.
 */
final class FailureReason {

  private FailureReason() {}

  static String of(Throwable failure) {
    if (failure instanceof PrivateAddressException) {
      return "the base URL's host has a private address"
          + " (leadloop.oplead.allow-private-addresses is false)";
    } else if (failure instanceof UnknownHostException) {
      return "the base URL's host is unknown";
    } else if (failure instanceof ConnectTimeoutException) {
      return "no connection in time";
    } else if (failure instanceof ConnectException) {
      return "connection refused";
    } else if (failure instanceof SSLException) {
      return "no trusted TLS connection";
    } else if (failure instanceof TimeoutException) {
      return "time-out";
    }
    return "connection lost";
  }
}
