package io.leadloop.simulator;

import static io.leadloop.simulator.OpleadCaller.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Promise;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedOpleadTest {

  private final RunningOplead running = new RunningOplead(SimulatorSettings.defaults());
  private final SimulatedOplead oplead = running.oplead;

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void severalSimulatorsRunConcurrently() {
    SimulatorSettings other = SimulatorSettings.builder().pathPrefix("").firstId(7).build();
    try (SimulatedOplead second = new SimulatedOplead(running.vertx, other)) {
      second.accept(RunningOplead.TOKEN);
      var there = new OpleadCaller(second.startAndAwait().baseUrl(), RunningOplead.TOKEN);
      assertThat(there.post(LEAD).body()).isEqualTo("{\"id\":\"7\"}");
      assertThat(there.get("/v1/leads").statusCode()).isEqualTo(404);
      assertThat(oplead.ledger().requests()).isEmpty();
    }
  }

  @Test
  void onlyThisMachineReachesIt() {
    assertThat(oplead.baseUrl().getHost()).isEqualTo("127.0.0.1");
    assertThatThrownBy(() -> new Socket("127.0.0.2", oplead.baseUrl().getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void takenPortFailsTheStart() {
    int port = oplead.baseUrl().getPort();
    SimulatedOplead second =
        new SimulatedOplead(running.vertx, SimulatorSettings.builder().port(port).build());
    assertThatThrownBy(second::startAndAwait).hasCauseInstanceOf(BindException.class);
    second.close();
  }

  @Test
  void simulatorStartsOnce() {
    assertThatIllegalStateException().isThrownBy(oplead::start);
    oplead.close();
    assertThatIllegalStateException().isThrownBy(oplead::start);
  }

  @Test
  void simulatorThatWasNeverStartedCanBeClosed() {
    SimulatedOplead idle = new SimulatedOplead(running.vertx, SimulatorSettings.defaults());
    idle.close();
    assertThat(idle.stop().succeeded()).isTrue();
  }

  @Test
  void blockingOnTheEventLoopIsRejected() {
    Promise<Throwable> thrown = Promise.promise();
    running.vertx.runOnContext(now -> thrown.complete(catchThrowable(oplead::close)));
    assertThat(thrown.future().toCompletionStage().toCompletableFuture().join())
        .isInstanceOf(IllegalStateException.class);
    assertThat(running.caller.post(LEAD).statusCode()).isEqualTo(201);
  }
}
