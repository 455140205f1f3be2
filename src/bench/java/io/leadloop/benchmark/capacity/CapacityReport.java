package io.leadloop.benchmark.capacity;

import io.leadloop.benchmark.stage.Page;
import java.util.List;

/** Measurements of very many lanes. */
public final class CapacityReport {
  private final ManyLanes measured;
  private final Page page = new Page();

  public CapacityReport(ManyLanes measured) {
    this.measured = measured;
  }

  public List<String> write() {
    page.add("## Very many lanes");
    page.add("");
    page.targets();
    idle();
    behindQuotas();
    draining();
    page.row(
        "Resident memory of the gateway without a lead, and the most in all of it",
        "%.0f and %.0f MiB".formatted(measured.idleMiB(), measured.mostMiB()));
    page.row(
        "From its start to when it listens: on an empty database, and on all these lanes and leads",
        "%.1f s and %.1f s".formatted(measured.emptyStart(), measured.fullStart()));
    page.row(
        "The database on disk, for one parked lead",
        "%,.0f bytes".formatted((double) measured.parkedBytes() / measured.parked()));
    measured.idle().counts().addTo(page, "No lead", "second", measured.idle().seconds());
    measured
        .behindQuotas()
        .counts()
        .addTo(page, "Behind their quotas", "second", measured.behindQuotas().seconds());
    measured
        .draining()
        .counts()
        .addTo(page, "With quota for all", "lead", measured.draining().leads());
    page.add("");
    return page.lines();
  }

  private void idle() {
    Watched idle = measured.idle();
    page.row(
        "%,d lanes without a lead: gateway and PostgreSQL, of one core".formatted(measured.lanes()),
        shares(idle),
        "≤ 5 %",
        idle.share() <= 0.05);
    page.row(
        "The same: transactions", "%.1f/s".formatted(idle.perSecond(idle.counts().transactions())));
  }

  private void behindQuotas() {
    Watched parked = measured.behindQuotas();
    page.row(
        "%,d leads parked in them, one a minute from each: leads".formatted(measured.parked()),
        "%.1f/s".formatted(parked.perSecond(parked.leads())));
    page.row("The same: gateway and PostgreSQL, of one core", shares(parked));
    page.row(
        "The same: transactions",
        "%.1f/s".formatted(parked.perSecond(parked.counts().transactions())));
    double laneMinutes = measured.lanes() * parked.seconds() / 60;
    page.row(
        "The same: processor time of a lane's minute",
        "gateway %.2f ms, PostgreSQL %.2f ms"
            .formatted(
                1e3 * parked.cpu().gateway() / laneMinutes,
                1e3 * parked.cpu().postgreSql() / laneMinutes));
  }

  private void draining() {
    Watched draining = measured.draining();
    page.row(
        "With quota for all: leads claimed and forwarded",
        "%,.0f/s".formatted(draining.perSecond(draining.leads())));
    page.row(
        "The same: processor time for one lead",
        "gateway %,.0f µs, PostgreSQL %,.0f µs, broker %,.0f µs"
            .formatted(
                1e6 * draining.cpu().gateway() / draining.leads(),
                1e6 * draining.cpu().postgreSql() / draining.leads(),
                1e6 * draining.cpu().broker() / draining.leads()));
  }

  private static String shares(Watched watched) {
    return "%.1f %%; gateway %.1f %%, PostgreSQL %.1f %%"
        .formatted(
            100 * watched.share(), 100 * watched.gatewayShare(), 100 * watched.postgreSqlShare());
  }
}
