package io.leadloop.benchmark.loop;

import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.Page;
import java.util.List;

/** Measurements of the light load, compared with the targets and with the whole loop's burst. */
public final class LightReport {
  private final LightLoad load;
  private final Burst full;
  private final Page page = new Page();

  public LightReport(LightLoad load, WholeLoop loop) {
    this.load = load;
    this.full = loop.burst();
  }

  public List<String> write() {
    page.add("## Light load");
    page.add("");
    page.targets();
    cost(load.light(), 2.5);
    sent(load.light());
    answered(load.light());
    cost(load.thin(), 5);
    page.row("The same: from accepted to sent", load.thin().sent().toString());
    answered(load.thin());
    page.row(
        "Without any lead: processor time in a second, all three",
        "%.1f ms".formatted(1e3 * load.idlePerSecond().servers()));
    page.add("");
    costs();
    counts();
    return page.lines();
  }

  private void cost(SteadyLoad steady, double target) {
    double ratio = steady.micros() / full.micros();
    page.row(
        "%,.0f leads a second over %d lanes of %d a minute: processor time for one lead, all three,"
                .formatted(steady.perSecond(), LightLoad.LANES, LightLoad.REQUESTS_PER_MINUTE)
            + " ÷ the same in the whole loop's burst",
        "× %.1f (%,.0f µs and %,.0f µs)".formatted(ratio, steady.micros(), full.micros()),
        "≤ × " + Page.plain(target),
        ratio <= target);
  }

  private void sent(SteadyLoad steady) {
    Latency sent = steady.sent();
    page.row(
        "The same: from accepted to sent",
        sent.toString(),
        "p50 ≤ 3 ms, p99 ≤ 12 ms",
        sent.median() <= 3 && sent.p99() <= 12);
  }

  private void answered(SteadyLoad steady) {
    page.row("The same: from when the submission was due to its 202", steady.answered().toString());
  }

  private void costs() {
    page.add("Processor time for one lead, in microseconds:");
    page.add("");
    page.add(
        "| Load | Gateway | of it the compiler | PostgreSQL | Broker | All three | without the idle"
            + " cost |");
    page.add("|---|---|---|---|---|---|---|");
    CpuUse burst = full.cpu();
    page.add(
        "| the whole loop's burst | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | |",
        full.micros(burst.gateway()),
        full.micros(burst.compiler()),
        full.micros(burst.postgreSql()),
        full.micros(burst.broker()),
        full.micros());
    costs(load.light());
    costs(load.thin());
    page.add("");
    CpuUse idle = load.idlePerSecond();
    page.add(
        "The idle cost is processor time of each second without a lead: gateway %.1f ms, PostgreSQL"
            + " %.1f ms, broker %.1f ms.",
        1e3 * idle.gateway(), 1e3 * idle.postgreSql(), 1e3 * idle.broker());
  }

  private void costs(SteadyLoad steady) {
    CpuUse cpu = steady.cpu();
    page.add(
        "| %,.0f/s | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f |",
        steady.perSecond(),
        steady.micros(cpu.gateway()),
        steady.micros(cpu.compiler()),
        steady.micros(cpu.postgreSql()),
        steady.micros(cpu.broker()),
        steady.micros(),
        steady.microsWithout(load.idlePerSecond()));
  }

  private void counts() {
    page.add("");
    page.add(
        "Transactions of PostgreSQL for one lead: %.2f at %,.0f/s and %.2f at %,.0f/s; %.1f in a"
            + " second without any lead.",
        perLead(load.light()),
        load.light().perSecond(),
        perLead(load.thin()),
        load.thin().perSecond(),
        load.idleCounts().transactions() / load.idleSeconds());
    statements("%,.0f leads a second".formatted(load.light().perSecond()), load.light());
    statements("%,.0f leads a second".formatted(load.thin().perSecond()), load.thin());
    load.idleCounts().addTo(page, "No lead", "second", load.idleSeconds());
  }

  private static double perLead(SteadyLoad steady) {
    return (double) steady.counts().transactions() / steady.leads();
  }

  private void statements(String when, SteadyLoad steady) {
    steady.counts().addTo(page, when, "lead", steady.leads());
  }
}
