package io.leadloop.benchmark;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Submissions without end, each with a reference of its own that counts up, for each customer in
 * turn.
 */
final class Submissions {
  /** Numbers of one length sort as they count. */
  private static final long FIRST = 100_000_000;

  private static final String LEAD =
      """
      "lead":{"lastname":"Dupont","firstname":"Jean","email":"jean.dupont@example.com",\
      "phone":"+33 1 23 45 67 89","postcode":"75011","city":"Paris","country":"FR",\
      "message":"Nous cherchons une cuisine sur mesure pour un appartement de 70 m2."}}""";

  private final AtomicLong next = new AtomicLong(FIRST);

  Buffer next() {
    return Buffer.buffer(text());
  }

  /** The same as a line of NDJSON. */
  Buffer nextLine() {
    return Buffer.buffer(text() + "\n");
  }

  private String text() {
    long number = next.getAndIncrement();
    String customer = Seed.customer((int) (number % Seed.CUSTOMERS));
    return "{\"customer\":\"" + customer + "\",\"reference\":\"LP-2026-" + number + "\"," + LEAD;
  }
}
