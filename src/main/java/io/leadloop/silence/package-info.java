/**
 * Leads about which Oplead reports nothing. {@link io.leadloop.silence.OverdueDetector} notices
 * them, by what {@link io.leadloop.silence.FeedbackLatency} learned of the customer, and {@link
 * io.leadloop.silence.PollWork} asks Oplead for them with quota that nothing else needs; {@link
 * io.leadloop.silence.LeadRefresh} asks for one lead at once, for its provider or an administrator.
 * It interprets no answer: what Oplead returns goes into the feedback log. The trigger {@code
 * customer_has_a_pace} on {@code customer} keeps a row of latency for each customer.
 */
package io.leadloop.silence;
