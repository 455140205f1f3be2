package io.leadloop.schedule;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts rounds of periodic tasks that failed: {@code leadloop.task.failures} by {@code task}. */
@Singleton
class TaskMetrics {
  private final MeterRegistry metrics;

  TaskMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void failed(String task) {
    Counter.builder("leadloop.task.failures")
        .description("Rounds of periodic background tasks that failed")
        .tag("task", task)
        .register(metrics)
        .increment();
  }
}
