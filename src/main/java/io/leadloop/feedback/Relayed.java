package io.leadloop.feedback;

import io.leadloop.lead.LeadId;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The result of one attempt to move an outbox row to the log.
 *
 * @param cause the kind of failure, without any of the record's content; null where there is none
 */
public record Relayed(Outbox.Waiting row, Result result, String cause) {
  /** What a row's attempt can end with. */
  public enum Result {
    /** The log has it. */
    APPENDED,
    /** The log never takes it, though it takes others. */
    REFUSED,
    /** The log did not take it now; it may have it all the same. */
    FAILED,
    /** It was not tried. */
    UNSENT
  }

  /** Failures that are the record's own: the same record fails again, and others do not. */
  private static final List<Class<? extends Exception>> REFUSALS =
      List.of(
          RecordTooLargeException.class,
          RecordBatchTooLargeException.class,
          InvalidRecordException.class,
          InvalidTimestampException.class);

  public static Relayed of(Outbox.Waiting row, Throwable failure) {
    if (failure == null) {
      return new Relayed(row, Result.APPENDED, null);
    }
    boolean refused = REFUSALS.stream().anyMatch(refusal -> refusal.isInstance(failure));
    return new Relayed(
        row, refused ? Result.REFUSED : Result.FAILED, failure.getClass().getSimpleName());
  }

  /** A row that is longer than the log takes, whose payload was not even read. */
  public static Relayed tooLong(Outbox.Waiting row) {
    return new Relayed(row, Result.REFUSED, RecordTooLargeException.class.getSimpleName());
  }

  public static Relayed unsent(Outbox.Waiting row) {
    return new Relayed(row, Result.UNSENT, null);
  }

  public LeadId leadId() {
    return row.leadId();
  }

  /** Those that ended so. */
  public static List<Relayed> with(Result result, List<Relayed> relayed) {
    Predicate<Relayed> ended = r -> r.result == result;
    return relayed.stream().filter(ended).toList();
  }
}
