package io.leadloop.oplead;

import java.util.Locale;

/** What a status means, whatever Oplead calls it (CONTRACT, "status"). */
public enum StatusCode {
  NEW,
  IN_PROGRESS,
  NURSERY,
  APPOINTMENT,
  QUOTE_TO_DO,
  QUOTE_FOLLOW_UP,
  WON,
  LOST,
  NO_FOLLOW_UP,
  /** Anything that the table of labels does not know. */
  OTHER;

  /** The code in JSON, for example {@code in_progress}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
