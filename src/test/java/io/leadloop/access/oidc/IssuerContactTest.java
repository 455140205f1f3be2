package io.leadloop.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;

/** When the issuer is contacted, and how its failures are reported. */
class IssuerContactTest {
  private static final Uni<SecurityIdentity> GOOD =
      Uni.createFrom()
          .item(QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("s")).build());
  private static final Uni<SecurityIdentity> AWAY =
      Uni.createFrom().failure(new AuthenticationFailedException(new ConnectException("refused")));
  private static final Uni<SecurityIdentity> BAD =
      Uni.createFrom().failure(new AuthenticationFailedException());
  private static final Uni<SecurityIdentity> UNKNOWN_KEY =
      Uni.createFrom()
          .failure(new AuthenticationFailedException(new UnresolvableKeyException("no such key")));

  /** It may be any number, and may overflow. */
  private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

  private int asked;
  private final IssuerContact contact = new IssuerContact(() -> now);

  @Test
  void unreachableIssuerIsRetriedAfterAPause() {
    assertAway(AWAY);
    assertAway(GOOD);
    assertThat(asked).isEqualTo(1);
    now += IssuerContact.RETRY_AFTER.toNanos() - 1;
    assertAway(GOOD);
    assertThat(asked).isEqualTo(1);
    now++;
    assertThat(ask(GOOD)).isPresent();
  }

  /** Regression: a client that disconnected ended the wait of all. */
  @Test
  void cancelledTokenDoesNotEndTheWaitOfOthers() {
    AtomicReference<UniEmitter<? super SecurityIdentity>> first = new AtomicReference<>();
    List<Optional<SecurityIdentity>> answers = new ArrayList<>();
    contact
        .verify(() -> Uni.createFrom().<SecurityIdentity>emitter(first::set))
        .subscribe()
        .with(answers::add);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    contact.verify(() -> GOOD).subscribe().with(answers::add, failure::set);
    contact.verify(() -> GOOD).subscribe().with(answers::add, failure::set).cancel();
    contact.verify(() -> GOOD).subscribe().with(answers::add, failure::set);
    assertThat(answers).isEmpty();
    assertThat(failure).hasNullValue();
    first.get().complete(GOOD.await().indefinitely());
    assertThat(answers).hasSize(3);
  }

  @Test
  void invalidTokenDoesNotBlockValidOnes() {
    for (int i = 0; i < 100; i++) {
      assertThat(ask(BAD)).isEmpty();
      assertThat(ask(UNKNOWN_KEY)).isEmpty();
    }
    assertThat(ask(GOOD)).isPresent();
  }

  @Test
  void knownKeyIsVerifiedWhileTheIssuerIsUnavailable() {
    assertThat(ask(GOOD)).isPresent();
    assertAway(AWAY);
    assertThat(ask(GOOD)).isPresent();
    assertThat(ask(BAD)).isEmpty();
  }

  @Test
  void unknownKeyGets503WhileTheIssuerIsUnavailable() {
    assertThat(ask(GOOD)).isPresent();
    assertAway(AWAY);
    assertAway(UNKNOWN_KEY);
    now += IssuerContact.RETRY_AFTER.plusSeconds(1).toNanos();
    assertThat(ask(UNKNOWN_KEY)).isEmpty();
  }

  @Test
  void concurrentTokensContactTheIssuerOnce() {
    AtomicReference<UniEmitter<? super SecurityIdentity>> first = new AtomicReference<>();
    List<Throwable> refusals = new ArrayList<>();
    contact
        .verify(() -> Uni.createFrom().emitter(emitter -> first.set(emitter)))
        .subscribe()
        .with(found -> {}, refusals::add);
    for (int i = 0; i < 50; i++) {
      contact.verify(() -> counted(AWAY)).subscribe().with(found -> {}, refusals::add);
    }
    assertThat(asked).isZero();
    first.get().fail(new ConnectException("refused"));
    assertThat(asked).isZero();
    assertThat(refusals).hasSize(51);
  }

  private Optional<SecurityIdentity> ask(Uni<SecurityIdentity> answer) {
    return contact.verify(() -> counted(answer)).await().indefinitely();
  }

  private Uni<SecurityIdentity> counted(Uni<SecurityIdentity> answer) {
    asked++;
    return answer;
  }

  private void assertAway(Uni<SecurityIdentity> answer) {
    assertThatThrownBy(() -> ask(answer))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ISSUER_UNAVAILABLE));
  }
}
