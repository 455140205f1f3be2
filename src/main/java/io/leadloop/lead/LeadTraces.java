package io.leadloop.lead;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells of each unit of work on a lead as a span, when it has ended. The trace's id is the lead's
 * own, without its hyphens: whichever replica does the work, and however much later, it is in the
 * lead's trace, and nothing has to be carried along or stored. The spans of a lead stand side by
 * side, since nobody is there for all of its life to be their parent.
 */
@ApplicationScoped
public class LeadTraces {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final Tracer tracer;
  private final boolean on;
  private final double share;

  /**
   * @param disabled whether no traces are told
   */
  LeadTraces(
      OpenTelemetry telemetry,
      TraceConfig config,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
    this.tracer = telemetry.getTracer("io.leadloop");
    this.on = !disabled && config.share() > 0;
    this.share = config.share();
  }

  /**
   * Work that has ended now.
   *
   * @param kind {@link SpanKind#SERVER} where others asked for it, {@link SpanKind#CLIENT} where
   *     others were asked
   * @param attributes nothing personal, and no secret
   */
  public void tell(
      String work, SpanKind kind, LeadId lead, Instant began, Map<String, String> attributes) {
    if (on && isTraced(lead.value())) {
      Span span =
          tracer
              .spanBuilder(work)
              .setParent(Context.root().with(Span.wrap(contextOf(lead.value()))))
              .setSpanKind(kind)
              .setStartTimestamp(began)
              .setAttribute("leadloop.lead", lead.toString())
              .startSpan();
      attributes.forEach(span::setAttribute);
      span.end();
    }
  }

  /** The same answer on every replica, since it follows from the id alone. */
  private boolean isTraced(UUID lead) {
    long mixed = lead.getLeastSignificantBits() * MIX;
    return (mixed >>> 11) * 0x1.0p-53 < share;
  }

  private static SpanContext contextOf(UUID lead) {
    String trace = lead.toString().replace("-", "");
    return SpanContext.createFromRemoteParent(
        trace,
        trace.substring(trace.length() / 2),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }
}
