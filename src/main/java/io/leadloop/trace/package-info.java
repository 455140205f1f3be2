/**
 * Traces of leads: {@link io.leadloop.trace.LeadTraces} is where each unit of work on a lead is
 * told of, so that the whole of a lead's life is one trace. Nothing in a span is personal or a
 * secret, which is why nothing is instrumented by itself: paths of callbacks are secrets.
 */
package io.leadloop.trace;
