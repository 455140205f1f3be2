package io.leadloop.admin.feedback;

import java.time.Instant;
import java.util.List;

/**
 * How feedback moves.
 *
 * @param outbox what waits for the log
 * @param log how far the projection of all replicas is
 * @param coverage the customers with the least feedback, at most 20
 */
public record FeedbackOverview(Waiting outbox, Log log, List<Coverage> coverage) {
  /**
   * Feedback that the log does not have yet.
   *
   * @param waiting its rows; no more than 100,000 are counted
   * @param oldestAt when the first was written; null where none waits
   */
  public record Waiting(long waiting, Instant oldestAt) {}

  /**
   * The feedback log.
   *
   * @param reachable whether Kafka answers
   * @param lag the records that are not projected; null where Kafka does not answer
   * @param partitions the partitions that have such records
   */
  public record Log(boolean reachable, Long lag, List<PartitionLag> partitions) {}

  /** The records of one partition that are not projected. */
  public record PartitionLag(int partition, long lag) {}

  /**
   * A customer's feedback.
   *
   * @param forwarded its last leads that Oplead has, as far as they were looked at
   * @param withStatus of these, with at least one status
   * @param overdue leads whose first status is overdue; no more than 10,000 are counted
   */
  public record Coverage(String customer, String name, int forwarded, int withStatus, int overdue) {
    public int percent() {
      return forwarded == 0 ? 0 : 100 * withStatus / forwarded;
    }
  }
}
