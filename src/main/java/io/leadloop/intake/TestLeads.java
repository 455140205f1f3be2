package io.leadloop.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.lead.LeadId;
import io.leadloop.provider.Provider;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Accepts test leads, which pass through the whole gateway like any other lead; they are sent in
 * Oplead's test mode, and their events are marked.
 */
@Singleton
public class TestLeads {
  private final SubmissionReader reader;
  private final Intake intake;

  TestLeads(SubmissionReader reader, Intake intake) {
    this.reader = reader;
    this.intake = intake;
  }

  /**
   * Accepts a test lead; fails like {@code POST /v1/leads}.
   *
   * @param submission the body, as a provider would post it
   */
  public Uni<LeadId> accept(Provider provider, String submission) {
    return Uni.createFrom()
        .item(() -> reader.read(submission.getBytes(UTF_8), null).asTest())
        .chain(read -> intake.accept(provider, read))
        .chain(Receipt::lead)
        .map(LeadView::id);
  }
}
