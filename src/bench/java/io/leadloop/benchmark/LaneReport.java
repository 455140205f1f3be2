package io.leadloop.benchmark;

import io.leadloop.benchmark.load.EchoCost;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Page;
import java.io.IOException;
import java.util.List;

/** Measurements of the lanes, compared with the targets. */
final class LaneReport {
  private final BenchmarkSettings settings;
  private final LaneResults lanes;
  private final Page page = new Page();

  LaneReport(BenchmarkSettings settings, LaneResults lanes) {
    this.settings = settings;
    this.lanes = lanes;
  }

  /** Its lines; the plot that it shows is written. */
  List<String> write() throws IOException {
    page.add("## Lanes");
    page.add("");
    table();
    drain();
    page.add("");
    page.add("![Requests in the last minute](%s)", Plots.LANE);
    Plots.write(settings.directory(), lanes.minute());
    return page.lines();
  }

  private void table() {
    Drain drain = lanes.drain();
    SlidingMinute minute = lanes.minute();
    Parked few = lanes.few();
    Parked many = lanes.many();
    page.targets();
    page.row(
        "Leads from queued to forwarded, no quota binding, one gateway",
        "%,.0f/s".formatted(drain.perSecond()),
        "≥ 3,000/s",
        drain.perSecond() >= 3_000);
    EchoCost cost = EchoCost.of(drain.cpu(), drain.leads(), drain.echo());
    cost.addTo(page, "The same: processor time for one lead, all three", cost.all(), 10);
    page.row(
        "One lane at %d requests a minute: the most in any minute, as Oplead saw it"
            .formatted(minute.limit()),
        Integer.toString(minute.most()),
        "≤ " + minute.limit(),
        minute.most() <= minute.limit());
    minute.used().ifPresent(this::used);
    double transactions = many.transactionsPerSecond() / few.transactionsPerSecond();
    page.row(
        "%,d lanes behind their quotas, %,d leads parked in each, against %,d: transactions"
            .formatted(settings.lanes(), many.leadsPerLane(), few.leadsPerLane()),
        "%.0f/s against %.0f/s, × %.2f"
            .formatted(many.transactionsPerSecond(), few.transactionsPerSecond(), transactions),
        "equal within noise",
        transactions <= 1.1);
    double cpu = cpu(many) / cpu(few);
    page.row(
        "The same: gateway and PostgreSQL, of one core",
        "%.1f %% against %.1f %%, × %.2f".formatted(100 * cpu(many), 100 * cpu(few), cpu),
        "equal within noise",
        cpu <= 1.2);
    page.row(
        "p99 from acceptance to forwarded while one customer's Oplead hangs, against without",
        "%.1f ms against %.1f ms, × %.2f"
            .formatted(
                lanes.isolation().with(), lanes.isolation().without(), lanes.isolation().ratio()),
        "≤ × 1.1",
        lanes.isolation().ratio() <= 1.1);
    page.add("");
  }

  private void used(double part) {
    page.row(
        "The same: used of the quota", "%.2f %%".formatted(100 * part), "≥ 98 %", part >= 0.98);
  }

  private void drain() {
    Drain drain = lanes.drain();
    page.add("Where the time of a forwarded lead goes, in microseconds of processor time:");
    page.add("");
    page.add("| Gateway | PostgreSQL | Broker | Simulated Oplead and the benchmark |");
    page.add("|---|---|---|---|");
    page.add(
        "| %.0f | %.0f | %.0f | %.0f |",
        drain.micros(drain.cpu().gateway()),
        drain.micros(drain.cpu().postgreSql()),
        drain.micros(drain.cpu().broker()),
        drain.micros(drain.cpu().generator()));
  }

  private static double cpu(Parked parked) {
    return parked.gatewayShare() + parked.postgreSqlShare();
  }
}
