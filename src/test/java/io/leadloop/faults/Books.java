package io.leadloop.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.feedback.callback.CallbackToken;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.testing.TopicReader;
import io.leadloop.vault.Vault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What everybody saw of a load's leads, held against each other: the providers' answers, what
 * reached Oplead, what Oplead's callbacks were answered, and what a {@code read_committed} consumer
 * read of each provider's topic.
 */
final class Books {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Duration QUIET = Installation.STATUS_DELAY.multipliedBy(5);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Pattern NAME = Pattern.compile("\"lastname\":\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile(".*/callbacks/([^/]+)");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATUS_CHANGED = "io.leadloop.lead.status-changed.v1";

  /** The event of each state in which a lead may rest. */
  private static final Map<String, String> TOLD_BY =
      Map.of(
          "forwarded", "io.leadloop.lead.forwarded.v1",
          "rejected", "io.leadloop.lead.rejected.v1",
          "held", "io.leadloop.lead.held.v1",
          "expired", "io.leadloop.lead.expired.v1");

  private final Installation installation;
  private final Load load;
  private final CallbackTokens tokens;
  private final Map<String, Load.Accepted> byId;

  private Books(Installation installation, Load load) {
    this.installation = installation;
    this.load = load;
    this.tokens =
        new CallbackTokens(new Vault(installation.keyset().toString()), URI.create("http://none"));
    this.byId =
        load.accepted().values().stream().collect(toMap(Load.Accepted::id, Function.identity()));
  }

  /** Waits until everything has come to rest, and then fails unless the books balance. */
  static Balance balance(Installation installation, Load load) {
    return new Books(installation, load).balance();
  }

  private Balance balance() {
    assertThat(load.accepted()).as("leads that were accepted").isNotEmpty();
    assertThat(load.answers().keySet()).as("answers to providers").isSubsetOf(0, 200, 202, 503);
    Map<String, Lead> leads = atRest();
    assertThat(leads.keySet()).as("a 202 is on disk").isEqualTo(byId.keySet());
    Set<String> twice = checkOplead(leads);

    Map<Told, Long> acknowledged = told(callback -> callback.status() == 200);
    Set<Told> sent = told(callback -> true).keySet();
    List<ConsumerRecord<String, String>> records = read(leads, acknowledged.keySet());
    checkOrder(records);
    checkStates(leads, records);
    long statuses = checkStatuses(records, acknowledged.keySet(), sent, twice, cameBack());
    long calls = acknowledged.values().stream().mapToLong(Long::longValue).sum();
    return new Balance(
        load.accepted().size(),
        leads.values().stream().collect(groupingBy(Lead::state, counting())),
        twice,
        calls,
        statuses,
        calls - acknowledged.size(),
        checkQuota());
  }

  /** Each lead's state, when none is on its way any more, Oplead is quiet and no feedback waits. */
  private Map<String, Lead> atRest() {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(leads().values())
                  .extracting(Lead::state)
                  .doesNotContain("queued", "forwarding", "uncertain");
              assertThat(installation.count("select count(*) from outbox")).isZero();
            });
    AtomicInteger callbacks = new AtomicInteger();
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .during(QUIET)
        .until(
            () -> {
              int now = installation.oplead().callbackCount();
              return callbacks.getAndSet(now) == now;
            });
    return leads();
  }

  private Map<String, Lead> leads() {
    String[] ids = byId.keySet().toArray(String[]::new);
    return installation
        .query(
            "select id::text, reference, state, possible_duplicate from lead_view where id::text ="
                + " any(?)",
            row ->
                new Lead(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)),
            (Object) ids)
        .stream()
        .collect(toMap(Lead::id, Function.identity()));
  }

  /**
   * Forwarded leads reached Oplead; possible duplicates there are reported.
   *
   * @return the ids of the latter
   */
  private Set<String> checkOplead(Map<String, Lead> leads) {
    Map<String, Long> arrived =
        installation.oplead().requests().stream()
            .filter(Books::mayBeDone)
            .map(Books::name)
            .flatMap(Optional::stream)
            .collect(groupingBy(Function.identity(), counting()));
    Set<String> forwarded =
        leads.values().stream()
            .filter(lead -> lead.state().equals("forwarded"))
            .map(Lead::reference)
            .collect(toSet());
    assertThat(arrived.keySet()).as("forwarded leads at Oplead").containsAll(forwarded);
    List<Lead> doubled =
        leads.values().stream()
            .filter(lead -> arrived.getOrDefault(lead.reference(), 0L) > 1)
            .toList();
    assertThat(doubled)
        .as("possible duplicates at Oplead are reported")
        .allMatch(Lead::possibleDuplicate);
    return doubled.stream().map(Lead::id).collect(toSet());
  }

  /** Answered as done, or unanswered and therefore unknown. */
  private static boolean mayBeDone(OpleadMain.Request request) {
    return request.admitted()
        && request.verb().equals("POST")
        && (request.status() / 100 == 2 || request.status() == 0);
  }

  private static Optional<String> name(OpleadMain.Request request) {
    Matcher matcher = NAME.matcher(request.body());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The statuses of this load's leads in callbacks, with counts. */
  private Map<Told, Long> told(Predicate<OpleadMain.Callback> which) {
    return installation.oplead().callbacks().stream()
        .filter(which)
        .flatMap(callback -> lead(callback).map(id -> new Told(id, callback.label())).stream())
        .filter(told -> byId.containsKey(told.lead()))
        .collect(groupingBy(Function.identity(), counting()));
  }

  /**
   * Statuses whose callback came again after one with another status of the same lead, as where one
   * is delayed and another repeated. It repeats the lead's last callback no more, so it is news.
   */
  private Set<Told> cameBack() {
    Map<String, List<String>> labels = new HashMap<>();
    Set<Told> cameBack = new HashSet<>();
    for (OpleadMain.Callback callback : installation.oplead().callbacks()) {
      lead(callback)
          .ifPresent(
              lead -> {
                List<String> before = labels.computeIfAbsent(lead, id -> new ArrayList<>());
                int first = before.indexOf(callback.label());
                if (first >= 0
                    && !Set.copyOf(before.subList(first, before.size()))
                        .equals(Set.of(callback.label()))) {
                  cameBack.add(new Told(lead, callback.label()));
                }
                before.add(callback.label());
              });
    }
    return cameBack;
  }

  private Optional<String> lead(OpleadMain.Callback callback) {
    Matcher matcher = TOKEN.matcher(callback.url());
    return matcher.matches()
        ? tokens.verify(matcher.group(1)).map(CallbackToken::lead).map(id -> id.value().toString())
        : Optional.empty();
  }

  /** Each provider's records about this load's leads, once all that is owed is there. */
  private List<ConsumerRecord<String, String>> read(Map<String, Lead> leads, Set<Told> owed) {
    return installation.providers().stream()
        .flatMap(provider -> read(provider, leads, owed).stream())
        .toList();
  }

  private List<ConsumerRecord<String, String>> read(
      Installation.Provider provider, Map<String, Lead> leads, Set<Told> owed) {
    Set<Told> own =
        owed.stream()
            .filter(told -> byId.get(told.lead()).provider().equals(provider.slug()))
            .collect(toSet());
    try (TopicReader reader = new TopicReader(installation.brokers().login(), provider.topic())) {
      awaitAll(reader, records -> missing(records, provider, leads, own));
      // A moment later there is not more than is owed.
      await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
      List<ConsumerRecord<String, String>> all = reader.readUntil(records -> true, PATIENCE);
      assertThat(all)
          .filteredOn(record -> byId.containsKey(record.key()))
          .as("events on the topic of %s", provider.slug())
          .allSatisfy(
              record -> assertThat(byId.get(record.key()).provider()).isEqualTo(provider.slug()));
      return all.stream().filter(record -> byId.containsKey(record.key())).toList();
    }
  }

  /** Fails with the missing events. */
  private static void awaitAll(
      TopicReader reader, Function<List<ConsumerRecord<String, String>>, Set<Object>> missing) {
    try {
      reader.readUntil(records -> missing.apply(records).isEmpty(), PATIENCE);
    } catch (ConditionTimeoutException e) {
      assertThat(missing.apply(reader.readUntil(records -> true, PATIENCE)))
          .as("owed to the provider, and not on its topic")
          .isEmpty();
    }
  }

  /** Events that are owed and were not read: statuses, and the event of each lead's state. */
  private Set<Object> missing(
      List<ConsumerRecord<String, String>> records,
      Installation.Provider provider,
      Map<String, Lead> leads,
      Set<Told> own) {
    Set<String> types =
        records.stream().map(record -> record.key() + type(record)).collect(toSet());
    Set<Object> missing = new HashSet<>(own);
    missing.removeAll(records.stream().flatMap(Books::status).collect(toSet()));
    leads.values().stream()
        .filter(lead -> byId.get(lead.id()).provider().equals(provider.slug()))
        .filter(lead -> !types.contains(lead.id() + TOLD_BY.get(lead.state())))
        .forEach(missing::add);
    return missing;
  }

  /** No event twice, and each lead's sequence counts up by one. */
  private static void checkOrder(List<ConsumerRecord<String, String>> records) {
    Map<String, Integer> last = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (ConsumerRecord<String, String> record : records) {
      assertThat(ids.add(TopicReader.header(record, "ce_id"))).as("an event once").isTrue();
      int sequence = Integer.parseInt(TopicReader.header(record, "ce_sequence"));
      assertThat(sequence)
          .as("sequence of lead %s", record.key())
          .isEqualTo(last.getOrDefault(record.key(), 0) + 1);
      last.put(record.key(), sequence);
    }
  }

  private static void checkStates(
      Map<String, Lead> leads, List<ConsumerRecord<String, String>> records) {
    Map<String, Long> told =
        records.stream()
            .filter(record -> !type(record).equals(STATUS_CHANGED))
            .collect(groupingBy(record -> record.key() + type(record), counting()));
    assertThat(leads.values())
        .as("each lead's state is published")
        .allSatisfy(lead -> assertThat(told).containsKey(lead.id() + TOLD_BY.get(lead.state())));
    assertThat(told)
        .as("forwarded is published once")
        .allSatisfy(
            (event, times) -> {
              if (event.endsWith(TOLD_BY.get("forwarded"))) {
                assertThat(times).isEqualTo(1);
              }
            });
  }

  /**
   * Every acknowledged status is published, every published status was received, and each once;
   * except for duplicates at Oplead, which have separate life cycles, and for statuses that came
   * back after another one.
   */
  private static long checkStatuses(
      List<ConsumerRecord<String, String>> records,
      Set<Told> acknowledged,
      Set<Told> sent,
      Set<String> twice,
      Set<Told> cameBack) {
    List<Told> events = records.stream().flatMap(Books::status).toList();
    assertThat(events)
        .filteredOn(told -> !twice.contains(told.lead()) && !cameBack.contains(told))
        .as("each status of a lead")
        .doesNotHaveDuplicates();
    assertThat(events).as("acknowledged callbacks").containsAll(acknowledged);
    assertThat(sent).as("callbacks that events tell of").containsAll(events);
    return events.size();
  }

  private static Stream<Told> status(ConsumerRecord<String, String> record) {
    if (!type(record).equals(STATUS_CHANGED)) {
      return Stream.empty();
    }
    try {
      JsonNode data = JSON.readTree(record.value());
      return Stream.of(new Told(record.key(), data.at("/status/label").asText()));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String type(ConsumerRecord<String, String> record) {
    return TopicReader.header(record, "ce_type");
  }

  /** The most requests of any token in any window since the beginning. */
  private int checkQuota() {
    int most = installation.oplead().mostRequests();
    assertThat(most).as("requests in a window").isLessThanOrEqualTo(Installation.QUOTA);
    return most;
  }

  /**
   * How a load ended.
   *
   * @param accepted leads answered with 202
   * @param states how many of them ended in each state
   * @param twice possible duplicates at Oplead, all of them reported
   * @param acknowledged callbacks answered with 200
   * @param statuses status events
   * @param repeats acknowledged callbacks that repeat a published status
   * @param mostRequests of one token in any window
   */
  record Balance(
      int accepted,
      Map<String, Long> states,
      Set<String> twice,
      long acknowledged,
      long statuses,
      long repeats,
      int mostRequests) {
    long of(String state) {
      return states.getOrDefault(state, 0L);
    }
  }

  private record Lead(String id, String reference, String state, boolean possibleDuplicate) {}

  /** One status of one lead. */
  private record Told(String lead, String label) {}
}
