package io.leadloop.feedback.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.LeadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A status that comes by two ways is news once; one that comes again by the same way is news. */
class StatusDeduplicatorTest {
  private static final Instant T = Instant.parse("2026-11-24T10:00:00Z");

  private final StatusDeduplicator once = new StatusDeduplicator(null, Set.of());
  private LeadStatus current;

  @Test
  void theFirstWayIsNewsAndTheSecondIsNot() {
    assertThat(isNews(StatusSource.CALLBACK, dated("A", T))).isTrue();
    assertThat(isNews(StatusSource.SUBSCRIPTION, dated("A", T))).isFalse();
    assertThat(isNews(StatusSource.SUBSCRIPTION, dated("B", T.plusSeconds(5)))).isTrue();
    assertThat(isNews(StatusSource.CALLBACK, dated("B", T.plusSeconds(5)))).isFalse();
    assertThat(once.otherwise()).isTrue();
  }

  @Test
  void withoutATimeOfItsOwnItIsTheSameWhileItIsNear() {
    assertThat(isNews(StatusSource.SUBSCRIPTION, undated("A", T))).isTrue();
    assertThat(isNews(StatusSource.CALLBACK, undated("A", T.plusSeconds(3)))).isFalse();
    assertThat(isNews(StatusSource.SUBSCRIPTION, undated("A", T.plusSeconds(300)))).isTrue();
  }

  @Test
  void theSameWayAgainIsNews() {
    assertThat(isNews(StatusSource.CALLBACK, dated("A", T))).isTrue();
    assertThat(isNews(StatusSource.CALLBACK, dated("B", T.plusSeconds(1)))).isTrue();
    assertThat(isNews(StatusSource.CALLBACK, dated("A", T.plusSeconds(2)))).isTrue();
    assertThat(isNews(StatusSource.CALLBACK, dated("A", T.plusSeconds(3)))).isTrue();
  }

  @Test
  void whatWasOvertakenIsNotToldAgainByTheOtherWay() {
    assertThat(isNews(StatusSource.CALLBACK, dated("A", T))).isTrue();
    assertThat(isNews(StatusSource.CALLBACK, dated("B", T.plusSeconds(60)))).isTrue();
    assertThat(isNews(StatusSource.SUBSCRIPTION, dated("A", T))).isFalse();
    StatusDeduplicator later =
        new StatusDeduplicator(
            StatusSource.CALLBACK, Set.of(StatusDeduplicator.key(new LeadStatus("other", "A", T))));
    assertThat(later.covers(StatusSource.SUBSCRIPTION, dated("A", T), current)).isTrue();
  }

  @Test
  void whatWasAskedForNeverGoesBack() {
    assertThat(isNews(StatusSource.POLL, dated("A", T))).isTrue();
    assertThat(isNews(StatusSource.POLL, dated("A", T.plusSeconds(600)))).isFalse();
    assertThat(isNews(StatusSource.POLL, dated("B", T.minusSeconds(1)))).isFalse();
    assertThat(isNews(StatusSource.CALLBACK, dated("A", T))).isFalse();
    assertThat(isNews(StatusSource.POLL, dated("C", T.plusSeconds(900)))).isTrue();
  }

  private boolean isNews(StatusSource way, ReportedStatus reported) {
    if (once.covers(way, reported, current)) {
      return false;
    }
    ReportedStatus told = reported.after(current, Duration.ZERO);
    once.record(way, told);
    current = told.late() ? current : told.status();
    return true;
  }

  private static ReportedStatus dated(String label, Instant at) {
    return ReportedStatus.reported(new LeadStatus("other", label, at), true, "1", null, null);
  }

  private static ReportedStatus undated(String label, Instant at) {
    return ReportedStatus.reported(new LeadStatus("other", label, at), false, "1", null, null);
  }
}
