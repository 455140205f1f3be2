package io.leadloop.tally;

import java.util.List;

/** The numbers by which status codes are stored; they never change, new codes are appended. */
public final class StatusSlots {
  static final List<String> CODES =
      List.of(
          "new",
          "in_progress",
          "nursery",
          "appointment",
          "quote_to_do",
          "quote_follow_up",
          "won",
          "lost",
          "no_follow_up",
          "other");

  private StatusSlots() {}

  /** An unknown code counts as other. */
  public static int of(String code) {
    int slot = CODES.indexOf(code);
    return slot < 0 ? CODES.indexOf("other") : slot;
  }

  static String code(int slot) {
    return CODES.get(slot);
  }
}
