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
 * Records each finished unit of work on a lead as a span. The trace id is the lead's id without
 * hyphens, so every replica adds to the same trace at any time and no context is stored. The spans
 * are siblings: no process lives long enough to hold a parent span.
 */
@ApplicationScoped
public class LeadTraces {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final Tracer tracer;
  private final boolean on;
  private final double share;

  /**
   * @param disabled whether tracing is off
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
   * Records a unit of work that ended now.
   *
   * @param kind {@link SpanKind#SERVER} for incoming requests, {@link SpanKind#CLIENT} for outgoing
   *     ones
   * @param attributes without personal data or secrets
   */
  public void record(
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

  /** Depends on the id alone, so every replica decides alike. */
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
