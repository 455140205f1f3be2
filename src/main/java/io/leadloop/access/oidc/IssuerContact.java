package io.leadloop.access.oidc;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.store.CallerContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Whether the issuer can be asked for its keys, and how often it is, whatever tokens come.
 *
 * <p>Until it has been reached, one token at a time asks, and none for a while after it could not
 * be. Afterwards a token with a known key is checked whether the issuer is there or not, and one
 * with an unknown key asks at most every {@link #ASKED_AGAIN_AFTER}, which Quarkus sees to. Only an
 * issuer that does not answer makes it a 503: whatever is wrong with a token is a 401, and says
 * nothing of the issuer.
 */
@Singleton
public class IssuerContact {
  /** How long the issuer is left alone. */
  static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(IssuerContact.class);
  private static final int DEEPEST_CAUSE = 20;

  private final Clock clock;
  private volatile boolean reached;
  private volatile Instant leftAloneUntil = Instant.MIN;
  private CompletableFuture<Void> firstContact = CompletableFuture.completedFuture(null);

  IssuerContact(Clock clock) {
    this.clock = clock;
  }

  /**
   * Has a token checked.
   *
   * @return who it is; empty for a token that is not good; a failure where the issuer is away
   */
  public Uni<Optional<SecurityIdentity>> ask(Supplier<Uni<SecurityIdentity>> check) {
    if (reached) {
      return checked(check);
    }
    if (isLeftAlone()) {
      return Uni.createFrom().failure(unavailable());
    }
    return firstContact(check);
  }

  private synchronized Uni<Optional<SecurityIdentity>> firstContact(
      Supplier<Uni<SecurityIdentity>> check) {
    if (!firstContact.isDone()) {
      // A copy, since a caller that disconnects cancels the future it waits for.
      return CallerContext.keep(Uni.createFrom().completionStage(firstContact.copy()))
          .chain(over -> ask(check));
    }
    CompletableFuture<Void> mine = new CompletableFuture<>();
    firstContact = mine;
    return checked(check).onTermination().invoke(() -> mine.complete(null));
  }

  private Uni<Optional<SecurityIdentity>> checked(Supplier<Uni<SecurityIdentity>> check) {
    return Uni.createFrom()
        .deferred(check::get)
        .map(Optional::ofNullable)
        .invoke(found -> reached = true)
        .onFailure()
        .recoverWithUni(this::refuse);
  }

  private Uni<Optional<SecurityIdentity>> refuse(Throwable cause) {
    boolean isAway =
        causes(cause).anyMatch(IssuerContact::isOfConnection)
            || !reached && !(cause instanceof AuthenticationFailedException);
    if (isAway) {
      leftAloneUntil = clock.instant().plus(ASKED_AGAIN_AFTER);
      LOG.warnf("issuer unavailable cause=%s", cause.toString());
    } else {
      reached = true;
      LOG.debugf("token refused cause=%s", cause.toString());
    }
    boolean isUnknownKey = causes(cause).anyMatch(UnresolvableKeyException.class::isInstance);
    return isAway || isUnknownKey && isLeftAlone()
        ? Uni.createFrom().failure(unavailable())
        : Uni.createFrom().item(Optional.empty());
  }

  private boolean isLeftAlone() {
    return clock.instant().isBefore(leftAloneUntil);
  }

  private static boolean isOfConnection(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof TimeoutException
        || cause instanceof VertxException;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST_CAUSE);
  }

  private static ProblemException unavailable() {
    return ProblemException.passing(
        ErrorCode.ISSUER_UNAVAILABLE,
        "The issuer of tokens does not answer, so yours cannot be checked. A key can.",
        ASKED_AGAIN_AFTER);
  }
}
