package io.leadloop.intake.bulk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.leadloop.intake.LeadView;

/**
 * The answer to an accepted line of a bulk request.
 *
 * @param line counted from 1
 * @param outcome {@code accepted} or {@code replayed}
 */
record LineLead(long line, String outcome, @JsonUnwrapped LeadView lead) {}
