package io.leadloop.outbound;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;

/**
 * Resolves a host that a customer or provider named, off the event loop, and refuses private
 * addresses. Connect to the returned address: a second look-up could return another one.
 */
public final class HostResolver {

  private final Vertx vertx;
  private final boolean allowPrivate;
  private final Duration timeout;

  /**
   * Look-ups in flight, shared so that a dead name server blocks one thread per host, not per call.
   */
  private final ConcurrentMap<String, Future<InetAddress>> inFlight = new ConcurrentHashMap<>();

  /**
   * @param allowPrivate whether private addresses are allowed
   * @param timeout the time-out of a look-up
   */
  public HostResolver(Vertx vertx, boolean allowPrivate, Duration timeout) {
    this.vertx = vertx;
    this.allowPrivate = allowPrivate;
    this.timeout = timeout;
  }

  /** Completes on the caller's context, even if another caller started the look-up. */
  public Future<InetAddress> resolve(String host) {
    Context caller = vertx.getOrCreateContext();
    Promise<InetAddress> address = Promise.promise();
    long timer = vertx.setTimer(timeout.toMillis(), fired -> address.tryFail(timedOut()));
    lookUp(host)
        .onSuccess(found -> caller.runOnContext(there -> address.tryComplete(found)))
        .onFailure(failure -> caller.runOnContext(there -> address.tryFail(failure)));
    return address.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private Future<InetAddress> lookUp(String host) {
    Future<InetAddress> found =
        inFlight.computeIfAbsent(host, key -> vertx.executeBlocking(() -> addressOf(key), false));
    return found.onComplete(done -> inFlight.remove(host, found));
  }

  /** Returns the first address; refuses all if one is private. */
  private InetAddress addressOf(String host) throws UnknownHostException, PrivateAddressException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    if (!allowPrivate && !Arrays.stream(addresses).allMatch(PublicAddress::is)) {
      throw new PrivateAddressException();
    }
    return addresses[0];
  }

  private static TimeoutException timedOut() {
    return new TimeoutException("The host was not found in time");
  }
}
