package io.leadloop.attacks;

import io.leadloop.faults.Installation;
import io.leadloop.testing.ProviderClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A well-behaved provider during an attack: it submits leads over a few connections and polls each
 * until it is forwarded. It records failures.
 */
final class GoodClient {
  /**
   * Time limit of a lead from its POST until it is reported as forwarded. A gateway that is stopped
   * exceeds any; a slow machine that also carries out the attack takes seconds, which are reported.
   */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int SENDERS = 3;
  private static final long PAUSE_MILLIS = 100;
  private static final double P99 = 0.99;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Installation installation;
  private final Installation.Provider provider;
  private final String customer;
  private final String name = "good" + NUMBER.incrementAndGet();
  private final List<Long> posts = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> ways = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> senders = new ArrayList<>();
  private volatile boolean stopped;

  GoodClient(Installation installation, Installation.Provider provider, String customer) {
    this.installation = installation;
    this.provider = provider;
    this.customer = customer;
  }

  GoodClient start() {
    for (int i = 0; i < SENDERS; i++) {
      String prefix = "%s-%d-".formatted(name, i);
      Thread sender = new Thread(() -> sendUntilStopped(prefix), prefix + "sender");
      sender.start();
      senders.add(sender);
    }
    return this;
  }

  /** Hands in no more leads; those that are on their way are looked at on. */
  void stop() {
    stopped = true;
    for (Thread sender : senders) {
      try {
        sender.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Leads that were answered 202 and seen to be forwarded in time. */
  int forwarded() {
    return ways.size();
  }

  /** Leads with a known outcome. */
  int attempts() {
    return ways.size() + failures.size();
  }

  /** Descriptions of failures. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** The time that 99 of 100 POSTs took at most, answered or not. */
  Duration p99() {
    List<Long> sorted = posts.stream().sorted().toList();
    return sorted.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(sorted.get((int) Math.ceil(P99 * sorted.size()) - 1));
  }

  /** The longest time from a POST until its lead was seen to be forwarded. */
  Duration longestWay() {
    return Duration.ofNanos(ways.stream().mapToLong(Long::longValue).max().orElse(0));
  }

  private void sendUntilStopped(String prefix) {
    ProviderClient client = new ProviderClient(provider.key(), customer);
    for (int number = 1; !stopped; number++) {
      send(client, prefix + number);
      sleep();
    }
  }

  private void send(ProviderClient client, String reference) {
    long began = System.nanoTime();
    try {
      HttpResponse<String> answer =
          withinPatience(began, client.submit(gateway(), reference, reference));
      posts.add(System.nanoTime() - began);
      if (answer.statusCode() == 202) {
        String id = ProviderClient.json(answer).get("id").asText();
        lookUntilForwarded(client, began, "/v1/leads/" + id);
      } else {
        failures.add("POST was answered %d: %s".formatted(answer.statusCode(), answer.body()));
      }
    } catch (CompletionException unanswered) {
      posts.add(System.nanoTime() - began);
      failures.add("after %d ms: %s".formatted(millisSince(began), unanswered.getCause()));
    }
  }

  private void lookUntilForwarded(ProviderClient client, long began, String path) {
    String last = "not answered";
    while (millisSince(began) < PATIENCE.toMillis()) {
      HttpResponse<String> answer = withinPatience(began, client.read(gateway(), path));
      last = answer.body();
      if (answer.statusCode() == 200
          && ProviderClient.json(answer).get("state").asText().equals("forwarded")) {
        ways.add(System.nanoTime() - began);
        return;
      }
      sleep();
    }
    failures.add("not forwarded within %s: %s".formatted(PATIENCE, last));
  }

  private String gateway() {
    return installation.gateways().get(0).url();
  }

  private static <T> T withinPatience(long began, CompletableFuture<T> answer) {
    long left = Math.max(1, PATIENCE.toMillis() - millisSince(began));
    return answer.orTimeout(left, TimeUnit.MILLISECONDS).join();
  }

  private static long millisSince(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
