package io.leadloop.console.lead;

import java.util.Locale;
import java.util.Optional;

/** What was just done to a lead, as its page's address has it: {@code done=} and the wire name. */
public enum LeadNotice {
  RETRIED(true),
  POLLED(true),
  ABSENT(false),
  RESENT(true),
  ERASED(true),
  MISTYPED(false);

  private final boolean isGood;

  LeadNotice(boolean isGood) {
    this.isGood = isGood;
  }

  /** Empty for another name. */
  static Optional<LeadNotice> ofWireName(String name) {
    for (LeadNotice notice : values()) {
      if (notice.wireName().equals(name)) {
        return Optional.of(notice);
      }
    }
    return Optional.empty();
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
