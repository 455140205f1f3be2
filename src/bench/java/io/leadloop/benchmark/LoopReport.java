package io.leadloop.benchmark;

import java.util.List;

/** What was measured of the whole loop. */
final class LoopReport {
  private final WholeLoop loop;
  private final Page page = new Page();

  LoopReport(WholeLoop loop) {
    this.loop = loop;
  }

  List<String> write() {
    page.add("## The whole loop");
    page.add("");
    page.add(
        "**%,.0f leads a second** from `POST` to the topic, in a burst of %,d, with everything on"
            + " this machine. Processor time for one lead, in microseconds:",
        loop.burst().perSecond(), loop.burst().leads());
    page.add("");
    page.add("| Gateway | PostgreSQL | Broker | Simulated Oplead, provider and consumer |");
    page.add("|---|---|---|---|");
    page.add(
        "| %.0f | %.0f | %.0f | %.0f |",
        loop.micros(loop.cpu().gateway()),
        loop.micros(loop.cpu().postgreSql()),
        loop.micros(loop.cpu().broker()),
        loop.micros(loop.cpu().generator()));
    page.add("");
    page.add("How long each stage takes at half of that rate, %,.0f/s:", loop.steady());
    page.add("");
    page.add("| Stage | p50 | p99 |");
    page.add("|---|---|---|");
    WholeLoop.Stages stages = loop.stages();
    stage("from when the submission was due to its 202", stages.accepted());
    stage("from on disk to forwarded", stages.forwarded());
    stage("from forwarded to called back, which is Oplead's part", stages.calledBack());
    stage("from called back to visible on the topic, `read_committed`", stages.visible());
    stage("**all of it**, from the lead's id to visible on the topic", stages.whole());
    return page.lines();
  }

  private void stage(String name, WholeLoop.Latency latency) {
    page.add("| %s | %.1f ms | %.1f ms |", name, latency.median(), latency.p99());
  }
}
