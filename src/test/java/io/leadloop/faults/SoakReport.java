package io.leadloop.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;

/** What a soak showed: a paragraph in Markdown, and plots. */
record SoakReport(
    Duration length,
    long seed,
    List<SoakSample> samples,
    long heapBefore,
    long heapAfter,
    Books.Balance balance) {
  private static final Path DIRECTORY = Path.of("target", "faults");
  private static final double MIB = 1024 * 1024;
  private static final int WIDTH = 900;
  private static final int HEIGHT = 360;

  void write() throws IOException {
    Files.createDirectories(DIRECTORY);
    SoakSample first = samples.get(0);
    SoakSample last = samples.get(samples.size() - 1);
    Files.writeString(
        DIRECTORY.resolve("soak.md"),
        """
        %,d leads in %d minutes, seed `%d`: %,d forwarded, %,d callbacks answered 200, %,d events of \
        them. One of the two gateways, a minute after its start and at the end: resident %.0f and \
        %.0f MiB, live heap after a full collection %.1f and %.1f MiB, %d and %d threads, %d and %d \
        open files. Connections to PostgreSQL %d and %d. A lead with its events took %.1f KiB of the \
        database at the end.
        """
            .formatted(
                balance.accepted(),
                length.toMinutes(),
                seed,
                balance.of("forwarded"),
                balance.acknowledged(),
                balance.statuses(),
                first.residentMib(),
                last.residentMib(),
                heapBefore / MIB,
                heapAfter / MIB,
                first.threads(),
                last.threads(),
                first.files(),
                last.files(),
                first.connections(),
                last.connections(),
                last.kibPerLead()));
    XYChart memory = chart("Resident memory of a gateway", "MiB");
    add(memory, "resident", SoakSample::residentMib);
    save(memory, "soak-memory.png");
    XYChart held = chart("What a gateway holds", "number");
    add(held, "threads", SoakSample::threads);
    add(held, "open files and sockets", SoakSample::files);
    add(held, "connections of both to PostgreSQL", SoakSample::connections);
    save(held, "soak-held.png");
    XYChart database = chart("The database", "KiB a lead");
    add(database, "KiB a lead, with its events", SoakSample::kibPerLead);
    save(database, "soak-database.png");
  }

  private void add(XYChart chart, String name, ToDoubleFunction<SoakSample> value) {
    chart.addSeries(
        name,
        samples.stream().mapToDouble(SoakSample::seconds).toArray(),
        samples.stream().mapToDouble(value).toArray());
  }

  private static XYChart chart(String title, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .title(title)
            .xAxisTitle("seconds")
            .yAxisTitle(y)
            .build();
    chart.getStyler().setMarkerSize(0);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private static void save(XYChart chart, String name) throws IOException {
    BitmapEncoder.saveBitmap(chart, DIRECTORY.resolve(name).toString(), BitmapFormat.PNG);
  }
}
