package io.leadloop.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.ProviderClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One provider's reading, writing and waiting, which no other provider is to feel. */
@Tag("long")
class TenantAttacksIT extends CallerAttack {
  private static final Duration MEANWHILE = Duration.ofSeconds(8);
  private static final int LEADS = 400_000;
  private static final int LISTS = 40;
  private static final int STREAMS = 500;

  /**
   * Two for each stream would be a thousand; the good client's own, which are counted as well, vary
   * by some sixty.
   */
  private static final int MORE_TRANSACTIONS = 200;

  private static final int UPLOADS = 32;
  private static final int STATUSES = 50_000;
  private static final int SENDERS = 16;

  @Test
  void listsOfOneProviderDoNotBlockOthers() throws Exception {
    addLeads();
    attack(
        "Lists that match little, of a provider that has many leads",
        "%,d leads in store; %d lists at once for %d s"
            .formatted(LEADS, LISTS, MEANWHILE.toSeconds()),
        () -> {
          Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
          long end = System.nanoTime() + MEANWHILE.toNanos();
          inParallel(LISTS, LISTS, list -> readUntil(end, list, answers));
          assertThat(answers.keySet()).as("answers").isSubsetOf(200, 429, 503);
          return "answers " + new TreeMap<>(answers);
        });
  }

  private static void readUntil(long end, int number, Map<Integer, AtomicInteger> answers) {
    ProviderClient client = attackersClient();
    List<String> queries =
        List.of("customer=customer-1", "customer=customer-1&state=rejected", "state=expired");
    while (System.nanoTime() < end) {
      HttpResponse<String> answer =
          client.get(gateway.url(), "/v1/leads?" + queries.get(number % queries.size()));
      answers.computeIfAbsent(answer.statusCode(), any -> new AtomicInteger()).incrementAndGet();
    }
  }

  /** Forwarded leads of the attacker, none of them for the customer that is asked for. */
  private static void addLeads() {
    gateway
        .installation()
        .change(
            """
            with leads as (
              insert into lead (id, provider_id, customer_id, reference, fingerprint, document,
                expires_at, created_at)
              select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
                || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 3) || substr(hash, 7, 12))::uuid,
                p.id, c.id, 'many-' || n, '\\x00', '\\x00', at, at
              from provider p, customer c, generate_series(1, ?) n,
              lateral (select md5(n::text) as hash) h,
              lateral (select now() - interval '20 days' + n * interval '4 seconds' as at) t
              where p.slug = ? and c.slug = 'customer-2'
              returning *
            )
            insert into lead_progress (lead_id, provider_id, customer_id, state, claims, attempts,
              retry, oplead_id, told_forwarded, sequence, forwarded_at, updated_at)
            select id, provider_id, customer_id, 'forwarded', 1, 1, true, reference, true, 1,
              created_at, created_at
            from leads
            """,
            LEADS,
            attacker().slug());
    gateway.installation().change("analyze");
  }

  @Test
  void streamsOfOneProviderShareAReader() throws Exception {
    attack(
        "Streams of events of one provider",
        "%d streams, open for %d s".formatted(STREAMS, MEANWHILE.toSeconds()),
        () -> {
          double before = transactionsPerSecond();
          for (int i = 0; i < STREAMS; i++) {
            connect()
                .send(
                    "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + "Authorization: Bearer %s\r\n\r\n".formatted(attacker().key()));
          }
          await()
              .atMost(PATIENCE)
              .until(() -> connections().stream().allMatch(each -> each.status() != 0));
          double more = transactionsPerSecond() - before;
          assertThat(more).as("more transactions a second").isLessThan(MORE_TRANSACTIONS);
          long open = connections().stream().filter(each -> each.status() == 200).count();
          return "%d open, the others refused; %.0f more transactions a second"
              .formatted(open, Math.max(0, more));
        });
  }

  private static double transactionsPerSecond() {
    long before = gateway.transactions();
    long began = System.nanoTime();
    pause(MEANWHILE.dividedBy(2));
    return (gateway.transactions() - before) * 1e9 / (System.nanoTime() - began);
  }

  @Test
  void slowUploadsLeaveRoomForOthers() throws Exception {
    String lead = forwardedLead(attackersClient(), "for-uploads");
    ProviderClient good = new ProviderClient(goodProvider().key(), "customer-1");
    String goodLead = forwardedLead(good, "for-documents");
    attack(
        "Uploads of documents that trickle",
        "%d uploads, a byte every 200 ms each".formatted(UPLOADS),
        () -> {
          for (int i = 0; i < UPLOADS; i++) {
            upload(lead);
          }
          pause(Duration.ofSeconds(1));
          for (int i = 0; i < 10; i++) {
            connections().forEach(each -> each.send("x"));
            byte[] document = ("%PDF-1.7\nDocument " + i).getBytes();
            HttpResponse<String> answer =
                good.attach(gateway.url(), goodLead, "devis.pdf", document)
                    .orTimeout(GoodClient.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            pause(Duration.ofMillis(200));
          }
          long refused = connections().stream().filter(each -> each.status() >= 400).count();
          return "%d refused; another provider's 10 documents all 202".formatted(refused);
        });
  }

  private void upload(String lead) {
    connect()
        .send(
            """
            POST /v1/leads/%s/documents HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: multipart/form-data; boundary=limit\r
            Content-Length: 1000000\r
            \r
            --limit\r
            Content-Disposition: form-data; name="file"; filename="a.pdf"\r
            \r
            %%PDF-1.7
            """
                .formatted(lead, attacker().key()));
  }

  @Test
  void costOfStatusRequestsIsIndependentOfTheirNumber() throws Exception {
    ProviderClient client = attackersClient();
    String longLead = forwardedLead(client, "for-many-statuses");
    String freshLead = forwardedLead(client, "for-few-statuses");
    addStatuses(longLead);
    attack(
        "Status requests for one lead",
        "%,d in store, %d more at once for %d s"
            .formatted(STATUSES, SENDERS, MEANWHILE.toSeconds()),
        () -> {
          List<Long> fresh = Collections.synchronizedList(new ArrayList<>());
          List<Long> many = Collections.synchronizedList(new ArrayList<>());
          long end = System.nanoTime() + MEANWHILE.toNanos();
          inParallel(
              SENDERS,
              SENDERS,
              sender -> {
                ProviderClient own = attackersClient();
                while (System.nanoTime() < end) {
                  many.add(setStatus(own, longLead));
                  fresh.add(setStatus(own, freshLead));
                }
              });
          long withMany = median(many);
          long withFew = median(fresh);
          assertThat(withMany).as("ms, compared with %d", withFew).isLessThan(5 * withFew + 50);
          return "%d requests, median %d ms; for a lead without any %d ms"
              .formatted(many.size(), withMany, withFew);
        });
  }

  /** How many milliseconds an answer took, which may be a refusal. */
  private static long setStatus(ProviderClient client, String lead) {
    long began = System.nanoTime();
    String status = (began & 1) == 0 ? "in_progress" : "nursery";
    HttpResponse<String> answer = client.setStatus(gateway.url(), lead, status).join();
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private static void addStatuses(String lead) {
    gateway
        .installation()
        .change(
            """
            insert into lead_update (id, lead_id, customer_id, kind, state, expires_at, status_code)
            select gen_random_uuid(), l.id, l.customer_id, 'status', 'delivered', now(), 'in_progress'
            from lead l, generate_series(1, ?) n where l.id = ?::uuid
            """,
            STATUSES,
            lead);
    gateway.installation().change("analyze lead_update");
  }
}
