package io.leadloop.faults;

import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.ProviderClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Providers that hand leads in at a steady rate, to any of the gateways, and each lead again, to
 * another one, until it is taken, which references make safe. A lead's reference is its last name,
 * so that it is known again at Oplead.
 */
final class Load {
  /** Leads a second. */
  static final int RATE = 12;

  private static final int SENDERS = 6;

  /** After it a provider takes a call for lost, where a scenario names no other time. */
  static final Duration LONGEST_CALL = Duration.ofSeconds(8);

  private static final long PAUSE_MILLIS = 100;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Installation installation;
  private final long seed;
  private final Duration longestCall;
  private final String name = "run" + NUMBER.incrementAndGet();
  private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final AtomicInteger serial = new AtomicInteger();
  private final AtomicInteger mostAttempts = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final AtomicLong longestNanos = new AtomicLong();
  private final List<Thread> senders = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * @param seed of the choice of gateways, customers and providers
   * @param longestCall after which a provider takes a call for lost
   */
  Load(Installation installation, long seed, Duration longestCall) {
    this.installation = installation;
    this.seed = seed;
    this.longestCall = longestCall;
  }

  Load start() {
    for (int i = 0; i < SENDERS; i++) {
      Random random = new Random(seed + i);
      Thread sender = new Thread(() -> sendUntilStopped(random), name + "-sender-" + i);
      sender.start();
      senders.add(sender);
    }
    return this;
  }

  /** Stops new leads; those in flight are retried for a minute at most. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread sender : senders) {
      sender.join();
    }
  }

  /** What was answered 202, or 200 after an answer that did not come, by reference. */
  Map<String, Accepted> accepted() {
    return Map.copyOf(accepted);
  }

  /** How often each status was answered; 0 is no answer. */
  Map<Integer, Integer> answers() {
    Map<Integer, Integer> counts = new HashMap<>();
    answers.forEach((status, count) -> counts.put(status, count.get()));
    return counts;
  }

  /** How often the lead was handed in that needed the most. */
  int mostAttempts() {
    return mostAttempts.get();
  }

  /** Leads that were handed in more than once. */
  int repeated() {
    return repeated.get();
  }

  /** Leads whose provider gave up a minute after the load's end. */
  int givenUp() {
    return givenUp.get();
  }

  /** How long the lead took that took longest, all its attempts together. */
  Duration longest() {
    return Duration.ofNanos(longestNanos.get());
  }

  private void sendUntilStopped(Random random) {
    Map<String, ProviderClient> clients = new HashMap<>();
    List<String> customers = installation.tokens().keySet().stream().sorted().toList();
    long periodNanos = TimeUnit.SECONDS.toNanos(1) * SENDERS / RATE;
    long due = System.nanoTime() + random.nextInt((int) periodNanos);
    while (!stopped) {
      var provider = installation.providers().get(random.nextInt(installation.providers().size()));
      String customer = customers.get(random.nextInt(customers.size()));
      ProviderClient client =
          clients.computeIfAbsent(
              provider.slug() + customer, key -> new ProviderClient(provider.key(), customer));
      sleepUntil(due);
      due = Math.max(due + periodNanos, System.nanoTime());
      send(client, provider.slug(), name + "-" + serial.incrementAndGet(), random);
    }
  }

  private void send(ProviderClient client, String provider, String reference, Random random) {
    long began = System.nanoTime();
    PackagedGateway gateway = null;
    long giveUp = 0;
    for (int attempt = 1; giveUp == 0 || System.nanoTime() < giveUp; attempt++) {
      if (attempt > 1) {
        sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
      if (stopped && giveUp == 0) {
        giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      }
      gateway = another(gateway, random);
      String id = gateway == null ? null : attempt(client, reference, gateway);
      if (id != null) {
        accepted.put(reference, new Accepted(id, provider));
        int attempts = attempt;
        mostAttempts.accumulateAndGet(attempts, Math::max);
        repeated.addAndGet(attempts > 1 ? 1 : 0);
        longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
        return;
      }
    }
    givenUp.incrementAndGet();
  }

  /** Any gateway but the one that was asked last, unless it is the only one; null without any. */
  private PackagedGateway another(PackagedGateway last, Random random) {
    List<PackagedGateway> gateways = new ArrayList<>(installation.gateways());
    if (gateways.size() > 1) {
      gateways.remove(last);
    }
    return gateways.isEmpty() ? null : gateways.get(random.nextInt(gateways.size()));
  }

  /** The lead's id, or null where it was not taken. */
  private String attempt(ProviderClient client, String reference, PackagedGateway gateway) {
    var call = client.submit(gateway.url(), reference, reference);
    int status = 0;
    String id = null;
    try {
      HttpResponse<String> answer =
          call.orTimeout(longestCall.toMillis(), TimeUnit.MILLISECONDS).join();
      status = answer.statusCode();
      id = status == 202 || status == 200 ? ProviderClient.json(answer).get("id").asText() : null;
    } catch (CompletionException | CancellationException unanswered) {
      call.cancel(true);
    }
    answers.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
    return id;
  }

  private static void sleepUntil(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A lead that a gateway promised to have. */
  record Accepted(String id, String provider) {}
}
