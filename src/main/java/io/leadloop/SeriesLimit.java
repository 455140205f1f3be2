package io.leadloop;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The net below all metrics: whatever a label holds, the process keeps a bounded number of series.
 * {@code leadloop.metrics.refused} counts how often one was refused. The limits are several times
 * what 10,000 customers with a series each in every gauge of theirs need.
 */
@Singleton
class SeriesLimit implements MeterFilter, MeterBinder {
  static final int SERIES_OF_A_NAME = 50_000;
  static final int ALL_SERIES = 400_000;
  static final int LONGEST_VALUE = 300;

  private static final Logger LOG = Logger.getLogger(SeriesLimit.class);

  private final Map<String, Set<Meter.Id>> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  @Override
  public void bindTo(MeterRegistry metrics) {
    FunctionCounter.builder("leadloop.metrics.refused", refused, AtomicLong::get)
        .description("Series that were not kept, since there are too many or a label is too long")
        .register(metrics);
  }

  /** The same series may be asked for again and again, by several registries. */
  @Override
  public MeterFilterReply accept(Meter.Id id) {
    Set<Meter.Id> ofThisName =
        accepted.computeIfAbsent(id.getName(), name -> ConcurrentHashMap.newKeySet());
    if (ofThisName.contains(id)) {
      return MeterFilterReply.NEUTRAL;
    }
    boolean fits =
        ofThisName.size() < SERIES_OF_A_NAME
            && count.get() < ALL_SERIES
            && id.getTags().stream().map(Tag::getValue).allMatch(v -> v.length() <= LONGEST_VALUE);
    if (!fits) {
      refuse(id.getName());
      return MeterFilterReply.DENY;
    }
    if (ofThisName.add(id)) {
      count.incrementAndGet();
    }
    return MeterFilterReply.NEUTRAL;
  }

  /** Names of metrics are the gateway's own, so there are few. */
  private void refuse(String name) {
    refused.incrementAndGet();
    if (reported.add(name)) {
      LOG.warnf("metric series refused, too many or too long a label metric=%s", name);
    }
  }
}
