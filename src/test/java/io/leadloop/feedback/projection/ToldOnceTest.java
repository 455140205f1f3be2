package io.leadloop.feedback.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.LeadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A status that comes by two ways is news once; one that comes again by the same way is news. */
class ToldOnceTest {
  private static final Instant T = Instant.parse("2026-11-24T10:00:00Z");

  private final ToldOnce once = new ToldOnce(null, Set.of());
  private LeadStatus current;

  @Test
  void theFirstWayIsNewsAndTheSecondIsNot() {
    assertThat(isNews(Way.CALLBACK, dated("A", T))).isTrue();
    assertThat(isNews(Way.SUBSCRIPTION, dated("A", T))).isFalse();
    assertThat(isNews(Way.SUBSCRIPTION, dated("B", T.plusSeconds(5)))).isTrue();
    assertThat(isNews(Way.CALLBACK, dated("B", T.plusSeconds(5)))).isFalse();
    assertThat(once.otherwise()).isTrue();
  }

  @Test
  void withoutATimeOfItsOwnItIsTheSameWhileItIsNear() {
    assertThat(isNews(Way.SUBSCRIPTION, undated("A", T))).isTrue();
    assertThat(isNews(Way.CALLBACK, undated("A", T.plusSeconds(3)))).isFalse();
    assertThat(isNews(Way.SUBSCRIPTION, undated("A", T.plusSeconds(300)))).isTrue();
  }

  @Test
  void theSameWayAgainIsNews() {
    assertThat(isNews(Way.CALLBACK, dated("A", T))).isTrue();
    assertThat(isNews(Way.CALLBACK, dated("B", T.plusSeconds(1)))).isTrue();
    assertThat(isNews(Way.CALLBACK, dated("A", T.plusSeconds(2)))).isTrue();
    assertThat(isNews(Way.CALLBACK, dated("A", T.plusSeconds(3)))).isTrue();
  }

  @Test
  void whatWasOvertakenIsNotToldAgainByTheOtherWay() {
    assertThat(isNews(Way.CALLBACK, dated("A", T))).isTrue();
    assertThat(isNews(Way.CALLBACK, dated("B", T.plusSeconds(60)))).isTrue();
    assertThat(isNews(Way.SUBSCRIPTION, dated("A", T))).isFalse();
    ToldOnce later =
        new ToldOnce(Way.CALLBACK, Set.of(ToldOnce.key(new LeadStatus("other", "A", T))));
    assertThat(later.covers(Way.SUBSCRIPTION, dated("A", T), current)).isTrue();
  }

  @Test
  void whatWasAskedForNeverGoesBack() {
    assertThat(isNews(Way.POLL, dated("A", T))).isTrue();
    assertThat(isNews(Way.POLL, dated("A", T.plusSeconds(600)))).isFalse();
    assertThat(isNews(Way.POLL, dated("B", T.minusSeconds(1)))).isFalse();
    assertThat(isNews(Way.CALLBACK, dated("A", T))).isFalse();
    assertThat(isNews(Way.POLL, dated("C", T.plusSeconds(900)))).isTrue();
  }

  private boolean isNews(Way way, ToldStatus reported) {
    if (once.covers(way, reported, current)) {
      return false;
    }
    ToldStatus told = reported.after(current, Duration.ZERO);
    once.tell(way, told);
    current = told.late() ? current : told.status();
    return true;
  }

  private static ToldStatus dated(String label, Instant at) {
    return ToldStatus.reported(new LeadStatus("other", label, at), true, "1", null, null);
  }

  private static ToldStatus undated(String label, Instant at) {
    return ToldStatus.reported(new LeadStatus("other", label, at), false, "1", null, null);
  }
}
