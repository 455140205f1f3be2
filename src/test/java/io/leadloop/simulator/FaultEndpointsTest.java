package io.leadloop.simulator;

import static io.leadloop.simulator.OpleadCaller.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.fault.ScriptedFault;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultEndpointsTest {

  private final RunningOplead running =
      new RunningOplead(SimulatorSettings.builder().quota(2).build());
  private final FaultCaller faults = FaultCaller.of(running, RunningOplead.TOKEN);

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void faultsAreScriptedOutsideThePathsOfOplead() {
    assertThat(running.oplead.faultsUrl().getPath()).isEqualTo("/simulator/faults");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'on': 'create', 'times': 3, 'do': {'answer': 503}}",
        "{'on': 'any', 'times': 1, 'do': {'answer': 503, 'retry_after': '2', 'body': 'later'}}",
        "{'on': 'create', 'times': 1, 'do': {'answer': 200, 'headers': {'X-A': 'b', 'Location':"
            + " '/1'}}}",
        "{'on': 'document', 'times': 1, 'do': {'delay_millis': 500}}",
        "{'on': 'status', 'times': 1, 'do': {'lose_answer': true}}",
        "{'on': 'read', 'forever': true, 'do': {'drop': true}}",
        "{'on': 'read', 'times': 1, 'do': {'hang': true}}",
        "{'on': 'any', 'times': 1, 'do': {'trickle_millis': 200}}",
        "{'on': 'any', 'times': 1, 'do': {'flood': true}}",
        "{'on': 'subscription', 'times': 1, 'do': {'drop': true}}",
        "{'on': 'callback', 'times': 1, 'do': {'silence': true}}",
        "{'on': 'callback', 'times': 1, 'do': {'repeat': 2}}",
        "{'on': 'callback', 'times': 1, 'do': {'early': true}}",
        "{'on': 'callback', 'times': 1, 'do': {'delay_millis': 20}}",
        "{'on': 'callback', 'times': 1, 'do': {'forge': true}}",
        "{'on': 'notification', 'times': 1, 'do': {'repeat': 1}}",
      })
  void ruleIsAnsweredAndListedAsItWasWritten(String rule) {
    HttpResponse<String> answer = faults.post(rule);
    assertThat(answer.statusCode()).isEqualTo(201);
    JsonObject expected = new JsonObject(rule.replace('\'', '"')).put("id", 1).put("applied", 0);
    assertThat(new JsonObject(answer.body())).isEqualTo(expected);
    assertThat(faults.list()).containsExactly(expected);
  }

  @Test
  void ruleAppliesOnceByDefault() {
    faults.script("{'on': 'create', 'do': {'drop': true}}");
    faults.script("{'on': 'create', 'times': null, 'forever': false, 'do': {'drop': true}}");
    assertThat(faults.list())
        .extracting(rule -> ((JsonObject) rule).getInteger("times"))
        .containsExactly(1, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json | 400 | JSON",
        "[] | 400 | JSON",
        "{} | 422 | on",
        "{'on': 'create'} | 422 | do",
        "{'on': 'everything', 'do': {'drop': true}} | 422 | everything",
        "{'on': 7, 'do': {'drop': true}} | 422 | on",
        "{'on': 'create', 'do': true} | 422 | do",
        "{'on': 'create', 'do': {}} | 422 | do",
        "{'on': 'create', 'do': {'explode': true}} | 422 | explode",
        "{'on': 'create', 'do': {'drop': 'yes'}} | 422 | drop",
        "{'on': 'create', 'do': {'drop': false}} | 422 | drop",
        "{'on': 'create', 'do': {'drop': true, 'lose_answer': true}} | 422 | do",
        "{'on': 'create', 'do': {'answer': 503, 'drop': true}} | 422 | drop",
        "{'on': 'create', 'do': {'answer': '503'}} | 422 | answer",
        "{'on': 'create', 'do': {'answer': 99}} | 422 | answer",
        "{'on': 'create', 'do': {'answer': 600}} | 422 | answer",
        "{'on': 'create', 'do': {'answer': 503, 'retry_after': 'a\\nb'}} | 422 | retry_after",
        "{'on': 'create', 'do': {'delay_millis': 0}} | 422 | delay_millis",
        "{'on': 'create', 'do': {'delay_millis': 600001}} | 422 | delay_millis",
        "{'on': 'create', 'do': {'delay_millis': 1.5}} | 422 | delay_millis",
        "{'on': 'create', 'do': {'trickle_millis': 0}} | 422 | trickle_millis",
        "{'on': 'create', 'do': {'trickle_millis': 60001}} | 422 | trickle_millis",
        "{'on': 'callback', 'do': {'hang': true}} | 422 | callback",
        "{'on': 'callback', 'do': {'repeat': 0}} | 422 | repeat",
        "{'on': 'callback', 'do': {'repeat': 101}} | 422 | repeat",
        "{'on': 'callback', 'do': {'answer': 503}} | 422 | callback",
        "{'on': 'callback', 'do': {'drop': true}} | 422 | callback",
        "{'on': 'create', 'do': {'silence': true}} | 422 | create",
        "{'on': 'any', 'do': {'forge': true}} | 422 | any",
        "{'on': 'notification', 'do': {'early': true}} | 422 | notification",
        "{'on': 'create', 'times': 0, 'do': {'drop': true}} | 422 | times",
        "{'on': 'create', 'times': 'two', 'do': {'drop': true}} | 422 | times",
        "{'on': 'create', 'times': 2, 'forever': true, 'do': {'drop': true}} | 422 | forever",
        "{'on': 'create', 'forever': 1, 'do': {'drop': true}} | 422 | forever",
        "{'on': 'create', 'when': 'now', 'do': {'drop': true}} | 422 | when",
        "{'on': 'create', 'do': {'answer': 200, 'headers': {'Content-Length': '1'}}} | 422 |"
            + " headers",
        "{'on': 'create', 'do': {'answer': 200, 'headers': {'X-A': 1}}} | 422 | X-A",
      })
  void unknownMembersAreRejectedWithAMessage(String rule, int status, String named) {
    HttpResponse<String> refused = faults.post(rule);
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(new JsonObject(refused.body()).getString("message")).contains(named);
    assertThat(faults.list()).isEmpty();
  }

  @Test
  void rulesOfATokenAreItsOwn() {
    running.oplead.accept("oplead-token-0002");
    FaultCaller other = FaultCaller.of(running, "oplead-token-0002");
    faults.script("{'on': 'any', 'forever': true, 'do': {'answer': 500}}");
    other.script("{'on': 'read', 'do': {'answer': 502}}");
    assertThat(running.callerWith("oplead-token-0002").post(LEAD).statusCode()).isEqualTo(201);
    assertThat(running.caller.post(LEAD).statusCode()).isEqualTo(500);

    HttpResponse<String> cleared = faults.call("DELETE");
    assertThat(cleared.statusCode()).isEqualTo(204);
    assertThat(cleared.body()).isEmpty();
    assertThat(faults.list()).isEmpty();
    assertThat(other.list()).hasSize(1);
    assertThat(running.caller.post(LEAD).statusCode()).isEqualTo(201);
  }

  @Test
  void unknownTokenAndVerbAreRefused() {
    FaultCaller otherCaller = FaultCaller.of(running, "somebody-elses-token");
    assertThat(otherCaller.call("GET").statusCode()).isEqualTo(401);
    assertThat(otherCaller.call("DELETE").statusCode()).isEqualTo(401);
    assertThat(otherCaller.post("{'on': 'any', 'do': {'drop': true}}").statusCode()).isEqualTo(401);
    assertThat(faults.call("PUT").statusCode()).isEqualTo(405);
  }

  @Test
  void scriptingIsNotCountedRecordedOrFaulty() {
    faults.script("{'on': 'any', 'forever': true, 'do': {'drop': true}}");
    for (int i = 0; i < 5; i++) {
      assertThat(faults.list()).hasSize(1);
    }
    faults.call("DELETE");
    assertThat(running.oplead.ledger().requests()).isEmpty();
    assertThat(running.caller.post(LEAD).statusCode()).isEqualTo(201);
    assertThat(running.caller.post(LEAD).statusCode()).isEqualTo(201);
    assertThat(running.caller.post(LEAD).statusCode()).isEqualTo(429);
  }

  @Test
  void faultsAreScriptedInJavaAsWell() {
    SimulatedOplead oplead = running.oplead;
    FaultRule twice = FaultRule.times(2, FaultTarget.CREATE, new FaultAction.AnswerWith(503));
    FaultRule always = FaultRule.always(FaultTarget.ANY, new FaultAction.Drop());
    oplead.fault(RunningOplead.TOKEN, twice);
    oplead.fault(RunningOplead.TOKEN, always);
    assertThat(running.caller.post(LEAD).statusCode()).isEqualTo(503);
    assertThat(oplead.faults(RunningOplead.TOKEN))
        .containsExactly(new ScriptedFault(1, twice, 1), new ScriptedFault(2, always, 0));
    assertThat(faults.applied()).containsExactly(1, 0);
    oplead.clearFaults(RunningOplead.TOKEN);
    assertThat(faults.list()).isEmpty();

    FaultAction delay = new FaultAction.Delay(Duration.ofMillis(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.times(0, FaultTarget.CREATE, delay));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.once(FaultTarget.READ, new FaultAction.Silence()));
  }
}
