package io.leadloop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call without the answer that a command expects ends it with a status and a message. */
class FailedCallTest {
  private static final String ID = "0198f6a2-7c1e-7000-8000-000000000001";
  private static final String KEYS = "GET /admin/v1/keys";
  private static final String CERTIFY = "POST /admin/v1/providers/p/customers/c/certify";
  private static final String RECONCILE = "POST /v1/reconciliations";
  private static final String RESEND = "POST /admin/v1/providers/p/endpoints/e/resend";

  @TempDir Path directory;
  @AutoClose private final FakeApi api = new FakeApi();

  @ParameterizedTest
  @CsvSource({
    "key list, GET /admin/v1/keys",
    "lead list --output csv, GET /admin/v1/leads",
    "customer show c, GET /admin/v1/customers/c",
    "customer change c --name D, PATCH /admin/v1/customers/c",
    "key revoke k, DELETE /admin/v1/keys/k",
    "certify p c, " + CERTIFY,
    "reconcile FILE, " + RECONCILE
  })
  void redirectIsAWrongAddress(String command, String call) throws IOException {
    String path = call.substring(call.indexOf('/'));
    Map<String, String> location = Map.of("Location", "https://leads.example.com/gateway" + path);
    for (int status : new int[] {301, 302, 307, 308}) {
      api.answer(call, status, location, "");
      CommandRun run = run(command);
      assertThat(run.status()).as(command).isEqualTo(2);
      assertThat(run.err())
          .isEqualToIgnoringNewLines(
              "The gateway at %s redirects to https://leads.example.com/gateway; use that address.\n"
                  .formatted(api.url()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/login?from=/, /login?from=/",
    "../keys/, /admin/keys/",
    "/elsewhere/admin/v1/keys?limit=9, /elsewhere"
  })
  void relativeRedirectIsShownInFull(String location, String shown) {
    api.answer(KEYS, 302, Map.of("Location", location), "");
    assertThat(run("key list").err())
        .contains("redirects to " + api.url() + shown + "; use that address.");
  }

  @Test
  void redirectToNowhereIsNoSuccess() {
    api.answer(KEYS, 302, "");
    assertThat(run("key list")).isEqualTo(failed(1, "302: not a response of the gateway."));
    api.answer(KEYS, 302, Map.of("Location", "http://[x"), "");
    assertThat(run("key list").status()).isEqualTo(1);
    api.answer(KEYS, 304, "");
    assertThat(run("key list").status()).isEqualTo(1);
  }

  @Test
  void emptyOrForeignAnswerIsNoList() {
    api.answer(KEYS, 200, "");
    assertThat(run("key list"))
        .isEqualTo(failed(1, "The response is empty; check the gateway's address."));
    api.answer(KEYS, 200, "{}");
    assertThat(run("key list"))
        .isEqualTo(failed(1, "The response is not a list; check the gateway's address."));
  }

  @Test
  void certificationWithoutAStepFails() {
    api.answer(CERTIFY, 200, "\n\n");
    assertThat(run("certify p c"))
        .isEqualTo(failed(1, "The response has no step; check the gateway's address."));
    api.answer(CERTIFY, 200, "{\"step\": \"a\", \"ok\": true}\n\n");
    assertThat(run("certify p c").status()).isZero();
    api.answer(CERTIFY, 200, "{\"step\": \"a\", \"ok\": true}\n{\"step\": \"b\", \"ok\": false}");
    assertThat(run("certify p c").status()).isEqualTo(3);
  }

  @Test
  void resentEventThatIsNotDeliveredIsANegativeResult() {
    api.answer(
        RESEND, 200, "{\"event_id\": \"" + ID + "\", \"delivered\": false, \"status\": 500}");
    CommandRun refused = run("provider endpoint resend p e --event " + ID);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out()).containsPattern("delivered +false");
    api.answer(RESEND, 200, "{\"event_id\": \"" + ID + "\", \"delivered\": true}");
    assertThat(run("provider endpoint resend p e --event " + ID).status()).isZero();
    api.answer(RESEND, 200, "{\"lead_id\": \"" + ID + "\"}");
    assertThat(run("provider endpoint resend p e --lead " + ID).status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "key list, GET /admin/v1/keys, 200",
    "key list, GET /admin/v1/keys, 403",
    "lead list --output csv, GET /admin/v1/leads, 200",
    "customer pause c, POST /admin/v1/customers/c/pause, 200",
    "certify p c, " + CERTIFY + ", 200",
    "reconcile FILE, " + RECONCILE + ", 200",
    "reconcile FILE, " + RECONCILE + ", 403"
  })
  void answerThatBreaksOffIsNoAnswer(String command, String call, int status) throws IOException {
    api.breakOff(call, status, "{\"step\": \"a\", \"ok\": true}\n");
    CommandRun run = run(command);
    assertThat(run.err())
        .isEqualToIgnoringNewLines("The gateway at " + api.url() + " broke off its answer.\n");
    assertThat(run.status()).isEqualTo(4);
  }

  private static CommandRun failed(int status, String message) {
    return new CommandRun(status, "", message + System.lineSeparator());
  }

  /**
   * @param line with FILE for a list of leads
   */
  private CommandRun run(String line) {
    return CommandRun.of(api.url(), withFile(line));
  }

  private String withFile(String line) {
    try {
      return line.replace(
          "FILE", Files.writeString(directory.resolve("list"), "reference\na").toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
