package io.leadloop.feedback.callback;

import io.leadloop.lead.LeadId;

/** A verified callback token: proof that its bearer was told this lead's address. */
public record CallbackToken(LeadId lead) {}
