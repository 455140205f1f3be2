package io.leadloop.simulator.receiver;

import static io.leadloop.simulator.receiver.EventSender.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.receiver.signature.SignatureVerdict;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverFaultsTest {

  private static final String FAULTS = "/demo/faults";

  private final RunningReceiver running = new RunningReceiver();
  private final EventSender sender = running.sender();

  @BeforeEach
  void begin() {
    running.receiver().configure(ReceiverSettings.verifying(SECRET));
  }

  @AfterEach
  void end() {
    running.close();
  }

  @Test
  void scriptedAnswerIsNotAcceptedUnlessItIsASuccess() {
    running.script("{'times': 2, 'do': {'answer': 503, 'retry_after': '2'}}");
    running.script("{'do': {'answer': 200, 'body': 'thanks'}}");
    HttpResponse<String> busy = send(1);
    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).contains("2");
    assertThat(send(1).statusCode()).isEqualTo(503);
    assertThat(send(1).body()).isEqualTo("thanks");
    assertThat(send(2).statusCode()).isEqualTo(204);
    assertThat(running.ledger().sequences()).containsExactly(Map.entry("lead-1", List.of(1L, 2L)));
    assertThat(statuses()).containsExactly(503, 503, 200, 204);
    assertThat(running.ledger().requests())
        .extracting(ReceivedRequest::fault)
        .containsExactly(
            Optional.of("answer"), Optional.of("answer"), Optional.of("answer"), Optional.empty());
  }

  @Test
  void redirectIsAnAnswerWithALocation() {
    running.script("{'do': {'answer': 307, 'headers': {'Location': '/receiver/elsewhere'}}}");
    HttpResponse<String> answer = send(1);
    assertThat(answer.statusCode()).isEqualTo(307);
    assertThat(answer.headers().firstValue("Location")).contains("/receiver/elsewhere");
    assertThat(running.ledger().counts().accepted()).isZero();
  }

  @Test
  void eventWithALostAnswerIsAcceptedAndThenRepeated() {
    running.script("{'do': {'lose_answer': true}}");
    assertHangsUp(() -> send(1));
    assertThat(running.ledger().requests().get(0).signature()).isEqualTo(SignatureVerdict.VALID);
    assertThat(send(1).statusCode()).isEqualTo(204);
    assertThat(statuses()).containsExactly(0, 204);
    assertThat(running.ledger().counts()).isEqualTo(new ReceiverCounts(2, 0, 2, 1, 0, 0));
  }

  @Test
  void forgedEventWithALostAnswerIsNotAccepted() {
    running.script("{'do': {'lose_answer': true}}");
    assertHangsUp(() -> sender.signedWith(EventSender.secret(2)).event("id-1", "lead-1", 1));
    assertThat(running.ledger().counts()).isEqualTo(new ReceiverCounts(1, 0, 0, 0, 0, 1));
  }

  @Test
  void droppedRequestIsClosedBeforeItsBodyIsRead() throws IOException {
    running.script("{'do': {'drop': true}}");
    try (Socket socket = beginPost("Content-Length: 100\r\n\r\n")) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(running.ledger().requests().get(0).signature())
        .isEqualTo(SignatureVerdict.UNCHECKED);
    assertThat(running.ledger().counts()).isEqualTo(new ReceiverCounts(1, 0, 0, 0, 0, 0));
  }

  @Test
  void requestThatBreaksOffIsRecordedUnanswered() throws IOException {
    beginPost("Content-Length: 100\r\n\r\n{").close();
    await().until(() -> running.ledger().counts().received() == 1);
    assertThat(statuses()).containsExactly(0);
  }

  @Test
  void hangingRequestIsReadAndNeverAnswered() throws IOException {
    running.script("{'do': {'hang': true}}");
    try (Socket socket = beginPost("Content-Length: 2\r\n\r\n{}")) {
      await().until(() -> running.ledger().counts().received() == 1);
      socket.setSoTimeout(100);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(statuses()).containsExactly(0);
    assertThat(running.ledger().counts().accepted()).isZero();
  }

  @Test
  void delayedEventIsAcceptedAtOnceAndAnsweredLater() {
    running.script("{'do': {'delay_millis': 300}}");
    long before = System.nanoTime();
    assertThat(send(1).statusCode()).isEqualTo(204);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
    assertThat(running.ledger().counts().accepted()).isOne();
  }

  @Test
  void trickledAnswerArrivesByteByByte() throws IOException {
    running.script("{'do': {'trickle_millis': 20}}");
    HttpResponse<InputStream> answer =
        sender.event("id-1", "lead-1", 1, BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (InputStream bytes = answer.body()) {
      assertThat(bytes.readNBytes(3)).containsExactly(' ', ' ', ' ');
    }
    assertThat(running.ledger().counts().accepted()).isOne();
  }

  @Test
  void floodedAnswerHasTenMebibytes() {
    running.script("{'do': {'flood': true}}");
    assertThat(sender.event("id-1", "lead-1", 1, BodyHandlers.ofByteArray()).body())
        .hasSize(10 * 1024 * 1024);
    assertThat(statuses()).containsExactly(200);
  }

  @Test
  void faultOfOneLeadSparesTheOthers() {
    running.script("{'lead': 'lead-2', 'forever': true, 'do': {'answer': 500}}");
    assertThat(sender.event("id-1", "lead-1", 1).statusCode()).isEqualTo(204);
    assertThat(sender.event("id-2", "lead-2", 1).statusCode()).isEqualTo(500);
    assertThat(sender.event("id-2", "lead-2", 1).statusCode()).isEqualTo(500);
    assertThat(running.call("DELETE", FAULTS, "").statusCode()).isEqualTo(204);
    assertThat(sender.event("id-2", "lead-2", 1).statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"any, 500, 500", "event, 500, 200", "challenge, 204, 500"})
  void faultAppliesToItsTargetOnly(String on, int event, int challenge) {
    running.script("{'on': '%s', 'forever': true, 'do': {'answer': 500}}".formatted(on));
    assertThat(send(1).statusCode()).isEqualTo(event);
    assertThat(sender.challenge("c").statusCode()).isEqualTo(challenge);
  }

  @Test
  void firstMatchingUnspentFaultApplies() {
    running.script("{'on': 'challenge', 'forever': true, 'do': {'answer': 500}}");
    running.script("{'on': 'event', 'do': {'answer': 502}}");
    running.script("{'do': {'answer': 503}}");
    assertThat(List.of(send(1).statusCode(), send(1).statusCode(), send(1).statusCode()))
        .containsExactly(502, 503, 204);
    assertThat(running.list(FAULTS))
        .extracting(fault -> ((JsonObject) fault).getInteger("applied"))
        .containsExactly(0, 1, 1);
  }

  @Test
  void oneFaultIsRemovedByItsId() {
    running.script("{'forever': true, 'do': {'answer': 500}}");
    running.script("{'forever': true, 'do': {'answer': 502}}");
    assertThat(running.call("DELETE", FAULTS + "/1", "").statusCode()).isEqualTo(204);
    assertThat(running.call("DELETE", FAULTS + "/1", "").statusCode()).isEqualTo(404);
    assertThat(send(1).statusCode()).isEqualTo(502);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'on': 'any', 'times': 3, 'do': {'answer': 429, 'retry_after': '2'}}",
        "{'on': 'event', 'lead': '0198', 'forever': true, 'do': {'hang': true}}",
        "{'on': 'challenge', 'times': 1, 'do': {'flood': true}}",
        "{'on': 'any', 'times': 1, 'do': {'trickle_millis': 200}}",
        "{'on': 'any', 'times': 1, 'do': {'delay_millis': 20000}}",
        "{'on': 'any', 'times': 1, 'do': {'drop': true}}",
        "{'on': 'any', 'times': 1, 'do': {'lose_answer': true}}",
      })
  void faultIsAnsweredAndListedAsItWasWritten(String fault) {
    HttpResponse<String> answer = running.call("POST", FAULTS, fault);
    assertThat(answer.statusCode()).isEqualTo(201);
    JsonObject expected = new JsonObject(fault.replace('\'', '"')).put("id", 1).put("applied", 0);
    assertThat(new JsonObject(answer.body())).isEqualTo(expected);
    assertThat(running.list(FAULTS)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nothing | 400 | JSON",
        "{} | 422 | do",
        "{'on': 'create', 'do': {'drop': true}} | 422 | create",
        "{'lead': 1, 'do': {'drop': true}} | 422 | lead",
        "{'token': 'x', 'do': {'drop': true}} | 422 | token",
        "{'times': 0, 'do': {'drop': true}} | 422 | times",
        "{'times': 1, 'forever': true, 'do': {'drop': true}} | 422 | forever",
        "{'do': {'silence': true}} | 422 | request",
        "{'do': {'early': true}} | 422 | request",
        "{'do': {'answer': 99}} | 422 | answer",
      })
  void unusableFaultIsRefusedWithAMessage(String fault, int status, String named) {
    HttpResponse<String> refused = running.call("POST", "/other/faults", fault);
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(new JsonObject(refused.body()).getString("message")).contains(named);
    assertThat(running.get("/other").statusCode()).isEqualTo(404);
  }

  @Test
  void faultsAreBounded() {
    ReceiverFault fault = ReceiverFault.times(1, new FaultAction.Drop()).onChallenges();
    for (int i = 0; i < ReceiverFaults.MOST; i++) {
      running.receiver().fault(fault);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> running.receiver().fault(fault));
  }

  @Test
  void faultIsScriptedInJava() {
    running
        .receiver()
        .fault(ReceiverFault.always(new FaultAction.AnswerWith(502)).ofLead("lead-1").onEvents());
    assertThat(send(1).statusCode()).isEqualTo(502);
    assertThat(running.receiver().faults().get(0).applied()).isOne();
    running.receiver().clearFaults();
    assertThat(send(1).statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> send(int sequence) {
    return sender.event("id-" + sequence, "lead-1", sequence);
  }

  private List<Integer> statuses() {
    return running.ledger().requests().stream().map(ReceivedRequest::status).toList();
  }

  private Socket beginPost(String rest) throws IOException {
    Socket socket = new Socket(running.url().getHost(), running.url().getPort());
    String head = "POST " + running.url().getPath() + " HTTP/1.1\r\nHost: receiver\r\n";
    socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void assertHangsUp(ThrowingCallable call) {
    assertThatThrownBy(call).hasCauseInstanceOf(IOException.class);
  }
}
