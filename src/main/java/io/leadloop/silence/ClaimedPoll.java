package io.leadloop.silence;

import io.leadloop.customer.KeptAccount;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;

/**
 * A silent lead for which Oplead is to be asked.
 *
 * @param slot that it took of the lane
 * @param poll 1 for the first time
 * @param opleadId Oplead's name for the lead
 */
record ClaimedPoll(SlotId slot, LeadId lead, int poll, KeptAccount account, String opleadId) {}
