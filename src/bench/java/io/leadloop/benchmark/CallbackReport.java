package io.leadloop.benchmark;

import io.leadloop.benchmark.load.EchoCost;
import io.leadloop.benchmark.load.Throughput;
import io.leadloop.benchmark.stage.Page;
import java.util.List;

/** Measurements of callbacks, compared with the targets. */
final class CallbackReport {
  private final CallbackAnswers answers;
  private final FanOut fanOut;
  private final Page page = new Page();

  CallbackReport(CallbackResults results) {
    this.answers = results.answers();
    this.fanOut = results.fanOut();
  }

  List<String> write() {
    page.add("## Callbacks");
    page.add("");
    page.targets();
    page.row(
        "JSON echo of the same server, 64 connections",
        "%,.0f/s".formatted(answers.echo().perSecond()));
    page.row(
        "Callbacks, durable in Kafka, 64 connections",
        "%,.0f/s, %.2f of the echo".formatted(answers.alone().perSecond(), answers.ratio()),
        "≥ 0.45 of the echo",
        answers.ratio() >= 0.45);
    EchoCost cost = EchoCost.of(answers.alone(), answers.echo());
    cost.addTo(
        page,
        "The same: processor time for one callback, gateway and broker",
        cost.gateway() + cost.broker(),
        2.2);
    page.row(
        "The same while they are projected and published",
        "%,.0f/s".formatted(answers.together().perSecond()));
    double p99 = answers.latencies().getValueAtPercentile(99) / 1e3;
    page.row(
        "p99 at half of the first rate, %,.0f/s, open load".formatted(answers.halfLoad()),
        "%.1f ms".formatted(p99),
        "≤ 20 ms",
        p99 <= 20);
    visible("1 callback a second", fanOut.atOne());
    visible("500 callbacks a second", fanOut.atFiveHundred());
    FanOut.Visible most = fanOut.atThreeThousand();
    page.row(
        "3,000 callbacks a second: the last event visible after the last answer",
        "%.1f s later; p50 %.0f ms, p99 %.0f ms"
            .formatted(most.behindSeconds(), most.millis(50), most.millis(99)),
        "keeps up",
        most.behindSeconds() <= 1);
    page.add("");
    page.add("Processor time for one callback, in microseconds:");
    page.add("");
    page.add("| Load | Gateway | Broker | PostgreSQL |");
    page.add("|---|---|---|---|");
    cost("durable in Kafka", answers.alone());
    cost("projected and published as far as it got", answers.together());
    return page.lines();
  }

  private void visible(String rate, FanOut.Visible visible) {
    page.row(
        rate + ": from received to visible on the topic, `read_committed`",
        "p50 %.1f ms, p99 %.1f ms".formatted(visible.millis(50), visible.millis(99)),
        "p50 ≤ 25 ms, p99 ≤ 100 ms",
        visible.millis(50) <= 25 && visible.millis(99) <= 100);
  }

  private void cost(String load, Throughput achieved) {
    page.add(
        "| %s | %.1f | %.1f | %.1f |",
        load,
        achieved.gatewayMicros(),
        achieved.cpu().broker() * 1e6 / achieved.answers(),
        achieved.postgreSqlMicros());
  }
}
