package io.leadloop.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.event.CountingFeed;
import io.leadloop.feedback.event.EventFeed.Entry;
import io.leadloop.intake.IntakeConfig;
import io.leadloop.provider.ProviderId;
import io.leadloop.store.CommitCursor;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Event streams and their shared cost. */
class EventStreamTest {
  private static final int LIMIT = 100;

  private final CountingFeed feed = new CountingFeed();
  private final EventTails tails =
      new EventTails(
          feed,
          new SmallRyeConfigBuilder()
              .addDefaultInterceptors()
              .withMapping(IntakeConfig.class)
              .build()
              .getConfigMapping(IntakeConfig.class));
  private final EventStream streams = new EventStream(feed, tails);
  private final ProviderId provider = new ProviderId(UUID.randomUUID());

  /** Five hundred streams caused a thousand transactions per second. */
  @Test
  void idleStreamsOfAllProvidersCostOneStatementARound() {
    List<ProviderId> providers =
        Stream.generate(() -> new ProviderId(UUID.randomUUID())).limit(10).toList();
    List<AssertSubscriber<Entry>> open = new ArrayList<>();
    for (ProviderId each : providers) {
      feed.add(each, 3);
      Stream.generate(() -> follow(each, CommitCursor.START)).limit(50).forEach(open::add);
    }
    feed.statements();
    round();
    assertThat(feed.statements()).isEqualTo(1);
    providers.forEach(each -> feed.add(each, 2));
    round();
    assertThat(feed.statements()).isEqualTo(1);
    assertThat(open).allSatisfy(stream -> assertThat(stream.getItems()).hasSize(5));
    open.forEach(AssertSubscriber::cancel);
    round();
    assertThat(feed.statements()).isZero();
  }

  @Test
  void aStreamThatIsBehindCatchesUpAndContinuesWithTheOthers() {
    feed.add(provider, 250);
    AssertSubscriber<Entry> first = follow(provider, CommitCursor.START);
    assertThat(first.getItems()).isEqualTo(feed.of(provider));
    feed.add(provider, 250);
    AssertSubscriber<Entry> second = follow(provider, new CommitCursor(100, 1));
    rounds(4);
    assertThat(first.getItems()).isEqualTo(feed.of(provider));
    assertThat(second.getItems()).isEqualTo(feed.of(provider).subList(100, 500));
    feed.add(provider, 1);
    feed.statements();
    round();
    assertThat(feed.statements()).isEqualTo(1);
    assertThat(first.getItems()).isEqualTo(feed.of(provider));
    assertThat(second.getItems()).isEqualTo(feed.of(provider).subList(100, 501));
  }

  @Test
  void aSlowReaderMissesNothingAndDelaysNoOther() {
    AssertSubscriber<Entry> quick = follow(provider, CommitCursor.START);
    AssertSubscriber<Entry> slow =
        streams
            .after(provider, CommitCursor.START)
            .subscribe()
            .withSubscriber(AssertSubscriber.create(1));
    for (int i = 0; i < 10; i++) {
      feed.add(provider, 130);
      rounds(2);
      slow.request(5);
    }
    assertThat(quick.getItems()).isEqualTo(feed.of(provider));
    assertThat(slow.getItems()).isEqualTo(feed.of(provider).subList(0, 51));
    slow.request(Long.MAX_VALUE);
    assertThat(slow.getItems()).isEqualTo(feed.of(provider));
    feed.add(provider, 1);
    round();
    assertThat(slow.getItems()).isEqualTo(feed.of(provider));
  }

  @Test
  void aFutureCursorDelaysNoOther() {
    AssertSubscriber<Entry> future = follow(provider, new CommitCursor(1_000_000, 1));
    AssertSubscriber<Entry> present = follow(provider, CommitCursor.START);
    feed.add(provider, 5);
    round();
    assertThat(present.getItems()).isEqualTo(feed.of(provider));
    assertThat(future.getItems()).isEmpty();
  }

  /** The gateway once waited ten seconds for them, and then cut them off. */
  @Test
  void streamsAreToEndOnceTheGatewayIsAskedToStop() {
    AssertSubscriber<Object> before = ends();
    before.assertHasNotReceivedAnyItem();
    streams.stop(new ShutdownDelayInitiatedEvent());
    assertThat(before.getItems()).hasSize(1);
    assertThat(ends().getItems()).as("of one that is opened later").hasSize(1);
  }

  private AssertSubscriber<Object> ends() {
    return streams
        .stops()
        .onItem()
        .castTo(Object.class)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(1));
  }

  @Test
  void oneStreamTooManyIsRefusedUntilAnotherEnds() {
    AssertSubscriber<Entry> first = follow(provider, CommitCursor.START);
    for (int open = 1; open < LIMIT; open++) {
      follow(provider, CommitCursor.START);
    }
    assertThatThrownBy(() -> streams.after(provider, CommitCursor.START))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
              assertThat(e.retryAfter()).isPresent();
            });
    follow(new ProviderId(UUID.randomUUID()), CommitCursor.START);
    first.cancel();
    follow(provider, CommitCursor.START);
  }

  private AssertSubscriber<Entry> follow(ProviderId of, CommitCursor from) {
    return streams
        .after(of, from)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      round();
    }
  }

  private void round() {
    tails.round().await().indefinitely();
  }
}
