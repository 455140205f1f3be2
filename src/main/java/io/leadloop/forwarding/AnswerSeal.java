package io.leadloop.forwarding;

import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Seals Oplead's words for the lead; that it fails costs the words and not the outcome. */
final class AnswerSeal {
  private static final Logger LOG = Logger.getLogger(AnswerSeal.class);

  private AnswerSeal() {}

  static Optional<byte[]> seal(Leads leads, LeadId lead, String answer) {
    try {
      return Optional.of(leads.sealAnswer(lead, answer));
    } catch (RuntimeException | StackOverflowError broken) {
      LOG.errorf(
          "an answer could not be sealed lead=%s cause=%s", lead, broken.getClass().getName());
      return Optional.empty();
    }
  }
}
