package io.leadloop.silence;

import io.leadloop.customer.KeptAccount;
import io.leadloop.lead.LeadId;
import java.util.UUID;

/**
 * A silent lead for which Oplead is to be asked.
 *
 * @param request the slot that it took of the lane
 * @param poll 1 for the first time
 * @param opleadId Oplead's name for the lead
 */
record ClaimedPoll(UUID request, LeadId lead, int poll, KeptAccount account, String opleadId) {}
