package io.leadloop.lane;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.List;

/**
 * A kind of work that the lanes carry to Oplead, such as leads. A new kind is a bean that
 * implements this; its {@link jakarta.annotation.Priority} is its place among the others, the
 * highest first. For each due lane first every kind claims its reserved share, then every kind
 * claims from the rest of the quota. Claimed work is sent and settled by its {@link Attempt}.
 */
public interface LaneWork {
  /**
   * An SQL condition on {@code l.customer_id}, a locked lane: whether the lane has work of this
   * kind, due now or later. Where it is false, nothing is claimed. It is evaluated for every due
   * lane, so an index must answer it.
   */
  String isPresent();

  /** An SQL condition on {@code l}: whether work of this kind is due now. As quick as the other. */
  String isDue();

  /**
   * Claims what this kind may take before all others. In the caller's transaction, which holds the
   * lanes.
   */
  default Uni<List<Attempt>> claimReserved(SqlClient tx, LaneRoom room) {
    return Uni.createFrom().item(List.of());
  }

  /** Claims from what the kinds before it left. In the same transaction. */
  Uni<List<Attempt>> claim(SqlClient tx, LaneRoom room);
}
