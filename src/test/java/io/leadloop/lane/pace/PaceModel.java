package io.leadloop.lane.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/**
 * A lane that always has leads, as its statements claim them, before a token that has other limits
 * than the lane knows of. Time is simulated in steps of 10 ms.
 */
final class PaceModel {
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final long W = WINDOW.toMillis();
  private static final long STEP = 10;
  private static final int IN_FLIGHT = 32;
  private static final int BATCHES = 240;

  private final int quota;
  private final Limit perSecond;
  private final LongUnaryOperator foreignDemand;
  private final Random latency = new Random(1);
  private final PacePolicy policy = new PacePolicy(WINDOW);
  private final List<Slot> slots = new ArrayList<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at));
  private final Limit minute;
  private PaceState state = new PaceState(Instant.EPOCH, Optional.empty());
  private long now;
  private long sleepsUntil;
  private long foreignWaiting;
  private long foreignDue;
  private long foreignSum;
  private int inFlight;
  private int taken;
  private int refused;

  /** Of the slots; counted, since each step of the model asks for it. */
  private int refusedSlots;

  private long firstAnswer = Long.MAX_VALUE;
  private long lastClaim = -W;

  /**
   * @param quota requests in a window of everybody who uses the token
   * @param second requests in a second; 0 for any
   * @param foreignDemand how many requests the foreign user has wanted to make by a millisecond
   */
  PaceModel(int quota, int second, LongUnaryOperator foreignDemand) {
    this.quota = quota;
    this.minute = new Limit(quota, W);
    this.perSecond = new Limit(second == 0 ? Integer.MAX_VALUE : second, 1_000);
    this.foreignDemand = foreignDemand;
  }

  /** Lets so many windows pass. */
  Result run(int windows) {
    for (now = 0; now < windows * W; now += STEP) {
      foreignUser();
      while (!events.isEmpty() && events.peek().at() <= now) {
        events.remove().action().run();
      }
      claim();
    }
    long free = Math.min((long) quota * windows - foreignSum, perSecond.most * 60L * windows);
    return new Result(taken, refused, free);
  }

  /** Comes back a second later where it was refused, and has at most a quota to catch up with. */
  private void foreignUser() {
    long demand = foreignDemand.applyAsLong(now) - foreignSum;
    foreignSum += demand;
    foreignWaiting = Math.min(quota, foreignWaiting + demand);
    while (foreignWaiting > 0 && now >= foreignDue) {
      if (minute.hasRoom(now)) {
        minute.take(now);
        foreignWaiting--;
      } else {
        foreignDue = now + 1_000;
      }
    }
  }

  private void claim() {
    if (now < sleepsUntil) {
      return;
    }
    forget();
    int free = Math.min(quota - slots.size(), IN_FLIGHT - inFlight);
    OptionalInt pace =
        state.pace().map(p -> p.at(instant(now), quota, WINDOW)).orElse(OptionalInt.empty());
    for (int i = pace.isPresent() ? Math.min(free, allowed(pace.getAsInt())) : free; i > 0; i--) {
      Slot slot = new Slot(now);
      slots.add(slot);
      lastClaim = now;
      inFlight++;
      later(() -> arrive(slot));
    }
  }

  private void forget() {
    if (firstAnswer <= now - W) {
      slots.removeIf(slot -> slot.answeredAt <= now - W);
      firstAnswer = slots.stream().mapToLong(slot -> slot.answeredAt).min().orElse(Long.MAX_VALUE);
      refusedSlots = (int) slots.stream().filter(slot -> slot.refused).count();
    }
  }

  /** As the database's function {@code lane_allowance}. */
  private int allowed(int pace) {
    long atOnce = Math.min(Math.max(1, pace / BATCHES), (now - lastClaim) * pace / W);
    return (int) Math.min(atOnce, pace + refusedSlots - slots.size());
  }

  private void answer(Slot slot) {
    inFlight--;
    slot.answeredAt = now;
    firstAnswer = Math.min(firstAnswer, now);
  }

  private void arrive(Slot slot) {
    if (minute.hasRoom(now) && perSecond.hasRoom(now)) {
      minute.take(now);
      perSecond.take(now);
      later(() -> accepted(slot));
    } else {
      long wait = Math.max(minute.untilRoom(now), perSecond.untilRoom(now));
      long retryAfter = 1_000 * Math.max(1, (wait + 999) / 1_000);
      later(() -> refused(slot, retryAfter));
    }
  }

  private void accepted(Slot slot) {
    answer(slot);
    taken++;
  }

  private void refused(Slot slot, long retryAfter) {
    answer(slot);
    slot.refused = true;
    refusedSlots++;
    refused++;
    sleepsUntil = Math.max(sleepsUntil, now + retryAfter);
    state =
        policy.refused(
            state,
            new Refusal(
                instant(slot.claimedAt),
                instant(now),
                instant(now + retryAfter),
                countTaken(s -> !instant(s.claimedAt).isBefore(state.pausedUntil())),
                countTaken(s -> s.answeredAt > now - W)),
            quota);
  }

  private int countTaken(Predicate<Slot> which) {
    return (int)
        slots.stream().filter(s -> !s.refused && s.answeredAt <= now).filter(which).count();
  }

  private void later(Runnable action) {
    events.add(new Event(now + 20 + latency.nextInt(80), action));
  }

  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  /** Evenly spread over each window. */
  static LongUnaryOperator constant(int perWindow) {
    return at -> at * perWindow / W;
  }

  /** So many at once, every so many windows, from a third of the first on. */
  static LongUnaryOperator bursts(int requests, int everyWindows) {
    return at -> (at + (everyWindows * W) * 2 / 3) / (everyWindows * W) * requests;
  }

  /** Evenly spread for so many windows, and then none for as many. */
  static LongUnaryOperator onAndOff(int perWindow, int windows) {
    long on = windows * W;
    return at -> (at / (2 * on) * on + Math.min(at % (2 * on), on)) * perWindow / W;
  }

  /**
   * The result of a run.
   *
   * @param free requests that the foreign user and the limit per second left
   */
  record Result(int taken, int refused, long free) {
    double refusedRatio() {
      return (double) refused / (taken + refused);
    }

    double usedRatio() {
      return (double) taken / free;
    }
  }

  private record Event(long at, Runnable action) {}

  private static final class Slot {
    private final long claimedAt;
    private long answeredAt = Long.MAX_VALUE;
    private boolean refused;

    Slot(long claimedAt) {
      this.claimedAt = claimedAt;
    }
  }

  /** A sliding log, exact; refused requests are not in it. */
  private static final class Limit {
    private final int most;
    private final long length;
    private final Deque<Long> log = new ArrayDeque<>();

    Limit(int most, long length) {
      this.most = most;
      this.length = length;
    }

    boolean hasRoom(long now) {
      while (!log.isEmpty() && now - log.peekFirst() >= length) {
        log.removeFirst();
      }
      return log.size() < most;
    }

    void take(long now) {
      log.addLast(now);
    }

    long untilRoom(long now) {
      return hasRoom(now) ? 0 : length - (now - log.peekFirst());
    }
  }
}
