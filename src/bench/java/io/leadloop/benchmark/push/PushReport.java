package io.leadloop.benchmark.push;

import io.leadloop.benchmark.stage.Page;
import java.util.List;

/** Measurements of push, compared with the targets. */
public final class PushReport {
  private final PushResults results;
  private final Page page = new Page();

  public PushReport(PushResults results) {
    this.results = results;
  }

  public List<String> write() {
    page.add("## Push");
    page.add("");
    page.targets();
    rate("one endpoint", results.toOne());
    rate("%d endpoints".formatted(results.toSeveral().endpoints()), results.toSeveral());
    arrivals("1 event a second", results.atOne());
    arrivals("500 events a second", results.atFiveHundred());
    IdleEndpoints idle = results.idle();
    page.row(
        "%,d endpoints without anything to receive: gateway and PostgreSQL, of one core"
            .formatted(IdleEndpoints.ENDPOINTS),
        "%.1f %%; gateway %.1f %%, PostgreSQL %.1f %%"
            .formatted(100 * idle.share(), 100 * idle.gatewayShare(), 100 * idle.postgreSqlShare()),
        "≤ 2 %",
        idle.share() <= 0.02);
    HangingEndpoints hanging = results.hanging();
    page.row(
        "p99 from stored to received while other endpoints hang, against without",
        "%.1f ms against %.1f ms, × %.2f"
            .formatted(hanging.with(), hanging.without(), hanging.ratio()),
        "≤ × 1.1",
        hanging.ratio() <= 1.1);
    page.add("");
    page.add("Processor time for one delivery, in microseconds:");
    page.add("");
    page.add("| To | Gateway | PostgreSQL | Receiver and the benchmark |");
    page.add("|---|---|---|---|");
    costs("one endpoint", results.toOne());
    costs("several endpoints", results.toSeveral());
    return page.lines();
  }

  private void rate(String to, Backlog backlog) {
    page.row(
        "Stored events delivered to %s, %d leads at once each".formatted(to, Endpoints.IN_FLIGHT),
        "%,.0f/s".formatted(backlog.perSecond()),
        "≥ 1,500/s",
        backlog.perSecond() >= 1_500);
    var cost = backlog.cost(results.echo());
    page.row(
        "The same: processor time for one delivery, all three",
        "%.1f echoes; gateway %.1f, PostgreSQL %.1f, broker %.1f"
            .formatted(cost.all(), cost.gateway(), cost.postgreSql(), cost.broker()));
  }

  private void arrivals(String rate, Arrivals arrivals) {
    page.row(
        rate + ": from stored to received by the endpoint",
        Arrivals.text(arrivals.sinceStored()),
        "p50 ≤ 30 ms",
        arrivals.median() <= 30);
    page.row(
        "The same from when the gateway had the callback, against on the topic",
        "%s against %s"
            .formatted(
                Arrivals.text(arrivals.sinceCalledBack()), Arrivals.text(arrivals.onTopic())));
  }

  private void costs(String to, Backlog backlog) {
    page.add(
        "| %s | %.0f | %.0f | %.0f |",
        to,
        backlog.micros(backlog.cpu().gateway()),
        backlog.micros(backlog.cpu().postgreSql()),
        backlog.micros(backlog.cpu().generator()));
  }
}
