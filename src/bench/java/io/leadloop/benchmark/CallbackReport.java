package io.leadloop.benchmark;

import java.util.ArrayList;
import java.util.List;

/** What was measured of callbacks, beside what was wanted. */
final class CallbackReport {
  private final CallbackResults results;
  private final List<String> page = new ArrayList<>();

  CallbackReport(CallbackResults results) {
    this.results = results;
  }

  List<String> write() {
    add("## Callbacks");
    add("");
    add("| What | Measured | Target | Kept |");
    add("|---|---|---|---|");
    add(
        "| JSON echo of the same server, 64 connections | %,.0f/s | | |",
        results.echo().perSecond());
    row(
        "Callbacks, durable in Kafka, 64 connections",
        "%,.0f/s, %.2f of the echo".formatted(results.alone().perSecond(), results.ratio()),
        "≥ 0.45 of the echo",
        results.ratio() >= 0.45);
    add(
        "| The same while they are projected and published | %,.0f/s | | |",
        results.together().perSecond());
    double p99 = results.latencies().getValueAtPercentile(99) / 1e3;
    row(
        "p99 at half of the first rate, %,.0f/s, open load".formatted(results.halfLoad()),
        "%.1f ms".formatted(p99),
        "≤ 20 ms",
        p99 <= 20);
    visible("1 callback a second", results.atOne());
    visible("500 callbacks a second", results.atFiveHundred());
    CallbackResults.Visible most = results.atThreeThousand();
    row(
        "3,000 callbacks a second: the last event visible after the last answer",
        "%.1f s later; p50 %.0f ms, p99 %.0f ms"
            .formatted(most.behindSeconds(), most.millis(50), most.millis(99)),
        "keeps up",
        most.behindSeconds() <= 1);
    add("");
    add("Processor time for one callback, in microseconds:");
    add("");
    add("| Load | Gateway | Broker | PostgreSQL |");
    add("|---|---|---|---|");
    cost("durable in Kafka", results.alone());
    cost("projected and published as far as it got", results.together());
    return page;
  }

  private void visible(String rate, CallbackResults.Visible visible) {
    row(
        rate + ": from received to visible on the topic, `read_committed`",
        "p50 %.1f ms, p99 %.1f ms".formatted(visible.millis(50), visible.millis(99)),
        "p50 ≤ 25 ms, p99 ≤ 100 ms",
        visible.millis(50) <= 25 && visible.millis(99) <= 100);
  }

  private void cost(String load, Throughput achieved) {
    add(
        "| %s | %.1f | %.1f | %.1f |",
        load,
        achieved.gatewayMicros(),
        achieved.cpu().broker() * 1e6 / achieved.answers(),
        achieved.postgreSqlMicros());
  }

  private void row(String what, String measured, String target, boolean kept) {
    add("| %s | %s | %s | %s |", what, measured, target, kept ? "yes" : "**no**");
  }

  private void add(String format, Object... values) {
    page.add(values.length == 0 ? format : format.formatted(values));
  }
}
