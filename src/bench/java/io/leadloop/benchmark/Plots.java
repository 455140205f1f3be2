package io.leadloop.benchmark;

import io.leadloop.benchmark.stage.MemoryWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Draws latencies by percentile, throughput by connections, memory over the soak, and a lane
 * against its limit.
 */
final class Plots {
  static final String LATENCIES = "benchmark-latencies.png";
  static final String CONNECTIONS = "benchmark-connections.png";
  static final String MEMORY = "benchmark-memory.png";

  static final String LANE = "benchmark-lane.png";

  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final int TICKS_PER_HALF_DISTANCE = 5;
  private static final double LAST_PERCENTILE = 99.99;

  private Plots() {}

  static void write(Path directory, LoadResults results) throws IOException {
    save(latencies(results), directory.resolve(LATENCIES));
    save(connections(results.connections()), directory.resolve(CONNECTIONS));
    save(memory(results.soak()), directory.resolve(MEMORY));
  }

  /** The last minute's requests at every moment, under the limit. */
  static void write(Path directory, SlidingMinute minute) throws IOException {
    XYChart chart =
        chart("Requests in the last 60 seconds, as Oplead saw them arrive", "seconds", "requests");
    List<Long> moments = minute.moments();
    double end = moments.get(moments.size() - 1) / 1e9;
    chart.addSeries(
        "requests",
        moments.stream().map(at -> at / 1e9).toList(),
        moments.stream().map(at -> (double) minute.inTheMinuteBefore(at)).toList());
    chart.addSeries(
        "limit", List.of(0.0, end), List.of((double) minute.limit(), (double) minute.limit()));
    chart.getStyler().setYAxisMin(0.0).setLegendPosition(LegendPosition.InsideSE);
    save(chart, directory.resolve(LANE));
  }

  /** Each step to the right is a tenth of the requests that remained. */
  private static XYChart latencies(LoadResults results) {
    XYChart chart = chart("Latency from when a request was due", "percentile", "ms");
    chart.setCustomXAxisTickLabelsFormatter(Plots::percentile);
    add(chart, "open load", results.latencies());
    add(chart, "soak", results.soak().latencies());
    return chart;
  }

  /**
   * Two nines are 99. No two labels may be the same: XChart would look for better ones for ever.
   */
  private static String percentile(double nines) {
    return ("%." + (int) Math.ceil(nines) + "f").formatted(100 - 100 * Math.pow(10, -nines));
  }

  private static void add(XYChart chart, String name, Histogram micros) {
    List<Double> nines = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    for (var value : micros.percentiles(TICKS_PER_HALF_DISTANCE)) {
      if (value.getPercentileLevelIteratedTo() <= LAST_PERCENTILE) {
        nines.add(-Math.log10(1 - value.getPercentileLevelIteratedTo() / 100));
        millis.add(value.getValueIteratedTo() / 1e3);
      }
    }
    chart.addSeries(name, nines, millis);
  }

  private static XYChart connections(Connections connections) {
    XYChart chart = chart("Throughput by connections", "connections", "answers a second");
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setXAxisLogarithmic(true);
    List<Integer> numbers =
        connections.points().stream().map(Connections.Point::connections).toList();
    chart.addSeries(
        "JSON echo", numbers, connections.points().stream().map(Connections.Point::echo).toList());
    chart.addSeries(
        "leads, on disk",
        numbers,
        connections.points().stream().map(Connections.Point::submit).toList());
    return chart;
  }

  private static XYChart memory(Soak soak) {
    XYChart chart = chart("Resident memory of the gateway during the soak", "seconds", "MiB");
    chart.getStyler().setYAxisMin(0.0).setLegendVisible(false);
    chart.addSeries(
        "resident",
        soak.memory().stream().map(MemoryWatch.Sample::seconds).toList(),
        soak.memory().stream().map(MemoryWatch.Sample::mib).toList());
    return chart;
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setMarkerSize(0).setLegendPosition(LegendPosition.InsideNW);
    return chart;
  }

  private static void save(XYChart chart, Path file) throws IOException {
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}
