package io.leadloop.http.body;

import io.leadloop.error.ErrorCode;
import io.leadloop.http.FilterOrder;
import io.leadloop.http.HttpConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The memory of this replica that callers can fill: bodies from their first byte until the request
 * is answered, and answers until their client has taken them. No caller can fill all of it.
 * Providers together have three quarters, and one of them a quarter of that; Oplead's callbacks and
 * the administrators have an eighth each, so that neither providers nor callbacks lock an
 * administrator out; callers that are not known have a little beside.
 *
 * <p>What does not fit is refused, never queued: with 503 where others hold the memory, with 429
 * where the provider holds its whole part itself, since then only fewer requests at once help, and
 * a load balancer must not take the replica for a sick one.
 */
@Singleton
public class BodyBudget {
  private static final int PARTS = 8;
  private static final int PARTS_OF_PROVIDERS = 6;
  private static final int SHARES = 4;

  /** So many bodies of the longest that is allowed fit into a share, however small the heap is. */
  private static final int LEAST_BODIES = 4;

  /** The same of a provider, whose uploads of documents would leave its leads no room otherwise. */
  private static final int LEAST_BODIES_OF_A_PROVIDER = 8;

  private static final int CALLBACK_SHARES = 64;
  private static final String SHARE = BodyBudget.class.getName();
  private static final String ADMINISTRATORS = "administrators";
  private static final String STRANGERS = "strangers";

  private final MemoryPool providers;
  private final MemoryPool callbacks;
  private final MemoryPool administrators;
  private final MemoryPool strangers;

  public BodyBudget(HttpConfig config, MeterRegistry metrics) {
    long part = config.memoryBytes().orElse(Runtime.getRuntime().maxMemory() / 8) / PARTS;
    long longest = config.maxBodyBytes();
    long least = LEAST_BODIES * longest;
    this.providers =
        new MemoryPool(
            part * PARTS_OF_PROVIDERS,
            LEAST_BODIES_OF_A_PROVIDER * longest,
            ErrorCode.RATE_LIMITED,
            SHARES);
    this.callbacks = new MemoryPool(part, least, ErrorCode.STORE_UNAVAILABLE, SHARES);
    this.administrators = new MemoryPool(part, least, ErrorCode.STORE_UNAVAILABLE, 1);
    this.strangers = new MemoryPool(part / SHARES, longest, ErrorCode.STORE_UNAVAILABLE, 1);
    measure(metrics, "providers", providers);
    measure(metrics, "callbacks", callbacks);
    measure(metrics, ADMINISTRATORS, administrators);
    measure(metrics, STRANGERS, strangers);
  }

  private static void measure(MeterRegistry metrics, String callers, MemoryPool pool) {
    Gauge.builder("leadloop.http.held.bytes", pool, MemoryPool::held)
        .description("Memory held by requests: bodies that arrive and answers that are not taken")
        .tag("callers", callers)
        .register(metrics);
  }

  /** Nobody is known yet, and a connection that a proxy shares may come from another caller. */
  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          AnswerCharge.to(strangers(), request);
          request.next();
        },
        FilterOrder.STRANGERS_BUDGET);
  }

  /** What all requests hold. */
  public long heldBytes() {
    return providers.held() + callbacks.held() + administrators.held() + strangers.held();
  }

  MemoryPool providers() {
    return providers;
  }

  MemoryPool callbacks() {
    return callbacks;
  }

  MemoryPool.Share administrators() {
    return administrators.share(ADMINISTRATORS);
  }

  MemoryPool.Share strangers() {
    return strangers.share(STRANGERS);
  }

  /** Charges what the request holds to that provider; to be called before its body is read. */
  public void chargeProvider(RoutingContext request, String slug) {
    charge(request, providers.share(slug));
  }

  /** Charges what the request holds to the administrators, who share one part. */
  public void chargeAdministrator(RoutingContext request) {
    charge(request, administrators());
  }

  /** The same for a callback: a leaked address fills one of many shares. */
  public void chargeCallback(RoutingContext request, String token) {
    charge(
        request, callbacks.share("callback " + Math.floorMod(token.hashCode(), CALLBACK_SHARES)));
  }

  private static void charge(RoutingContext request, MemoryPool.Share share) {
    request.put(SHARE, share);
    AnswerCharge.to(share, request);
  }

  /** Nothing held yet, and all of it given back when the request has been answered or is gone. */
  public HeldMemory open(RoutingContext request) {
    MemoryPool.Share share = request.get(SHARE);
    HeldMemory held = new HeldMemory(share == null ? strangers() : share);
    request.addEndHandler(done -> held.close());
    return held;
  }
}
