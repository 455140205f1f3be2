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
 * Safety limit for all metrics: bounds the number of series whatever their labels contain. {@code
 * leadloop.metrics.refused} counts rejected series. The limits are several times what 10,000
 * customers need.
 */
@Singleton
class SeriesLimit implements MeterFilter, MeterBinder {
  static final int MAX_SERIES_PER_NAME = 50_000;
  static final int MAX_SERIES = 400_000;
  static final int MAX_VALUE_LENGTH = 300;

  private static final Logger LOG = Logger.getLogger(SeriesLimit.class);

  private final Map<String, Set<Meter.Id>> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  @Override
  public void bindTo(MeterRegistry metrics) {
    FunctionCounter.builder("leadloop.metrics.refused", refused, AtomicLong::get)
        .description("Series rejected because there are too many or a label is too long")
        .register(metrics);
  }

  /** The same series may be requested repeatedly, by several registries. */
  @Override
  public MeterFilterReply accept(Meter.Id id) {
    Set<Meter.Id> ofThisName =
        accepted.computeIfAbsent(id.getName(), name -> ConcurrentHashMap.newKeySet());
    if (ofThisName.contains(id)) {
      return MeterFilterReply.NEUTRAL;
    }
    boolean fits =
        ofThisName.size() < MAX_SERIES_PER_NAME
            && count.get() < MAX_SERIES
            && id.getTags().stream()
                .map(Tag::getValue)
                .allMatch(v -> v.length() <= MAX_VALUE_LENGTH);
    if (!fits) {
      refuse(id.getName());
      return MeterFilterReply.DENY;
    }
    if (ofThisName.add(id)) {
      count.incrementAndGet();
    }
    return MeterFilterReply.NEUTRAL;
  }

  /** Metric names come from the gateway, so there are few. */
  private void refuse(String name) {
    refused.incrementAndGet();
    if (reported.add(name)) {
      LOG.warnf("metric series refused, too many series or label too long metric=%s", name);
    }
  }
}
