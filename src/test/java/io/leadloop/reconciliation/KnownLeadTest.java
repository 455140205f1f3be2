package io.leadloop.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownLeadTest {
  @ParameterizedTest
  @CsvSource({
    // state, sequence and status here; those of the list; the verdict
    "forwarded, 3, won, , , MATCHED",
    "forwarded, 3, won, 3, won, MATCHED",
    "forwarded, 3, won, 3, , MATCHED",
    "forwarded, 3, won, , won, MATCHED",
    "forwarded, 3, won, 2, won, BEHIND",
    "forwarded, 3, won, 0, , BEHIND",
    "forwarded, 3, won, 4, won, AHEAD",
    "forwarded, 3, won, 3, lost, STATUS_DIFFERS",
    "forwarded, 3, won, , lost, STATUS_DIFFERS",
    "forwarded, 1, , , , NO_FEEDBACK",
    "forwarded, 1, , 1, , NO_FEEDBACK",
    "forwarded, 1, , 1, won, STATUS_DIFFERS",
    "forwarded, 1, , 2, won, AHEAD",
    "queued, 0, , , , NOT_FORWARDED",
    "rejected, 1, , 1, , NOT_FORWARDED",
    "rejected, 1, , 5, won, NOT_FORWARDED",
    "expired, 1, , 0, , NOT_FORWARDED",
  })
  void theFirstDifferenceCounts(
      String state,
      int sequence,
      String status,
      Integer listedSequence,
      String listedStatus,
      Verdict verdict) {
    KnownLead known =
        new KnownLead(
            UUID.randomUUID(),
            Optional.of("r-1"),
            LeadState.ofWireName(state),
            Optional.empty(),
            sequence,
            Optional.ofNullable(status).map(code -> new LeadStatus(code, code, Instant.EPOCH)));

    assertThat(known.compare(new ListedLead("r-1", listedSequence, listedStatus)))
        .isEqualTo(verdict);
  }
}
