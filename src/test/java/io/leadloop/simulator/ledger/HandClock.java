package io.leadloop.simulator.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that is advanced by tests. */
public final class HandClock {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private final AtomicLong nanos = new AtomicLong();

  public void advance(Duration step) {
    nanos.addAndGet(step.toNanos());
  }

  public SimulatorClock asClock() {
    return new SimulatorClock(new Wall(), nanos::get);
  }

  private final class Wall extends Clock {
    @Override
    public Instant instant() {
      return START.plusNanos(nanos.get());
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
