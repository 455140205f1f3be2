package io.leadloop.benchmark;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Target;
import java.util.ArrayList;
import java.util.List;

/** What more connections bring: the echo and intake, one round each. */
public record Connections(List<Point> points) {
  private static final int[] NUMBERS = {1, 4, 16, 64, 256};
  private static final int PART_OF_A_LOAD = 2;

  static Connections run(Generator generator, Target target, BenchmarkSettings settings) {
    List<Point> points = new ArrayList<>();
    for (int connections : NUMBERS) {
      var load = settings.load().dividedBy(PART_OF_A_LOAD);
      Point point =
          new Point(
              connections,
              generator.echo(target, connections, load).perSecond(),
              generator.submit(target, connections, load).perSecond());
      Progress.say(
          "%d connections: echo %,.0f/s, leads %,.0f/s", connections, point.echo(), point.submit());
      points.add(point);
    }
    return new Connections(List.copyOf(points));
  }

  /** Answers a second. */
  record Point(int connections, double echo, double submit) {}
}
