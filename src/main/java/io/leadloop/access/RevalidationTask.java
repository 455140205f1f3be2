package io.leadloop.access;

import io.leadloop.access.key.AdministratorKeys;
import io.leadloop.provider.Providers;
import io.leadloop.rounds.Rounds;
import io.leadloop.vault.ApiKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
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
 * Ends requests whose caller may no longer call, whatever they do: a stream of events, leads in
 * bulk, an upload, a body that trickles. Each authenticated request is here while it is open; twice
 * a second the credentials of those that are open for longer than a moment are checked again, in
 * one statement for all providers and one for all administrators.
 *
 * <p>The end is that of the connection, unless the request ended in its own way: an answer may have
 * begun, and a body that is still being sent would be read to no purpose.
 */
@Singleton
public class RevalidationTask {
  private static final Logger LOG = Logger.getLogger(RevalidationTask.class);
  private static final String KEY = RevalidationTask.class.getName();

  /**
   * Together with the 3.5 seconds that {@code leadloop.directory.noticed-within} may be, a second
   * less than the contract allows.
   */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** Spares requests that are about to be answered, such as the one that revokes its own key. */
  private static final Duration MOMENT = Duration.ofMillis(500);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final Providers providers;
  private final AdministratorKeys administrators;
  private final Clock clock;
  private final Set<OpenRequest> open = ConcurrentHashMap.newKeySet();
  private Rounds rounds;

  RevalidationTask(Providers providers, AdministratorKeys administrators, Clock clock) {
    this.providers = providers;
    this.administrators = administrators;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    rounds = Rounds.start("check of open requests", this::round, Duration.ZERO, AFTER_FAILURE);
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.close();
  }

  /** A request that this caller made, once however often it is authenticated. */
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
   * Has a request end in its own way first, on its event loop. If it does not end soon, its
   * connection is closed.
   */
  public static void onEnd(RoutingContext request, Runnable end) {
    OpenRequest opened = request.get(KEY);
    if (opened != null) {
      opened.onEnd(end);
    }
  }

  private Uni<Duration> round() {
    // The framework replaces handlers of a response that it streams, so not every end is heard of.
    open.removeIf(OpenRequest::isOver);
    List<OpenRequest> due = open.stream().filter(request -> request.isOlderThan(MOMENT)).toList();
    endWhere(due, request -> request.isExpired(clock));
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
                endWhere(
                    due,
                    request ->
                        request.keyOf(owner).filter(key -> !found.contains(key)).isPresent()))
        .replaceWithVoid();
  }

  private void endWhere(Collection<OpenRequest> due, Predicate<OpenRequest> ends) {
    due.stream()
        .filter(ends)
        .filter(open::remove)
        .forEach(
            request -> {
              LOG.infof(
                  "request ended, the caller's key or token is no longer valid caller=%s",
                  request.caller());
              request.end();
            });
  }
}
