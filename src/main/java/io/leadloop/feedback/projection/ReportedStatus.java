package io.leadloop.feedback.projection;

import io.leadloop.lead.LeadStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * A status as an event reports it, with its details.
 *
 * @param status null before the first one
 * @param dated whether Oplead reported its time; otherwise its time is that of a receipt
 * @param mapVersion of the table that gave it its code; null where it is not this event's news
 * @param amount of a quote or an order, or null
 * @param appointmentAt when an appointment is, or null
 * @param late whether a newer one was reported before
 * @param correction whether only its code is news
 * @param origin who set it, or null if that was the customer
 */
record ReportedStatus(
    LeadStatus status,
    boolean dated,
    String mapVersion,
    BigDecimal amount,
    Instant appointmentAt,
    boolean late,
    boolean correction,
    String origin) {
  private static final String PROVIDER = "provider";
  private static final String POLL = "poll";

  /** What the lead has already, in an event about another subject. */
  static ReportedStatus unchanged(LeadStatus status) {
    return new ReportedStatus(status, false, null, null, null, false, false, null);
  }

  /** What a callback reports; amount and appointment may be null. */
  static ReportedStatus reported(
      LeadStatus status,
      boolean dated,
      String mapVersion,
      BigDecimal amount,
      Instant appointmentAt) {
    return new ReportedStatus(status, dated, mapVersion, amount, appointmentAt, false, false, null);
  }

  /** The last status again, with the code that a mended table gives it. */
  static ReportedStatus corrected(LeadStatus status, String mapVersion) {
    return new ReportedStatus(status, false, mapVersion, null, null, false, true, null);
  }

  /**
   * The same, after a status that the lead has already. Only a status with a time of its own can be
   * late: times of receipt come from the clocks of several replicas, and order nothing.
   *
   * @param current the lead's status, or null
   * @param allowance by how much this one may be older, where the times are of different clocks
   */
  ReportedStatus after(LeadStatus current, Duration allowance) {
    boolean older = dated && current != null && status.at().plus(allowance).isBefore(current.at());
    return new ReportedStatus(
        status, dated, mapVersion, amount, appointmentAt, older, correction, origin);
  }

  /**
   * The same, read after what was received later than it: late where the lead has any status of a
   * later time.
   *
   * @param allowance by how much this one may be older, where the times are of different clocks
   */
  ReportedStatus afterAll(LeadStatus current, Duration allowance) {
    boolean older = current != null && status.at().plus(allowance).isBefore(current.at());
    return new ReportedStatus(
        status, dated, mapVersion, amount, appointmentAt, older, correction, origin);
  }

  /** The same, as the status that the provider asked for. */
  ReportedStatus byProvider() {
    return of(PROVIDER);
  }

  /** The same, as one that the gateway asked Oplead for. */
  ReportedStatus byPoll() {
    return of(POLL);
  }

  private ReportedStatus of(String who) {
    return new ReportedStatus(
        status, dated, mapVersion, amount, appointmentAt, late, correction, who);
  }
}
