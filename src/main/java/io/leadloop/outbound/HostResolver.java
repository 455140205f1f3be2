package io.leadloop.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
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
 * addresses. Connect to the returned address: a second look-up could return another one. An address
 * serves for a second, much less than Java's own cache keeps it: most calls go to few hosts, and
 * need no other thread then.
 */
public final class HostResolver {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MOST_HOSTS = 10_000;

  private final Vertx vertx;
  private final Names names;
  private final boolean allowPrivate;
  private final Duration timeout;

  /**
   * Look-ups in flight, shared so that a dead name server blocks one thread per host, not per call.
   */
  private final ConcurrentMap<String, Future<InetAddress>> inFlight = new ConcurrentHashMap<>();

  /** Checked addresses, by host. */
  private final Cache<String, InetAddress> fresh;

  /**
   * @param allowPrivate whether private addresses are allowed
   * @param timeout the time-out of a look-up
   */
  public HostResolver(Vertx vertx, boolean allowPrivate, Duration timeout) {
    this(vertx, InetAddress::getAllByName, allowPrivate, timeout, Ticker.systemTicker());
  }

  HostResolver(Vertx vertx, Names names, boolean allowPrivate, Duration timeout, Ticker clock) {
    this.vertx = vertx;
    this.names = names;
    this.allowPrivate = allowPrivate;
    this.timeout = timeout;
    this.fresh =
        Caffeine.newBuilder()
            .executor(Runnable::run) // Maintenance is cheaper than waking another thread for it.
            .ticker(clock)
            .expireAfterWrite(FRESH)
            .maximumSize(MOST_HOSTS)
            .build();
  }

  /** Completes on the caller's context, even if another caller started the look-up. */
  public Future<InetAddress> resolve(String host) {
    InetAddress known = fresh.getIfPresent(host);
    return known == null ? resolveElsewhere(host) : Future.succeededFuture(known);
  }

  private Future<InetAddress> resolveElsewhere(String host) {
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
    return found
        .onSuccess(address -> fresh.put(host, address))
        .onComplete(done -> inFlight.remove(host, found));
  }

  /** Returns the first address; refuses all if one is private. */
  private InetAddress addressOf(String host) throws UnknownHostException, PrivateAddressException {
    InetAddress[] addresses = names.of(host);
    if (!allowPrivate && !Arrays.stream(addresses).allMatch(PublicAddress::is)) {
      throw new PrivateAddressException();
    }
    return addresses[0];
  }

  private static TimeoutException timedOut() {
    return new TimeoutException("The host was not found in time");
  }

  /** Looks up all addresses of a host; blocks. */
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }
}
