package io.leadloop.schedule;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;

/**
 * Starts all tasks when everything else has started, and ends them before anything else stops: no
 * round begins on a pool or a log that is closing, and the lanes claim nothing more while the calls
 * in flight are settled.
 */
@Singleton
class PeriodicTasks {
  private static final int LAST = Interceptor.Priority.APPLICATION + 900;
  private static final int FIRST = Interceptor.Priority.APPLICATION;

  private final List<PeriodicTask> tasks;
  private final TaskMetrics metrics;

  PeriodicTasks(@All List<PeriodicTask> tasks, TaskMetrics metrics) {
    this.tasks = tasks;
    this.metrics = metrics;
  }

  void start(@Observes @Priority(LAST) StartupEvent started) {
    tasks.forEach(task -> task.start(metrics::failed));
  }

  void stop(@Observes @Priority(FIRST) ShutdownEvent stopping) {
    tasks.forEach(PeriodicTask::close);
  }
}
