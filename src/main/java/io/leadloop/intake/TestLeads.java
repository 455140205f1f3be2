package io.leadloop.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.lead.LeadId;
import io.leadloop.provider.Provider;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Takes leads that try the way through everything: like any other lead, but marked, so that Oplead
 * gets them in its test mode and their events say what they are.
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
   * Accepts a test lead of that provider; fails as {@code POST /v1/leads} does.
   *
   * @param submission as a provider would post it
   */
  public Uni<LeadId> accept(Provider provider, String submission) {
    return Uni.createFrom()
        .item(() -> reader.read(submission.getBytes(UTF_8), null).asTest())
        .chain(read -> intake.accept(provider, read))
        .chain(Receipt::lead)
        .map(LeadView::id);
  }
}
