package io.leadloop.console.lead;

import io.leadloop.admin.lead.LeadWait;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What was just done to a lead, as its page's address has it: {@code done=} and the wire name. */
public enum LeadNotice {
  RETRIED(true),
  RETRIED_TOKEN(false),
  RETRIED_RESUME(false),
  POLLED(true),
  ABSENT(false),
  RESENT(true),
  ERASED(true),
  MISTYPED(false);

  private final boolean isGood;

  LeadNotice(boolean isGood) {
    this.isGood = isGood;
  }

  /**
   * Empty for another name. Sent again to a customer whose lane is stopped, a lead waits.
   *
   * @param waitsFor why the lead waits now; null if it waits for nothing
   */
  static Optional<LeadNotice> of(String name, LeadWait.Reason waitsFor) {
    return Arrays.stream(values())
        .filter(notice -> notice.wireName().equals(name))
        .findFirst()
        .map(notice -> notice == RETRIED ? retried(waitsFor) : notice);
  }

  private static LeadNotice retried(LeadWait.Reason waitsFor) {
    if (waitsFor == LeadWait.Reason.TOKEN) {
      return RETRIED_TOKEN;
    }
    return waitsFor == LeadWait.Reason.RESUME ? RETRIED_RESUME : RETRIED;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The message that reports it, in {@link TimelineMessages}. */
  public String word() {
    return "done_" + wireName();
  }

  /** Whether it is what was asked for. */
  public boolean isGood() {
    return isGood;
  }
}
