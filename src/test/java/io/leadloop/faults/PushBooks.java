package io.leadloop.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an endpoint was owed and what it has: the provider's feed, the recorded attempts and what
 * the receiver accepted, held against each other.
 */
final class PushBooks {
  /** Longer than the lease of a gateway that was killed. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration POLL = Duration.ofMillis(500);

  private static final String WAITING =
      """
      select (select count(*) from push_lead l where l.endpoint_id = c.endpoint_id)
        + case when has_next_event(e.provider_id, c.transaction, c.position) then 1 else 0 end
      from push_cursor c join push_endpoint e on e.id = c.endpoint_id
      where c.endpoint_id = ?::uuid
      """;

  private static final String PUBLISHED =
      """
      select v.lead_id::text, v.sequence, coalesce(d.delivered, false), d.event_id is not null
      from push_endpoint e join lead_event v on v.provider_id = e.provider_id
      left join (
        select event_id, bool_or(state = 'delivered') as delivered from push_delivery
        where endpoint_id = ?::uuid and state in ('delivered', 'given_up') group by event_id
      ) d on d.event_id = v.id
      where e.id = ?::uuid
      """;

  private final Installation installation;
  private final FailingEndpoint endpoint;

  private PushBooks(Installation installation, FailingEndpoint endpoint) {
    this.installation = installation;
    this.endpoint = endpoint;
  }

  /** Waits until nothing waits any more, and then fails unless the books balance. */
  static Balance balance(Installation installation, FailingEndpoint endpoint) {
    return new PushBooks(installation, endpoint).balance();
  }

  private Balance balance() {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () -> {
              endpoint.resumeIfGone(); // Its last 410 may have been read since the last look.
              assertThat(installation.count(WAITING, endpoint.id()))
                  .as("waiting for %s, which is %s", endpoint, endpoint.state())
                  .isZero();
            });
    List<Published> events =
        installation.query(
            PUBLISHED,
            row ->
                new Published(
                    row.getString(1), row.getInt(2), row.getBoolean(3), row.getBoolean(4)),
            endpoint.id(),
            endpoint.id());
    assertThat(events).as("published = delivered + given up").allMatch(Published::settled);
    checkReceived(events);
    long delivered = events.stream().filter(Published::delivered).count();
    return new Balance(
        events.size(), delivered, events.size() - delivered, endpoint.counts().getLong("repeated"));
  }

  private void checkReceived(List<Published> events) {
    assertThat(endpoint.counts().getLong("out_of_order")).as("out of order").isZero();
    assertThat(endpoint.counts().getLong("bad_signatures")).as("the handshake's").isEqualTo(2);
    Map<String, List<Integer>> accepted = endpoint.accepted();
    Map<String, TreeSet<Integer>> published = sequences(events);
    accepted.forEach(
        (lead, sequences) -> {
          assertThat(sequences).as("the order of lead %s", lead).isSorted().doesNotHaveDuplicates();
          assertThat(published.getOrDefault(lead, new TreeSet<>())).containsAll(sequences);
        });
    sequences(events.stream().filter(Published::delivered).toList())
        .forEach(
            (lead, sequences) ->
                assertThat(accepted.getOrDefault(lead, List.of()))
                    .as("what lead %s delivered was received", lead)
                    .containsAll(Set.copyOf(sequences)));
  }

  private static Map<String, TreeSet<Integer>> sequences(List<Published> events) {
    return events.stream()
        .collect(
            groupingBy(Published::lead, mapping(Published::sequence, toCollection(TreeSet::new))));
  }

  /**
   * An event of the provider's feed.
   *
   * @param settled whether it was delivered or given up
   */
  private record Published(String lead, int sequence, boolean delivered, boolean settled) {}

  /**
   * How an endpoint's events ended.
   *
   * @param repeated how often an event was accepted that had been accepted before
   */
  record Balance(int published, long delivered, long givenUp, long repeated) {}
}
