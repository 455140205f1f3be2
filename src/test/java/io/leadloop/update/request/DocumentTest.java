package io.leadloop.update.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.ledger.RecordedDocument;
import io.leadloop.testing.Documents;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.RawConnection;
import io.leadloop.testing.Scenario;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents on their way from a provider to the customer's Oplead, and refusals. */
@GatewayTest
class DocumentTest {
  private static final Logger LOG = Logger.getLogger(DocumentTest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LaneTester tester;
  @Inject Pool pool;

  private Scenario lane;

  @BeforeEach
  void start() {
    lane =
        tester.simulate(
            SimulatorSettings.builder().quota(1_000_000).statuses("Nouveau").build(), 1000);
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void aDocumentFollowsItsLeadAndNothingOfItStays() {
    byte[] pdf = Documents.pdf(1, 700_000);
    String lead = lane.submit("Dupont");
    JsonPath taken =
        upload(lead, pdf, "devis Dupont.pdf", "quote").then().statusCode(202).extract().jsonPath();
    assertThat(taken.getString("kind")).isEqualTo("quote");
    assertThat(taken.getString("media_type")).isEqualTo("application/pdf");
    assertThat(taken.getLong("bytes")).isEqualTo(700_000);
    awaitDocuments(lead, "delivered", 1);

    RecordedDocument arrived = lane.ledger().documents().get(0);
    assertThat(arrived.sha256()).isEqualTo(Documents.sha256(pdf));
    assertThat(arrived.filename()).isEqualTo("devis Dupont.pdf");
    assertThat(arrived.contentType()).isEqualTo("application/pdf");
    assertThat(
            count(
                "select count(*) from document_piece where document_id = '%s'"
                    .formatted(taken.getString("id"))))
        .isZero();
    assertThat(
            count(
                "select count(*) from lead_update where file_name is not null and id = '%s'"
                    .formatted(taken.getString("id"))))
        .isZero();
    JsonPath event = awaitEvent(lead, "io.leadloop.lead.document-delivered.v1");
    assertThat(event.getString("document.id")).isEqualTo(taken.getString("id"));
    assertThat(event.getString("document.kind")).isEqualTo("quote");
  }

  @Test
  void theSameBytesAreOneDocumentOfALead() {
    byte[] pdf = Documents.pdf(2, 1_000);
    String lead = lane.submit("Dupont");
    String first = upload(lead, pdf, "a.pdf", "quote").then().statusCode(202).extract().path("id");
    upload(lead, pdf, "b.pdf", "invoice")
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body("id", org.hamcrest.Matchers.equalTo(first));
    awaitDocuments(lead, "delivered", 1);
    upload(lead, pdf, "c.pdf", "quote").then().statusCode(200);

    String other = lane.submit("Durand");
    upload(other, pdf, "a.pdf", "quote").then().statusCode(202);
    awaitDocuments(other, "delivered", 1);
    assertThat(lane.ledger().documents()).hasSize(2);
  }

  @Test
  void aDocumentThatOpleadRefusedMayBeGivenAgain() {
    byte[] pdf = Documents.pdf(3, 1_000);
    String lead = lane.submit("Dupont");
    lane.fault(
        FaultRule.once(
            FaultTarget.DOCUMENT,
            new FaultAction.AnswerWith(
                415, Optional.empty(), Optional.of("{\"message\":\"Dupont may not\"}"))));
    upload(lead, pdf, "a.pdf", "quote").then().statusCode(202);
    upload(lead, Documents.png(), "b.png", "other").then().statusCode(202);
    awaitDocuments(lead, "refused", 1);
    awaitDocuments(lead, "delivered", 1);
    assertThat(awaitEvent(lead, "io.leadloop.lead.document-refused.v1").getString("reason"))
        .isEqualTo("HTTP 415");
    upload(lead, pdf, "a.pdf", "quote").then().statusCode(202);
    awaitDocuments(lead, "delivered", 2);
  }

  @Test
  void documentsOfARejectedLeadAreRefused() {
    lane.fault(FaultRule.once(FaultTarget.CREATE, new FaultAction.AnswerWith(422)));
    String lead = lane.submit("Dupont");
    int early = upload(lead, Documents.pdf(4, 1_000), "a.pdf", "quote").statusCode();
    lane.awaitState(lead, "rejected");
    if (early == 202) {
      awaitDocuments(lead, "refused", 1);
      assertThat(awaitEvent(lead, "io.leadloop.lead.document-refused.v1").getString("reason"))
          .isEqualTo("its lead is rejected");
    }
    upload(lead, Documents.pdf(5, 1_000), "a.pdf", "quote")
        .then()
        .statusCode(409)
        .body("type", org.hamcrest.Matchers.equalTo("/problems/lead-not-forwarded"));
    assertThat(lane.ledger().documents()).isEmpty();
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    String lead = lane.submit("Dupont");
    byte[] pdf = Documents.pdf(6, 1_000);
    assertProblem(
        upload(lead, "<html>hello</html>".getBytes(UTF_8), "a.pdf", "quote"),
        415,
        "unsupported-media-type");
    assertProblem(
        upload(lead, "MZ\0\0 a program".getBytes(UTF_8), "a.zip", "quote"),
        415,
        "unsupported-media-type");
    assertProblem(upload(lead, Documents.png(), "devis.pdf", "quote"), 422, "invalid-document");
    assertProblem(upload(lead, pdf, "a.pdf", "poem"), 422, "invalid-document");
    assertProblem(upload(lead, new byte[0], "a.pdf", "quote"), 422, "invalid-document");
    assertProblem(
        asProvider().multiPart("kind", "quote").post(path(lead)), 422, "invalid-document");
    assertProblem(
        asProvider()
            .multiPart("file", "a.pdf", pdf)
            .multiPart("file", "b.pdf", pdf)
            .post(path(lead)),
        422,
        "invalid-document");
    assertProblem(
        asProvider().multiPart("file", "a.pdf", pdf).multiPart("colour", "red").post(path(lead)),
        422,
        "invalid-document");
    assertProblem(
        asProvider().contentType("application/pdf").body(pdf).post(path(lead)),
        415,
        "unsupported-media-type");
    assertProblem(upload(UUID.randomUUID().toString(), pdf, "a.pdf", "quote"), 404, "not-found");
    assertProblem(upload("none", pdf, "a.pdf", "quote"), 404, "not-found");
    LaneTester.Lane other = tester.share(lane);
    assertProblem(
        other.asProvider().multiPart("file", "a.pdf", pdf).post(path(lead)), 404, "not-found");
    assertThat(documents(lead)).isEmpty();
    await().atMost(PATIENCE).until(() -> lane.ledger().requests().size() == 1);
    assertThat(lane.ledger().documents()).isEmpty();
  }

  @Test
  void aFormThatBreaksOffIsNoDocument() {
    String lead = lane.submit("Dupont");
    String head =
        """
        --b\r
        Content-Disposition: form-data; name="file"; filename="a.pdf"\r
        Content-Type: application/pdf\r
        \r
        %PDF-1.7 and then it ends\
        """;
    for (String body : List.of(head, head + "\r\n", head + "\r\n--", "no form", "")) {
      assertProblem(
          asProvider()
              .config(
                  RestAssured.config()
                      .encoderConfig(
                          EncoderConfig.encoderConfig()
                              .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
              .contentType("multipart/form-data; boundary=b")
              .body(body.getBytes(UTF_8))
              .post(path(lead)),
          body.startsWith("--b") ? 400 : 422,
          body.startsWith("--b") ? "malformed-form" : "invalid-document");
    }
    assertThat(documents(lead)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {10 * 1024 * 1024 + 1, 12 * 1024 * 1024})
  void aDocumentThatIsTooLongIsRefused(int length) throws IOException {
    String lead = lane.submit("Dupont");
    String head =
        """
        --b\r
        Content-Disposition: form-data; name="file"; filename="a.pdf"\r
        Content-Type: application/pdf\r
        \r
        """;
    String tail = "\r\n--b--\r\n";
    try (Socket client = new Socket("localhost", RestAssured.port)) {
      OutputStream out = client.getOutputStream();
      out.write(head(lead, head.length() + length + tail.length()).getBytes(UTF_8));
      out.write(head.getBytes(UTF_8));
      out.write(Documents.pdf(7, length));
      out.write(tail.getBytes(UTF_8));
      out.flush();
      String answer = new String(client.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 413").contains("\"/problems/body-too-large\"");
    }
    assertThat(documents(lead)).isEmpty();
    assertThat(ownerlessPieces()).isZero();
  }

  @Test
  void ofAFormThatIsRefusedAfterItsFileNothingStays() {
    String lead = lane.submit("Dupont");
    byte[] pdf = Documents.pdf(8, 600_000);
    assertProblem(upload(lead, pdf, "a.pdf", "poem"), 422, "invalid-document");
    assertProblem(
        asProvider().multiPart("file", "a.pdf", pdf).multiPart("colour", "red").post(path(lead)),
        422,
        "invalid-document");
    assertThat(ownerlessPieces()).isZero();
  }

  @Test
  void ofAnUploadWhoseClientGoesAwayNothingStays() throws IOException {
    String lead = lane.submit("Dupont");
    try (Socket client = new Socket("localhost", RestAssured.port)) {
      OutputStream out = client.getOutputStream();
      out.write(head(lead, 1_000_000).getBytes(UTF_8));
      out.write(
          """
          --b\r
          Content-Disposition: form-data; name="file"; filename="a.pdf"\r
          \r
          """
              .getBytes(UTF_8));
      out.write(Documents.pdf(9, 600_000));
      out.flush();
      await().atMost(PATIENCE).until(() -> ownerlessPieces() == 2);
    }
    await().atMost(PATIENCE).until(() -> ownerlessPieces() == 0);
    assertThat(documents(lead)).isEmpty();
  }

  @Test
  void ofADocumentBeyondTheMostOfALeadNothingStays() {
    String lead = lane.submit("Dupont");
    for (int i = 0; i < 50; i++) {
      upload(lead, Documents.pdf(i, 100), "a.pdf", "quote").then().statusCode(202);
    }
    assertProblem(
        upload(lead, Documents.pdf(50, 100), "a.pdf", "quote"), 409, "too-many-documents");
    assertThat(ownerlessPieces()).isZero();
  }

  /** 32 uploads of one provider once kept out those of all others. */
  @Test
  void uploadsThatTrickleKeepOutOnlyTheirOwnProvider() {
    String lead = lane.submit("Dupont");
    LaneTester.Lane other = tester.share(lane);
    String othersLead = other.submit("Durand");
    byte[] pdf = Documents.pdf(10, 1_000);
    List<RawConnection> trickling = new ArrayList<>();
    try {
      // An upload that overtakes one of them may take its place.
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                trickling.add(beginUpload(lead));
                return upload(lead, pdf, "a.pdf", "quote").statusCode() == 429;
              });
      Response refused = upload(lead, pdf, "a.pdf", "quote");
      assertProblem(refused, 429, "rate-limited");
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      other
          .asProvider()
          .multiPart("file", "a.pdf", pdf)
          .post(path(othersLead))
          .then()
          .statusCode(202);
    } finally {
      trickling.forEach(RawConnection::close);
    }
    await().atMost(PATIENCE).until(() -> upload(lead, pdf, "a.pdf", "quote").statusCode() < 300);
  }

  private String head(String lead, int length) {
    return """
    POST %s HTTP/1.1\r
    Host: localhost\r
    Authorization: Bearer %s\r
    Connection: close\r
    Content-Type: multipart/form-data; boundary=b\r
    Content-Length: %d\r
    \r
    """
        .formatted(path(lead), lane.pair().key().reveal(), length);
  }

  private RawConnection beginUpload(String lead) {
    return new RawConnection(URI.create("http://localhost:" + RestAssured.port))
        .head(
            "POST " + path(lead),
            "Authorization: Bearer " + lane.pair().key().reveal(),
            "Content-Type: multipart/form-data; boundary=b",
            "Content-Length: 1000000")
        .send("--b\r\n");
  }

  private Response upload(String lead, byte[] bytes, String name, String kind) {
    return asProvider().multiPart("file", name, bytes).multiPart("kind", kind).post(path(lead));
  }

  private RequestSpecification asProvider() {
    return lane.asProvider();
  }

  private static String path(String lead) {
    return "/v1/leads/" + lead + "/documents";
  }

  private static void assertProblem(Response answer, int status, String code) {
    assertThat(answer.statusCode() + " " + answer.path("type"))
        .isEqualTo(status + " /problems/" + code);
  }

  private List<Map<String, Object>> documents(String lead) {
    return asProvider().get(path(lead)).jsonPath().getList("items");
  }

  private void awaitDocuments(String lead, String state, int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                documents(lead).stream().filter(d -> d.get("state").equals(state)).count()
                    == count);
  }

  /** The data of the lead's last event of that type. */
  private JsonPath awaitEvent(String lead, String type) {
    await().atMost(PATIENCE).until(() -> events(lead).getList("items.type").contains(type));
    return events(lead)
        .setRootPath("items.findAll { it.type == '%s' }.last().data".formatted(type));
  }

  private JsonPath events(String lead) {
    return asProvider().get("/v1/leads/" + lead + "/events").jsonPath();
  }

  /** Pieces of uploads that are no documents. */
  private long ownerlessPieces() {
    return count(
        """
        select count(*) from document_piece p
        where not exists (select from lead_update u where u.id = p.document_id)
        """);
  }

  private long count(String sql) {
    return pool.query(sql).execute().await().indefinitely().iterator().next().getLong(0);
  }
}
