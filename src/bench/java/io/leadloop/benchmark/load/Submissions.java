package io.leadloop.benchmark.load;

import io.leadloop.benchmark.stage.Seed;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Submissions without end, each with a reference of its own that counts up, for each customer in
 * turn.
 */
public final class Submissions {
  /** Numbers of one length sort as they count. */
  private static final long FIRST = 100_000_000;

  private static final String LEAD =
      """
      "lead":{"lastname":"Dupont","firstname":"Jean","email":"jean.dupont@example.com",\
      "phone":"+33 1 23 45 67 89","postcode":"75011","city":"Paris","country":"FR",\
      "message":"Nous cherchons une cuisine sur mesure. Demande %s."}}""";

  private final int customers;
  private final String prefix;
  private final AtomicLong next = new AtomicLong(FIRST);

  private Submissions(int customers, String prefix) {
    this.customers = customers;
    this.prefix = prefix;
  }

  /**
   * @param customers how many take turns
   */
  public Submissions(int customers) {
    this(customers, "LP-2026-");
  }

  /** The same whose references begin otherwise, so that the database can tell them apart. */
  public static Submissions withPrefix(String prefix, int customers) {
    return new Submissions(customers, prefix);
  }

  Buffer next() {
    return take().body();
  }

  /** The same as a line of NDJSON. */
  Buffer nextLine() {
    return next().appendString("\n");
  }

  /** The next one, with the reference that its document repeats. */
  public Submission take() {
    long number = next.getAndIncrement();
    String customer = Seed.customer((int) (number % customers));
    String reference = prefix + number;
    return new Submission(
        reference,
        Buffer.buffer(
            "{\"customer\":\""
                + customer
                + "\",\"reference\":\""
                + reference
                + "\","
                + LEAD.formatted(reference)));
  }

  /** What a provider posts. */
  public record Submission(String reference, Buffer body) {
    @Override
    public String toString() {
      return "Submission[" + reference + "]";
    }
  }
}
