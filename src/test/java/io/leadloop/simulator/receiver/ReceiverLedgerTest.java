package io.leadloop.simulator.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.leadloop.simulator.receiver.signature.SignatureVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReceiverLedgerTest {

  private final AtomicInteger bound = new AtomicInteger(100);
  private final ReceiverLedger ledger = new ReceiverLedger(bound::get, bound::get);

  @Test
  void sequencesAreInTheOrderOfFirstAcceptance() {
    accept("a1", "a", 1);
    accept("b1", "b", 1);
    accept("a3", "a", 3);
    accept("a2", "a", 2);
    accept("a3", "a", 3);
    assertThat(ledger.sequences())
        .containsExactly(entry("a", List.of(1L, 3L, 2L)), entry("b", List.of(1L)));
    assertThat(ledger.counts()).isEqualTo(new ReceiverCounts(5, 0, 5, 1, 1, 0));
  }

  @Test
  void sameSequenceWithAnotherIdIsOutOfOrder() {
    accept("a1", "a", 1);
    accept("a2", "a", 1);
    assertThat(ledger.counts().outOfOrder()).isOne();
    assertThat(ledger.counts().repeated()).isZero();
  }

  @Test
  void gapIsInOrderAndARepeatedEventDoesNotMoveTheLastOne() {
    accept("a1", "a", 1);
    accept("a5", "a", 5);
    accept("a1", "a", 1);
    accept("a6", "a", 6);
    assertThat(ledger.counts()).isEqualTo(new ReceiverCounts(4, 0, 4, 1, 0, 0));
  }

  @Test
  void refusedEventIsInNoSequence() {
    ledger.enter(request("a2", "a", 2, false));
    accept("a1", "a", 1);
    assertThat(ledger.sequences()).containsExactly(entry("a", List.of(1L)));
    assertThat(ledger.counts()).isEqualTo(new ReceiverCounts(2, 0, 1, 0, 0, 0));
  }

  @Test
  void oldestRequestsAndEventsAreForgottenAndCounted() {
    bound.set(3);
    accept("a1", "a", 1);
    accept("b1", "b", 1);
    accept("a2", "a", 2);
    accept("b2", "b", 2);
    assertThat(ledger.requests())
        .extracting(request -> request.id().orElseThrow())
        .containsExactly("b1", "a2", "b2");
    assertThat(ledger.forgottenRequests()).isOne();
    assertThat(ledger.sequences())
        .containsExactly(entry("a", List.of(2L)), entry("b", List.of(1L, 2L)));
    assertThat(ledger.forgottenEvents()).isOne();

    bound.set(1);
    accept("c1", "c", 1);
    assertThat(ledger.sequences()).containsExactly(entry("c", List.of(1L)));
    assertThat(ledger.counts().accepted()).isEqualTo(5);
    assertThat(ledger.requests()).hasSize(1);
  }

  @Test
  void newestRequestsComeFirst() {
    accept("a1", "a", 1);
    accept("a2", "a", 2);
    accept("a3", "a", 3);
    assertThat(ledger.newest(2))
        .extracting(request -> request.id().orElseThrow())
        .containsExactly("a3", "a2");
    assertThat(ledger.newest(9)).hasSize(3);
  }

  @Test
  void moreThanTenReceiversShareTheMemoryOfTen() {
    assertThat(ReceiverBounds.share(10_000, 1)).isEqualTo(10_000);
    assertThat(ReceiverBounds.share(10_000, 10)).isEqualTo(10_000);
    assertThat(ReceiverBounds.share(10_000, 100)).isEqualTo(1_000);
    assertThat(ReceiverBounds.share(10_000, 5_000)).isEqualTo(100);
    assertThat(ReceiverBounds.share(7, 5_000)).isEqualTo(7);
    assertThat(ReceiverBounds.share(Integer.MAX_VALUE, 1)).isEqualTo(Integer.MAX_VALUE);
  }

  private void accept(String id, String lead, long sequence) {
    ledger.enter(request(id, lead, sequence, true));
  }

  private static ReceivedRequest request(String id, String lead, long sequence, boolean accepted) {
    return new ReceivedRequest(
        Instant.EPOCH,
        Optional.of(id),
        Optional.of("type"),
        Optional.of(lead),
        Optional.of(sequence),
        Optional.of(1),
        false,
        SignatureVerdict.VALID,
        accepted ? 204 : 503,
        accepted,
        Optional.empty());
  }
}
