package io.leadloop.intake;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Counts submissions: {@code leadloop.intake} by {@code outcome}, which is {@code accepted}, {@code
 * replayed}, {@code conflict} or {@code refused}. Unreadable bodies count only in the HTTP server's
 * metrics.
 */
@Singleton
class IntakeMetrics {
  private final Counter accepted;
  private final Counter replayed;
  private final Counter conflict;
  private final Counter refused;

  IntakeMetrics(MeterRegistry metrics) {
    this.accepted = counter(metrics, "accepted");
    this.replayed = counter(metrics, "replayed");
    this.conflict = counter(metrics, "conflict");
    this.refused = counter(metrics, "refused");
  }

  private static Counter counter(MeterRegistry metrics, String outcome) {
    return Counter.builder("leadloop.intake")
        .description("Submitted leads")
        .tag("outcome", outcome)
        .register(metrics);
  }

  void count(List<Receipt> receipts) {
    receipts.forEach(receipt -> of(receipt).increment());
  }

  private Counter of(Receipt receipt) {
    return switch (receipt.kind()) {
      case ACCEPTED -> accepted;
      case REPLAYED -> replayed;
      case REFUSED -> of((Receipt.Refused) receipt);
    };
  }

  private Counter of(Receipt.Refused receipt) {
    return receipt.cause() instanceof ProblemException problem
            && problem.code() == ErrorCode.REFERENCE_CONFLICT
        ? conflict
        : refused;
  }
}
