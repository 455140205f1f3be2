package io.leadloop.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.http.DocumentBody;
import io.leadloop.simulator.http.RawRequest;
import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.RecordedDocument;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentEndpointsTest {

  private static final byte[] PDF =
      "%PDF-1.7\r\n--the-boundary\r\n\0".getBytes(StandardCharsets.UTF_8);
  private static final FormBody QUOTE = FormBody.file("file", "q.pdf", "application/pdf", PDF);

  private final RunningOplead running = new RunningOplead(SimulatorSettings.defaults());
  private final OpleadCaller caller = running.caller;
  private final Ledger ledger = running.oplead.ledger();

  @BeforeEach
  void createLead() {
    assertThat(caller.leadFrom(null)).isEqualTo("1001");
  }

  @AfterEach
  void end() {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/leads/1001/document/add", "/leads/1001/attachments"})
  void documentIsAnsweredWithAnIdAndRecordedWithoutItsBytes(String path) {
    Instant before = Instant.now();
    FormBody form = FormBody.file("file", "Devis n°3 à signer.pdf", "application/pdf", PDF);
    HttpResponse<String> answer = caller.post(path, form);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject().put("id", "1"));
    assertThat(caller.post(path, QUOTE).body()).isEqualTo("{\"id\":\"2\"}");

    RecordedDocument document = ledger.documents("1001").get(0);
    assertThat(document.filename()).isEqualTo("Devis n°3 à signer.pdf");
    assertThat(document.contentType()).isEqualTo("application/pdf");
    assertThat(document.size()).isEqualTo(PDF.length);
    assertThat(document.sha256()).isEqualTo(digest(PDF));
    assertThat(document.arrival().at()).isBetween(before, Instant.now());
    assertThat(ledger.documents()).hasSize(2);
    assertThat(ledger.documents("1002")).isEmpty();
    assertThat(ledger.requests())
        .extracting(RecordedRequest::path, RecordedRequest::status, seen -> seen.body().length())
        .contains(tuple("/v1" + path, 201, 0));
  }

  @Test
  void largeDocumentArrivesWholeAndOneOverTheLimitIsRefused() {
    byte[] large = new byte[10 * 1024 * 1024];
    new Random(1).nextBytes(large);
    assertThat(attach(FormBody.file("file", "a.bin", "image/png", large))).isEqualTo(201);
    byte[] tooLarge = new byte[DocumentBody.LIMIT];
    assertThat(attach(FormBody.file("file", "b.bin", "image/png", tooLarge))).isEqualTo(413);

    assertThat(ledger.documents())
        .extracting(RecordedDocument::size, RecordedDocument::sha256)
        .containsExactly(tuple((long) large.length, digest(large)));
  }

  @Test
  void onlyThePartNamedFileCounts() {
    byte[] other = {1, 2, 3};
    assertThat(attach(FormBody.files("file", other, PDF))).isEqualTo(201);
    assertThat(ledger.documents())
        .extracting(RecordedDocument::sha256)
        .containsExactly(digest(PDF));
  }

  @Test
  void emptyFileIsADocument() {
    assertThat(attach(FormBody.file("file", "a.txt", "text/plain", new byte[0]))).isEqualTo(201);
    assertThat(ledger.documents()).extracting(RecordedDocument::size).containsExactly(0L);
  }

  @ParameterizedTest
  @MethodSource("bodiesWithoutADocument")
  void bodyWithoutADocumentIsRefused(FormBody body) {
    HttpResponse<String> refused = caller.post("/leads/1001/attachments", body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(refused.body()).getString("message")).isNotBlank();
    assertThat(ledger.documents()).isEmpty();
    assertThat(attach(QUOTE)).isEqualTo(201);
  }

  static Stream<FormBody> bodiesWithoutADocument() {
    return Stream.of(
        QUOTE.as("application/json"),
        QUOTE.as("multipart/form-data"),
        QUOTE.as("multipart/form-data; boundary=another"),
        QUOTE.unfinished(),
        FormBody.file("document", "q.pdf", "application/pdf", PDF),
        FormBody.file("file", "", "application/pdf", PDF),
        FormBody.field("file", "q.pdf"),
        FormBody.field("large", "x".repeat(100_000)));
  }

  @Test
  void documentOfAnUnknownOrForeignLeadIsRefused() {
    running.oplead.accept("oplead-token-0002");
    assertThat(caller.post("/leads/1002/document/add", QUOTE).statusCode()).isEqualTo(404);
    OpleadCaller other = running.callerWith("oplead-token-0002");
    assertThat(other.post("/leads/1001/document/add", QUOTE).statusCode()).isEqualTo(404);
    OpleadCaller otherCaller = running.callerWith("somebody-elses-token");
    assertThat(otherCaller.post("/leads/1001/document/add", QUOTE).statusCode()).isEqualTo(401);
    assertThat(ledger.documents()).isEmpty();
    assertThat(ledger.requests().subList(1, 4)).allMatch(request -> request.body().length() == 0);
  }

  @Test
  void documentWhoseConnectionBreaksIsNotKept() {
    RawRequest request = new RawRequest("POST", "/leads/1001/attachments");
    request.breakOffAfter(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nbytes",
        "multipart/form-data; boundary=x",
        running.oplead.baseUrl());
    await().until(() -> ledger.requests().size() == 2);
    assertThat(ledger.requests().get(1).status()).isZero();
    assertThat(ledger.documents()).isEmpty();
  }

  @Test
  void recordedDocumentDoesNotShowTheNameOfItsFile() {
    attach(FormBody.file("file", "Dupont.pdf", "application/pdf", PDF));
    assertThat(ledger.documents().get(0).toString()).contains("1001").doesNotContain("Dupont");
  }

  private int attach(FormBody form) {
    return caller.post("/leads/1001/document/add", form).statusCode();
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException failure) {
      throw new AssertionError(failure);
    }
  }
}
