package io.leadloop.feedback.callback;

import io.leadloop.lead.LeadId;

/** A verified callback token, which proves that the sender knows this lead's address. */
public record CallbackToken(LeadId lead) {}
