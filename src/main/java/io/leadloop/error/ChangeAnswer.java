package io.leadloop.error;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The answer to a change that was made. It often needs another look at the database, and if that
 * fails, the change was made all the same, so an error would be wrong: its caller would repeat it.
 */
public final class ChangeAnswer {
  private static final Logger LOG = Logger.getLogger(ChangeAnswer.class);

  private ChangeAnswer() {}

  /**
   * Never fails.
   *
   * @param subject what was changed, for the log: {@code leads/…}, as in the audit
   * @param read the answer
   * @param known the answer that needs no reading
   */
  public static <T> Uni<T> of(String subject, Uni<T> read, Supplier<T> known) {
    return read.onFailure()
        .invoke(e -> LOG.warnf(e, "not read after a change subject=%s", subject))
        .onFailure()
        .recoverWithItem(known);
  }
}
