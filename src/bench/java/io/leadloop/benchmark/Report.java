package io.leadloop.benchmark;

import io.leadloop.benchmark.load.EchoCost;
import io.leadloop.benchmark.load.Throughput;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Page;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Measurements of intake, compared with the targets. */
final class Report {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9};
  private static final double MIB = 1024 * 1024;

  private final BenchmarkSettings settings;
  private final LoadResults loads;
  private final Growth growth;
  private final Page page = new Page();

  Report(BenchmarkSettings settings, LoadResults loads, Growth growth) {
    this.settings = settings;
    this.loads = loads;
    this.growth = growth;
  }

  /** Its lines; the plots that it shows are written. */
  List<String> write() throws IOException {
    page.add("## Intake");
    page.add("");
    preface();
    table();
    costs();
    latencies();
    memory();
    Plots.write(settings.directory(), loads);
    return page.lines();
  }

  private void preface() {
    page.add(
        "The gateway ran with `%s` and `MALLOC_ARENA_MAX=2`.",
        String.join(" ", settings.options()));
    page.add(
        "Each load lasted %d s, loads that are compared took turns %d times, and the median"
            + " counts.",
        settings.load().toSeconds(), settings.rounds());
    page.add("");
  }

  private void table() {
    Comparison comparison = loads.comparison();
    page.targets();
    page.row(
        "JSON echo of the same server, 64 connections",
        "%,.0f/s".formatted(rate(comparison.echo())));
    page.row(
        "`POST /v1/leads`, on disk, 64 connections",
        "%,.0f/s, %.2f of the echo".formatted(rate(comparison.submit()), comparison.submitRatio()),
        "≥ 0.55 of the echo",
        comparison.submitRatio() >= 0.55);
    EchoCost cost = EchoCost.of(comparison.submit(), comparison.echo());
    cost.addTo(
        page,
        "The same: processor time for one lead, gateway and PostgreSQL",
        cost.gateway() + cost.postgreSql(),
        2.5);
    streamRow(comparison);
    double p99 = loads.latencies().getValueAtPercentile(99) / 1e3;
    page.row(
        "p99 at half of that rate, %,.0f/s, open load".formatted(loads.halfLoad()),
        "%.1f ms".formatted(p99),
        "≤ 15 ms",
        p99 <= 15);
    double more = p99 - loads.echoes().getValueAtPercentile(99) / 1e3;
    page.row(
        "The same less the p99 of echoes at that rate",
        "%.1f ms".formatted(more),
        "≤ 10 ms",
        more <= 10);
    page.row(
        "The same while it forwards and takes callbacks: the soak",
        "%.1f ms".formatted(loads.soak().latencies().getValueAtPercentile(99) / 1e3));
    page.row(
        "Resident memory of the gateway, the most in all of it",
        "%.0f MiB".formatted(loads.maxMib()),
        "≤ 400 MiB",
        loads.maxMib() <= 400);
    page.row(
        "Cost of a lead with %,d stored, against %,d: processor time of gateway and PostgreSQL"
            .formatted(growth.rows(), BenchmarkSettings.FEW_ROWS),
        "× %.2f".formatted(growth.costRatio()),
        "≤ × 1.2",
        growth.costRatio() <= 1.2);
    page.row(
        "The same: time at 64 connections, %,.0f/s against %,.0f/s"
            .formatted(rate(growth.many()), rate(growth.few())),
        "× %.2f".formatted(growth.timeRatio()),
        "≤ × 1.2",
        growth.timeRatio() <= 1.2);
    page.add("");
  }

  private void streamRow(Comparison comparison) {
    String what = "`POST /v1/leads` as NDJSON, on disk, 4 streams";
    comparison.stream()
        .ifPresentOrElse(
            stream ->
                page.row(
                    what,
                    "%,.0f/s, %.2f of the echo"
                        .formatted(rate(stream), comparison.streamRatio().orElseThrow()),
                    "≥ 1.0 of the echo",
                    comparison.streamRatio().orElseThrow() >= 1),
            () -> page.row(what, "not served", "≥ 1.0 of the echo", false));
  }

  private void costs() {
    page.add("Processor time for one answer, in microseconds:");
    page.add("");
    page.add("| Load | Gateway | PostgreSQL | Generator's share of all |");
    page.add("|---|---|---|---|");
    cost("echo", loads.comparison().echo());
    cost("leads one by one", loads.comparison().submit());
    loads.comparison().stream().ifPresent(stream -> cost("leads streamed", stream));
    cost("leads, %,d stored".formatted(BenchmarkSettings.FEW_ROWS), growth.few());
    cost("leads, %,d stored".formatted(growth.rows()), growth.many());
    page.add("");
  }

  private void cost(String load, Throughput achieved) {
    page.add(
        "| %s | %.1f | %.1f | %.0f %% |",
        load,
        achieved.gatewayMicros(),
        achieved.postgreSqlMicros(),
        100 * achieved.generatorShare());
  }

  private void latencies() {
    page.add("Latency at %,.0f/s, counted from when a request was due:", loads.halfLoad());
    page.add("");
    page.add("| | p50 | p90 | p99 | p99.9 | longest |");
    page.add("|---|---|---|---|---|---|");
    latencyRow("open load, %d s".formatted(3 * settings.load().toSeconds()), loads.latencies());
    latencyRow("echoes, the same", loads.echoes());
    latencyRow("soak, %s".formatted(minutes()), loads.soak().latencies());
    page.add("");
    page.add("![Latencies](%s)", Plots.LATENCIES);
    page.add("");
    page.add("![Throughput](%s)", Plots.CONNECTIONS);
    page.add("");
  }

  private void latencyRow(String name, Histogram micros) {
    StringBuilder row = new StringBuilder("| " + name + " |");
    for (double percentile : PERCENTILES) {
      row.append(" %.1f ms |".formatted(micros.getValueAtPercentile(percentile) / 1e3));
    }
    page.add("%s %.1f ms |", row, micros.getMaxValue() / 1e3);
  }

  private void memory() {
    Soak soak = loads.soak();
    page.add(
        "Soak of %s: resident memory %.0f MiB at its start, %.0f MiB at its end, %+.1f MiB an hour"
            + " over its second half; live heap after a full collection %.1f MiB before and %.1f"
            + " MiB after, with %,d leads between.",
        minutes(),
        soak.firstMib(),
        soak.lastMib(),
        soak.slopeMibPerHour(),
        soak.heapBefore() / MIB,
        soak.heapAfter() / MIB,
        soak.latencies().getTotalCount());
    page.add("");
    page.add("![Memory](%s)", Plots.MEMORY);
  }

  private String minutes() {
    long seconds = settings.soak().toSeconds();
    return seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " s";
  }

  private static double rate(Throughput achieved) {
    return achieved.perSecond();
  }
}
