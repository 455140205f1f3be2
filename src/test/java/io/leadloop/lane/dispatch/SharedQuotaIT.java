package io.leadloop.lane.dispatch;

import static io.leadloop.testing.SharedReplicas.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.Arrivals;
import io.leadloop.testing.ReplicaScenario;
import io.leadloop.testing.Replicas;
import io.leadloop.testing.SharedReplicas;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two packaged gateways send to one customer's Oplead, which sees the quota used and kept. */
@ExtendWith(SharedReplicas.class)
class SharedQuotaIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int QUOTA = 50;

  /**
   * The quota without the slot that one as large as this reserves for what an administrator asks.
   */
  private static final int FULL = QUOTA - 1;

  private static final int WINDOWFULS = 3;
  private static final String LATE =
      LateLane.count("(select id from customer where slug = ?)", WINDOW);

  @Test
  void twoGatewaysTogetherUseAllOfTheQuotaAndNeverMore(Replicas replicas) {
    try (ReplicaScenario scenario = new ReplicaScenario(replicas, QUOTA)) {
      int leads = WINDOWFULS * FULL;
      submit(scenario, replicas, leads);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(scenario.count(LATE)).as("late").isZero();
                return scenario.leads("forwarded") == leads;
              });

      assertThat(Arrivals.names(scenario.oplead())).hasSize(leads).doesNotHaveDuplicates();
      List<Long> arrivals = Arrivals.nanos(scenario.oplead());
      assertThat(Arrivals.fullestWindow(arrivals, WINDOW)).isEqualTo(FULL);
      assertThat(Arrivals.windowfuls(arrivals, FULL, WINDOW))
          .hasSize(WINDOWFULS)
          .allMatch(used -> used == FULL);
      assertThat(scenario.count(lane("used::bigint", "lane")))
          .isEqualTo(scenario.count(lane("sum(requests)::bigint", "lane_slot")));
    }
  }

  private static void submit(ReplicaScenario scenario, Replicas replicas, int leads) {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < leads; i++) {
      String gateway = replicas.both().get(i % 2).url();
      answers.add(scenario.client().submit(gateway, "lead-" + i, "lead-" + i));
    }
    assertThat(answers).allMatch(answer -> answer.join().statusCode() == 202);
  }

  private static String lane(String what, String table) {
    return "select %s from %s l join customer c on c.id = l.customer_id where c.slug = ?"
        .formatted(what, table);
  }
}
