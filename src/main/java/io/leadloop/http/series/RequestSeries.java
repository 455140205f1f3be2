package io.leadloop.http.series;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds the label values of {@code http.server.requests} that callers can create. Unknown methods
 * count as {@code OTHER}. A path counts as its resource's template or as one of a few words:
 * Quarkus would take a path such as {@code //x} for a template. Aborted requests reach the filter
 * with raw labels and are counted only if their labels are known.
 *
 * <p>Labels are set before the meter is looked up; a mapping filter would not suffice, since
 * Micrometer caches every id that it is asked for.
 */
@Singleton
public class RequestSeries implements HttpServerMetricsTagsContributor, MeterFilter {
  private static final String PREFIX = "http.server.";
  private static final String METHOD = "method";
  private static final String URI = "uri";
  private static final String OTHER = "OTHER";
  private static final String UNKNOWN = "UNKNOWN";

  private static final Set<String> METHODS =
      Set.of(
          "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", OTHER,
          UNKNOWN);

  /** The attribute in which Quarkus REST stores the matched template. */
  private static final String TEMPLATE = "UrlPathTemplate";

  private final Set<String> uris = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  @Override
  public Tags contribute(Context context) {
    String method = context.request().method().name();
    String uri = uri(context);
    uris.add(uri);
    return Tags.of(METHOD, METHODS.contains(method) ? method : OTHER, URI, uri);
  }

  /** The registry keeps its filters when another application starts in the same JVM. */
  @PreDestroy
  void end() {
    ended = true;
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    if (ended || !id.getName().startsWith(PREFIX)) {
      return MeterFilterReply.NEUTRAL;
    }
    String method = id.getTag(METHOD);
    String uri = id.getTag(URI);
    boolean known =
        (method == null || METHODS.contains(method)) && (uri == null || uris.contains(uri));
    return known ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
  }

  private static String uri(Context context) {
    String template = context.requestContextLocalData(TEMPLATE);
    if (template != null) {
      return template;
    }
    int status = context.response().statusCode();
    if (status == 404) {
      return "NOT_FOUND";
    } else if (status / 100 == 3) {
      return "REDIRECTION";
    }
    return UNKNOWN;
  }
}
