package io.leadloop.benchmark.push;

import io.leadloop.benchmark.load.CalledBack;
import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.load.Rounds;
import io.leadloop.benchmark.load.Throughput;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.benchmark.stage.TopicWatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** Everything that is measured of push, on a gateway of its own. */
public record PushResults(
    Throughput echo,
    Backlog toOne,
    Backlog toSeveral,
    Arrivals atOne,
    Arrivals atFiveHundred,
    IdleEndpoints idle,
    HangingEndpoints hanging) {
  static final int SEVERAL = 4;

  /** The stored events, as a part of the leads that other parts have waiting. */
  private static final int PART_OF_QUEUE = 4;

  private static final int MANY = 500;

  /** Callbacks a second that come first: their code is compiled only after so many. */
  private static final int WARMING = 3_000;

  /** At one a second, fewer would not have a 99th percentile. */
  private static final int LONGER = 5;

  public static PushResults of(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    int events = settings.queue() / PART_OF_QUEUE / 3 * 3;
    try (Target target = stage.open("push");
        Receiver receiver = new Receiver();
        TopicWatch topic = TopicWatch.of(target, stage.servers().kafkaClient())) {
      PushRun run = new PushRun(target, new Endpoints(target, stage.vault()), receiver, topic);
      StoredEvents.fill(target, events);
      Backlog.deliver(run, stage.servers(), events, 1); // to warm up
      Backlog toOne = Backlog.deliver(run, stage.servers(), events, 1);
      Backlog toSeveral = Backlog.deliver(run, stage.servers(), events, SEVERAL);
      Throughput echo = Rounds.echo(generator, target, settings);
      CalledBack leads = CalledBack.into(target, stage.vault());
      Duration load = settings.load();
      UUID provider = target.seed().provider();
      run.endpoints().addFromNow(provider, receiver.prompt(), 1, Endpoints.IN_FLIGHT);
      Arrivals.at(WARMING, load, generator, leads, run);
      Arrivals many = Arrivals.at(MANY, load, generator, leads, run);
      Arrivals single = Arrivals.at(1, load.multipliedBy(LONGER), generator, leads, run);
      run.endpoints().removeAll();
      HangingEndpoints hanging = HangingEndpoints.measure(generator, leads, run, settings);
      IdleEndpoints idle = IdleEndpoints.measure(run, stage.servers());
      return new PushResults(echo, toOne, toSeveral, single, many, idle, hanging);
    }
  }
}
