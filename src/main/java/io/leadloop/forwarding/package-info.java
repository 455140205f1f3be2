/**
 * Forwards leads to their customers' Oplead, as a {@link io.leadloop.lane.LaneWork}: {@link
 * io.leadloop.forwarding.LeadWork} claims those that wait, {@link
 * io.leadloop.forwarding.FirstAttempts} those whose lane is idle when they arrive, {@link
 * io.leadloop.forwarding.LeadDelivery} sends, {@link io.leadloop.forwarding.LeadSettlements}
 * records the outcomes with the feedback for the providers, and of those that failed a {@link
 * io.leadloop.forwarding.FailedAttempt}; {@link io.leadloop.forwarding.ResendPolicy} bounds how
 * often an uncertain lead is sent. {@link io.leadloop.forwarding.LeadSweeper} looks after leads
 * that no attempt will settle, and {@link io.leadloop.forwarding.LeadRequeue} puts a lead back. It
 * calls Oplead only within the lane.
 */
package io.leadloop.forwarding;
