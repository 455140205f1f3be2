package io.leadloop.access;

import io.leadloop.access.key.AdministratorKeys;
import io.leadloop.provider.Providers;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.vault.ApiKey;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Ends open requests whose credential has ended: event streams, bulk leads, uploads, slow bodies.
 * It tracks all authenticated requests and revalidates the credentials of those open for longer
 * than a moment twice a second, with one statement for all providers and one for all
 * administrators.
 *
 * <p>It closes the connection unless the request ends gracefully: a response may have begun, and
 * the rest of a body would be read in vain.
 */
@Singleton
public class RevalidationTask {
  private static final Logger LOG = Logger.getLogger(RevalidationTask.class);
  private static final String KEY = RevalidationTask.class.getName();

  /**
   * With the maximum of {@code leadloop.directory.noticed-within}, 3.5 seconds, a second less than
   * the contract allows.
   */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** Skips requests that are about to be answered, such as one that revokes its own key. */
  private static final Duration MIN_AGE = Duration.ofMillis(500);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final Providers providers;
  private final AdministratorKeys administrators;
  private final Clock clock;
  private final Set<OpenRequest> open = ConcurrentHashMap.newKeySet();

  RevalidationTask(Providers providers, AdministratorKeys administrators, Clock clock) {
    this.providers = providers;
    this.administrators = administrators;
    this.clock = clock;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("check of open requests", this::revalidate, AFTER_FAILURE);
  }

  /** Tracks a request; idempotent, since a request may be authenticated several times. */
  void add(RoutingContext request, SecurityIdentity caller) {
    Credential credential = caller.getAttribute(Caller.CREDENTIAL);
    if (credential != null && request.get(KEY) == null) {
      OpenRequest opened =
          new OpenRequest(request, credential, request.vertx().getOrCreateContext());
      request.put(KEY, opened);
      open.add(opened);
      request.addEndHandler(ended -> open.remove(opened));
    }
  }

  /**
   * Sets how the request ends gracefully, on its event loop. If it does not end soon, its
   * connection is closed.
   */
  public static void onEnd(RoutingContext request, Runnable end) {
    OpenRequest opened = request.get(KEY);
    if (opened != null) {
      opened.onEnd(end);
    }
  }

  private Uni<Duration> revalidate() {
    // The framework replaces the end handlers of streamed responses, so ended requests are removed
    // here too.
    open.removeIf(OpenRequest::isOver);
    List<OpenRequest> due = open.stream().filter(request -> request.isOlderThan(MIN_AGE)).toList();
    endIf(due, request -> request.isExpired(clock));
    return checkKeys(due, ApiKey.Owner.PROVIDER)
        .chain(checked -> checkKeys(due, ApiKey.Owner.ADMINISTRATOR))
        .replaceWith(INTERVAL);
  }

  private Uni<Void> checkKeys(Collection<OpenRequest> due, ApiKey.Owner owner) {
    Set<String> keys =
        due.stream().flatMap(request -> request.keyOf(owner).stream()).collect(Collectors.toSet());
    if (keys.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Uni<Set<String>> live =
        owner == ApiKey.Owner.PROVIDER ? providers.stillLive(keys) : administrators.stillLive(keys);
    return live.invoke(
            found ->
                endIf(
                    due,
                    request ->
                        request.keyOf(owner).filter(key -> !found.contains(key)).isPresent()))
        .replaceWithVoid();
  }

  private void endIf(Collection<OpenRequest> due, Predicate<OpenRequest> ends) {
    due.stream()
        .filter(ends)
        .filter(open::remove)
        .forEach(
            request -> {
              LOG.infof(
                  "request ended because the credential is no longer valid caller=%s",
                  request.caller());
              request.end();
            });
  }
}
