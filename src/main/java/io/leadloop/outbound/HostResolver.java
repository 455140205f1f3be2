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
 * Finds the address of a customer's host, off the event loop, and refuses one inside the gateway's
 * own network. The address that was checked is the one to connect to: a second look-up could be
 * answered otherwise.
 */
public final class HostResolver {

  private final Vertx vertx;
  private final boolean allowPrivate;
  private final Duration timeout;

  /**
   * Look-ups are shared, so that a dead name server holds one thread for a host, not one a lead.
   */
  private final ConcurrentMap<String, Future<InetAddress>> underWay = new ConcurrentHashMap<>();

  /**
   * @param allowPrivate whether addresses inside the gateway's own network are resolved, too
   * @param timeout how long one look-up may take
   */
  public HostResolver(Vertx vertx, boolean allowPrivate, Duration timeout) {
    this.vertx = vertx;
    this.allowPrivate = allowPrivate;
    this.timeout = timeout;
  }

  /** Completes on the caller's context, whoever's look-up was shared. */
  public Future<InetAddress> resolve(String host) {
    Context caller = vertx.getOrCreateContext();
    Promise<InetAddress> address = Promise.promise();
    long timer = vertx.setTimer(timeout.toMillis(), fired -> address.tryFail(late()));
    lookUp(host)
        .onSuccess(found -> caller.runOnContext(there -> address.tryComplete(found)))
        .onFailure(failure -> caller.runOnContext(there -> address.tryFail(failure)));
    return address.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private Future<InetAddress> lookUp(String host) {
    Future<InetAddress> found =
        underWay.computeIfAbsent(host, key -> vertx.executeBlocking(() -> addressOf(key), false));
    return found.onComplete(done -> underWay.remove(host, found));
  }

  /** The first address; one private address among several is enough to refuse them all. */
  private InetAddress addressOf(String host) throws UnknownHostException, PrivateAddressException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    if (!allowPrivate && !Arrays.stream(addresses).allMatch(PublicAddress::is)) {
      throw new PrivateAddressException();
    }
    return addresses[0];
  }

  private static TimeoutException late() {
    return new TimeoutException("The host was not found in time");
  }
}
