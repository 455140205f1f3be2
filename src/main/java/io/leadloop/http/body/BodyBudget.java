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
 * is answered, and responses until the client has read them. No caller can fill all of it.
 * Providers share three quarters, and one of them may use a quarter of that; callbacks and
 * administrators have an eighth each, so that neither providers nor callbacks lock administrators
 * out; unauthenticated callers have a small extra share.
 *
 * <p>What does not fit is rejected, never queued: with 503 if others hold the memory; with 429 if
 * the provider uses its whole share, since then only fewer concurrent requests help, and load
 * balancers must not consider the replica unhealthy.
 */
@Singleton
public class BodyBudget {
  private static final int PARTS = 8;
  private static final int PROVIDER_PARTS = 6;
  private static final int SHARES = 4;

  /** Minimum number of maximum-length bodies per share, however small the heap is. */
  private static final int MIN_BODIES = 4;

  /** The same for a provider, so that document uploads leave room for leads. */
  private static final int MIN_BODIES_PER_PROVIDER = 8;

  private static final int CALLBACK_SHARES = 64;
  private static final String SHARE = BodyBudget.class.getName();
  private static final String ADMINISTRATORS = "administrators";
  private static final String UNAUTHENTICATED = "strangers";

  private final MemoryPool providers;
  private final MemoryPool callbacks;
  private final MemoryPool administrators;
  private final MemoryPool unauthenticated;

  public BodyBudget(HttpConfig config, MeterRegistry metrics) {
    long part = config.memoryBytes().orElse(Runtime.getRuntime().maxMemory() / 8) / PARTS;
    long longest = config.maxBodyBytes();
    long least = MIN_BODIES * longest;
    this.providers =
        new MemoryPool(
            part * PROVIDER_PARTS,
            MIN_BODIES_PER_PROVIDER * longest,
            ErrorCode.RATE_LIMITED,
            SHARES);
    this.callbacks = new MemoryPool(part, least, ErrorCode.STORE_UNAVAILABLE, SHARES);
    this.administrators = new MemoryPool(part, least, ErrorCode.STORE_UNAVAILABLE, 1);
    this.unauthenticated = new MemoryPool(part / SHARES, longest, ErrorCode.STORE_UNAVAILABLE, 1);
    measure(metrics, "providers", providers);
    measure(metrics, "callbacks", callbacks);
    measure(metrics, ADMINISTRATORS, administrators);
    measure(metrics, UNAUTHENTICATED, unauthenticated);
  }

  private static void measure(MeterRegistry metrics, String callers, MemoryPool pool) {
    Gauge.builder("leadloop.http.held.bytes", pool, MemoryPool::held)
        .description("Memory held by request bodies and unread responses")
        .tag("callers", callers)
        .register(metrics);
  }

  /** No caller is authenticated yet, and a proxy may use the connection for another caller. */
  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          AnswerCharge.to(unauthenticated(), request);
          request.next();
        },
        FilterOrder.STRANGERS_BUDGET);
  }

  /** Bytes held by all requests. */
  public long heldBytes() {
    return providers.held() + callbacks.held() + administrators.held() + unauthenticated.held();
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

  MemoryPool.Share unauthenticated() {
    return unauthenticated.share(UNAUTHENTICATED);
  }

  /** Charges the request to the provider; must be called before its body is read. */
  public void chargeProvider(RoutingContext request, String slug) {
    charge(request, providers.share(slug));
  }

  /** Charges the request to the administrators' common share. */
  public void chargeAdministrator(RoutingContext request) {
    charge(request, administrators());
  }

  /** Charges a callback; a leaked address can fill only one of many shares. */
  public void chargeCallback(RoutingContext request, String token) {
    charge(
        request, callbacks.share("callback " + Math.floorMod(token.hashCode(), CALLBACK_SHARES)));
  }

  private static void charge(RoutingContext request, MemoryPool.Share share) {
    request.put(SHARE, share);
    AnswerCharge.to(share, request);
  }

  /** Opens an empty account for the request, released when it has been answered or aborted. */
  public HeldMemory open(RoutingContext request) {
    MemoryPool.Share share = request.get(SHARE);
    HeldMemory held = new HeldMemory(share == null ? unauthenticated() : share);
    request.addEndHandler(done -> held.close());
    return held;
  }
}
