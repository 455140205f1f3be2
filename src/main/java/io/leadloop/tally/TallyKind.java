package io.leadloop.tally;

import java.util.Arrays;

/** The kinds of counts. The number is stored and never changes. */
public enum TallyKind {
  /** Accepted; the slot is one of several shards. */
  TAKEN(0),
  /** Reported as forwarded; the slot is how long that took since the lead was accepted. */
  FORWARDED(1),
  REJECTED(2),
  HELD(3),
  EXPIRED(4),
  /** Had its first status; the slot is how long that took since it was forwarded. */
  FIRST_STATUS(5),
  /** Changes of status; the slot is the code. */
  STATUS(6);

  private final int number;

  TallyKind(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static TallyKind of(int number) {
    return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst().orElseThrow();
  }
}
