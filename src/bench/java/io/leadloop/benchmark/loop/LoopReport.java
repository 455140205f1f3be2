package io.leadloop.benchmark.loop;

import io.leadloop.benchmark.load.EchoCost;
import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.Page;
import java.util.List;

/** Measurements of the whole loop, compared with the targets. */
public final class LoopReport {
  private final WholeLoop loop;
  private final Burst burst;
  private final Page page = new Page();

  public LoopReport(WholeLoop loop) {
    this.loop = loop;
    this.burst = loop.burst();
  }

  public List<String> write() {
    page.add("## The whole loop");
    page.add("");
    page.targets();
    page.row(
        "JSON echo of the same server, 64 connections",
        "%,.0f/s".formatted(loop.echo().perSecond()));
    burst();
    freshStore();
    tallies();
    page.add("");
    costs();
    stages();
    return page.lines();
  }

  private void burst() {
    page.row(
        "Leads from `POST` to the topic, in a burst of %,d".formatted(burst.leads()),
        "%,.0f/s, %.3f of the echo".formatted(burst.perSecond(), loop.rateRatio()),
        "≥ 0.10 of the echo",
        loop.rateRatio() >= 0.1);
    EchoCost cost = loop.cost();
    cost.addTo(page, "The same: processor time for one lead, all three", cost.all(), 14);
    page.row(
        "PostgreSQL's log (WAL) for one lead with one callback, median of the bursts",
        "%.1f kB".formatted(loop.walBytesPerLead() / 1e3),
        "≤ 6 kB",
        loop.walBytesPerLead() <= 6_000);
  }

  private void freshStore() {
    page.row(
        "First burst on a fresh store ÷ the fourth, leads a second",
        "%.2f (%,.0f/s and %,.0f/s)"
            .formatted(
                loop.firstBurstRatio(),
                loop.bursts().get(0).perSecond(),
                loop.bursts().get(3).perSecond()),
        "≥ 0.8",
        loop.firstBurstRatio() >= 0.8);
    Burst first = loop.firstLeads();
    Burst next = loop.nextLeads();
    String leads =
        "First %,d leads on a fresh store ÷ the next %,d, processor time for one lead"
            .formatted(first.leads(), next.leads());
    growth(leads + ", all three", first.micros(), next.micros());
    growth(
        "The same without the compiler of the gateway's JVM",
        first.micros(withoutCompiler(first)),
        next.micros(withoutCompiler(next)));
    growth(
        "The same, PostgreSQL only",
        first.micros(first.cpu().postgreSql()),
        next.micros(next.cpu().postgreSql()));
  }

  private static double withoutCompiler(Burst burst) {
    CpuUse cpu = burst.cpu();
    return cpu.servers() - cpu.compiler();
  }

  private void tallies() {
    TallyCost tallies = loop.tallies();
    page.row(
        "A lead that is counted for the console ÷ a test lead, which is not: processor time, all"
            + " three, median of %d turns".formatted(tallies.counted().size()),
        "× %.3f (%,.0f µs and %,.0f µs)"
            .formatted(
                tallies.ratio(),
                TallyCost.median(tallies.counted()),
                TallyCost.median(tallies.uncounted())),
        "≤ × 1.03",
        tallies.ratio() <= 1.03);
  }

  private void growth(String what, double first, double next) {
    page.row(
        what,
        "× %.2f (%,.0f µs and %,.0f µs)".formatted(first / next, first, next),
        "≤ × 1.2",
        first / next <= 1.2);
  }

  private void costs() {
    page.add("Processor time for one lead of that burst, in microseconds:");
    page.add("");
    page.add(
        "| Gateway | of it the compiler | PostgreSQL | Broker | Simulated Oplead, provider and"
            + " consumer |");
    page.add("|---|---|---|---|---|");
    CpuUse cpu = burst.cpu();
    page.add(
        "| %.0f | %.0f | %.0f | %.0f | %.0f |",
        burst.micros(cpu.gateway()),
        burst.micros(cpu.compiler()),
        burst.micros(cpu.postgreSql()),
        burst.micros(cpu.broker()),
        burst.micros(cpu.generator()));
    page.add("");
  }

  private void stages() {
    page.add("How long each stage takes at half of that rate, %,.0f/s:", loop.steady());
    page.add("");
    page.add("| Stage | p50 | p99 |");
    page.add("|---|---|---|");
    Stages stages = loop.stages();
    stage("from when the submission was due to its 202", stages.accepted());
    stage("from on disk to forwarded", stages.forwarded());
    stage("from forwarded to called back, which is Oplead's part", stages.calledBack());
    stage("from called back to visible on the topic, `read_committed`", stages.visible());
    stage("**all of it**, from the lead's id to visible on the topic", stages.whole());
  }

  private void stage(String name, Latency latency) {
    page.add("| %s | %.1f ms | %.1f ms |", name, latency.median(), latency.p99());
  }
}
