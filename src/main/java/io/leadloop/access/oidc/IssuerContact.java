package io.leadloop.access.oidc;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.store.CallerContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Limits how often the issuer is contacted, whatever tokens arrive.
 *
 * <p>Until the first successful contact, one token at a time triggers a request, and none for a
 * while after a failure. Afterwards tokens with known keys are verified without the issuer, and
 * unknown keys trigger a request at most every {@link #RETRY_AFTER}, enforced by Quarkus. Only an
 * unreachable issuer results in a 503; any defect of a token is a 401.
 */
@Singleton
public class IssuerContact {
  /** Delay between requests to the issuer. */
  static final Duration RETRY_AFTER = IssuerPause.LENGTH;

  private static final Logger LOG = Logger.getLogger(IssuerContact.class);
  private static final int DEEPEST_CAUSE = 20;

  private final IssuerPause pause;
  private volatile boolean reached;
  private CompletableFuture<Void> firstContact = CompletableFuture.completedFuture(null);

  @Inject
  IssuerContact() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  IssuerContact(LongSupplier nanoTime) {
    this.pause = new IssuerPause(nanoTime);
  }

  /**
   * Verifies a token.
   *
   * @return the identity; empty for an invalid token; a failure if the issuer is unavailable
   */
  public Uni<Optional<SecurityIdentity>> verify(Supplier<Uni<SecurityIdentity>> check) {
    if (reached) {
      return checked(check);
    }
    if (pause.isPending()) {
      return Uni.createFrom().failure(unavailable());
    }
    return firstContact(check);
  }

  private synchronized Uni<Optional<SecurityIdentity>> firstContact(
      Supplier<Uni<SecurityIdentity>> check) {
    if (!firstContact.isDone()) {
      // A copy, because a caller that disconnects cancels its future.
      return CallerContext.keep(Uni.createFrom().completionStage(firstContact.copy()))
          .chain(over -> verify(check));
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
    boolean isUnavailable =
        causes(cause).anyMatch(IssuerContact::isOfConnection)
            || !reached && !(cause instanceof AuthenticationFailedException);
    if (isUnavailable) {
      pause.begin();
      LOG.warnf("issuer unavailable cause=%s", cause.toString());
    } else {
      reached = true;
      LOG.debugf("token rejected cause=%s", cause.toString());
    }
    boolean isUnknownKey = causes(cause).anyMatch(UnresolvableKeyException.class::isInstance);
    return isUnavailable || isUnknownKey && pause.isPending()
        ? Uni.createFrom().failure(unavailable())
        : Uni.createFrom().item(Optional.empty());
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

  static ProblemException unavailable() {
    return ProblemException.passing(
        ErrorCode.ISSUER_UNAVAILABLE,
        "The token issuer does not answer, so tokens cannot be verified. Keys can.",
        RETRY_AFTER);
  }
}
