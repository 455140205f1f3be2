package io.leadloop.form;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.leadloop.http.body.BodyBudget;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.ledger.RecordedDocument;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.Documents;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.RawConnection;
import io.leadloop.testing.Scenario;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Posted forms with files that are longer than a body in memory may be. */
@GatewayTest
class FormUploadTest {
  private static final int STRANGERS_AT_ONCE = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LONGEST = 10 * 1024 * 1024;
  private static final int LONG = 2 * 1024 * 1024;

  /** So many long files are taken at a time. */
  private static final int PLACES = 8;

  private static final String PDF = "%PDF-1.7\n";
  private static final String END = "\r\n--b--\r\n";

  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject BodyBudget budget;
  @Inject MeterRegistry metrics;
  @Inject Pool pool;

  private Scenario lane;
  private String token;

  @BeforeEach
  void addForm() {
    lane = tester.simulate(SimulatorSettings.defaults(), 1_000);
    token =
        asAdministrator()
            .contentType(ContentType.JSON)
            .body(Map.of("customer", lane.customer().slug(), "name", "quote"))
            .post(forms())
            .then()
            .statusCode(201)
            .extract()
            .path("token");
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void aFileOfTheLongestDocumentReachesTheCustomer() {
    byte[] file = Documents.pdf(1, LONGEST);
    String id = post(fields(), file).statusCode(200).extract().path("id");
    await().atMost(PATIENCE).until(() -> states(id).equals(List.of("delivered")));
    RecordedDocument arrived = lane.ledger().documents().get(0);
    assertThat(arrived.sha256()).isEqualTo(Documents.sha256(file));
    assertThat(arrived.filename()).isEqualTo("devis.pdf");
    post(fields(), file).statusCode(200).header("Idempotency-Replayed", "true").body("id", is(id));
    assertThat(states(id)).hasSize(1);
    assertNothingStays();
  }

  /** Regression: it stayed for some minutes. */
  @Test
  void aFileOfARefusedLeadDoesNotStay() {
    Map<String, String> other = fields();
    other.put("ctc_lastname", "Durand");
    postWithKey(fields(), Documents.pdf(13, LONG)).statusCode(200);
    postWithKey(other, Documents.pdf(14, LONG)).statusCode(409);
    assertNothingStays();
  }

  private ValidatableResponse postWithKey(Map<String, String> fields, byte[] file) {
    RequestSpecification request = given().header("Idempotency-Key", "file-1");
    fields.forEach(request::multiPart);
    return request
        .multiPart("piece", "devis.pdf", file, "application/pdf")
        .post("/addlead/")
        .then();
  }

  /** As before files could be longer than a body: all that fits into one may come in any order. */
  @Test
  void aShortFileMayComeFirst() {
    RequestSpecification request =
        given().multiPart("piece", "devis.pdf", Documents.pdf(2, 700_000), "application/pdf");
    fields().forEach(request::multiPart);
    String id = request.post("/addlead").then().statusCode(200).extract().path("id");
    assertThat(states(id)).hasSize(1);
  }

  @Test
  void aLongFileBeforeItsTokenIsRefusedWithWhatIsTaken() {
    RequestSpecification request =
        given().multiPart("piece", "devis.pdf", Documents.pdf(3, LONG), "application/pdf");
    fields().forEach(request::multiPart);
    request
        .post("/addlead")
        .then()
        .statusCode(413)
        .body("type", is("/problems/body-too-large"))
        .body("detail", allOf(containsString("1048576"), containsString("before the file")));
    assertNothingStays();
  }

  /** Each empty file once spent a permit of its own. */
  @Test
  void aFormIsOneLeadOfTheProvidersLimit() {
    asAdministrator()
        .contentType(ContentType.JSON)
        .body(Map.of("leads_per_minute", 1, "burst", 2))
        .patch("/admin/v1/providers/" + lane.pair().provider().slug())
        .then()
        .statusCode(200);
    for (int status : List.of(200, 200, 429)) {
      RequestSpecification request = given();
      fields().forEach(request::multiPart);
      request.multiPart("first", "", new byte[0], "application/pdf");
      request.multiPart("second", "", new byte[0], "application/pdf");
      request.multiPart("third", "devis.pdf", Documents.pdf(13, 1_000), "application/pdf");
      request.post("/addlead/").then().statusCode(status);
    }
  }

  @Test
  void aWrongTokenIsRefusedBeforeTheFile() {
    Map<String, String> wrong = fields();
    wrong.put("token", "llf_wrong");
    String usual =
        given()
            .contentType(ContentType.JSON)
            .body(wrong)
            .post("/addlead/")
            .then()
            .extract()
            .asString();
    try (RawConnection client = begin(wrong, LONG)) {
      assertThat(client.readToTheEnd()).startsWith("HTTP/1.1 401").contains(usual);
    }
    assertNothingStays();
  }

  @Test
  void aFileThatIsTooLongIsRefused() {
    post(fields(), Documents.pdf(4, LONGEST + 1))
        .statusCode(413)
        .body("detail", containsString("No document"));
    assertNothingStays();
  }

  @Test
  void fieldsAreAsShortAsABodyEvenWithAFile() {
    Map<String, String> lead = fields();
    try (RawConnection client = begin(lead, 4 * LONG)) {
      client.send(PDF + "x".repeat(LONG) + "\r\n");
      client.send(part("comment") + "y".repeat(LONG));
      assertThat(client.readToTheEnd()).startsWith("HTTP/1.1 413").contains("1048576");
    }
    assertNothingStays();
  }

  @Test
  void ofALeadThatIsRefusedNoFileStays() {
    Map<String, String> lead = fields();
    lead.remove("ctc_lastname");
    post(lead, Documents.pdf(5, LONG))
        .statusCode(422)
        .body("errors.pointer", hasItem("/ctc_lastname"));
    assertNothingStays();
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    byte[] program = Documents.pdf(6, LONG);
    program[0] = 'M';
    program[1] = 'Z';
    program[2] = 0;
    post(fields(), program).statusCode(415).body("type", is("/problems/unsupported-media-type"));
    assertNothingStays();
  }

  @Test
  void ofAFileWhoseClientGoesAwayNothingStays() {
    for (int i = 0; i < PLACES + 2; i++) {
      try (RawConnection client = begin(fields(), 4 * LONG)) {
        client.send(PDF + "x".repeat(LONG));
        if (i == 0) {
          await().atMost(PATIENCE).until(() -> ownerlessPieces() > 4);
        }
      }
    }
    await().atMost(PATIENCE).until(() -> budget.heldBytes() == 0);
    await().atMost(PATIENCE).until(() -> ownerlessPieces() == 0);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> post(fields(), Documents.pdf(7, LONG)).statusCode(200));
  }

  @Test
  void aFormThatEndsDuringItsUploadTakesNothing() {
    try (RawConnection client = begin(fields(), PDF.length() + LONG + END.length())) {
      client.send(PDF + "x".repeat(LONG));
      await().atMost(PATIENCE).until(() -> ownerlessPieces() > 4);
      String id =
          asAdministrator().get(forms()).then().statusCode(200).extract().path("items[0].id");
      asAdministrator().delete(forms() + "/" + id).then().statusCode(204);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  given()
                      .contentType(ContentType.JSON)
                      .body(fields())
                      .post("/addlead/")
                      .then()
                      .statusCode(401));
      client.send(END);
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 401");
    }
    assertNothingStays();
  }

  @Test
  void longFilesTakeThePlacesOfUploads() {
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < PLACES; i++) {
        slow.add(begin(fields(), LONG).send(PDF + "x".repeat(LONG / 2)));
      }
      await().atMost(PATIENCE).until(() -> ownerlessPieces() >= PLACES * 4);
      post(fields(), Documents.pdf(8, LONG)).statusCode(429).header("Retry-After", is("5"));
      post(fields(), Documents.pdf(9, 1_000)).statusCode(200);
    } finally {
      slow.forEach(RawConnection::close);
    }
    assertNothingStays();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> post(fields(), Documents.pdf(8, LONG)).statusCode(200));
  }

  /** Each small chunk was once charged as if it was kept. */
  @Test
  void aFileMayComeInSmallChunksWithoutALength() {
    StringBuilder body = new StringBuilder();
    fields().forEach((name, value) -> body.append(part(name)).append(value).append("\r\n"));
    body.append(fileHead()).append(PDF).append("x".repeat(LONG)).append(END);
    StringBuilder chunks = new StringBuilder();
    for (int at = 0; at < body.length(); at += 100) {
      String chunk = body.substring(at, Math.min(body.length(), at + 100));
      chunks
          .append(Integer.toHexString(chunk.length()))
          .append("\r\n")
          .append(chunk)
          .append("\r\n");
    }
    try (RawConnection client =
        connect()
            .head(
                "POST /addlead/",
                "Content-Type: multipart/form-data; boundary=b",
                "Transfer-Encoding: chunked")) {
      client.send(chunks + "0\r\n\r\n");
      assertThat(client.readUntil("}")).startsWith("HTTP/1.1 200");
    }
    assertNothingStays();
  }

  @Test
  void aRepeatWithAnotherFileAddsIt() {
    String id = post(fields(), Documents.pdf(10, LONG)).statusCode(200).extract().path("id");
    post(fields(), Documents.pdf(11, 1_000)).statusCode(200).body("id", is(id));
    post(fields(), Documents.pdf(10, LONG)).statusCode(200).body("id", is(id));
    assertThat(states(id)).hasSize(2);
    assertNothingStays();
  }

  /** Several at once, since the first ones are refused for being slow after some time. */
  @Test
  void unauthenticatedFormsShareLittleMemoryAndStoreNothing() {
    List<RawConnection> strangers = new ArrayList<>();
    try {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (int i = 0; i < STRANGERS_AT_ONCE; i++) {
                  strangers.add(begin(Map.of(), LONG).send(PDF + "x".repeat(900_000)));
                }
                Response refused =
                    given()
                        .multiPart("piece", "a.pdf", Documents.pdf(12, 1_000_000))
                        .post("/addlead");
                return refused.statusCode() == 503;
              });
      assertThat(held("providers")).isZero();
      assertThat(ownerlessPieces()).isZero();
      try (RawConnection known = begin(fields(), LONG)) {
        known.send(PDF + "x".repeat(700_000));
        await().atMost(PATIENCE).until(() -> held("providers") > 700_000);
        assertThat(ownerlessPieces()).isZero();
      }
    } finally {
      strangers.forEach(RawConnection::close);
    }
    assertNothingStays();
  }

  private double held(String callers) {
    return metrics.get("leadloop.http.held.bytes").tag("callers", callers).gauge().value();
  }

  /** Begins a form up to its file, whose bytes and the end follow. */
  private RawConnection begin(Map<String, String> fields, int fileLength) {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) -> body.append(part(name)).append(value).append("\r\n"));
    body.append(
        "--b\r\nContent-Disposition: form-data; name=\"piece\"; filename=\"a.pdf\"\r\n\r\n");
    return connect()
        .head(
            "POST /addlead/",
            "Content-Type: multipart/form-data; boundary=b",
            "Content-Length: " + (body.length() + fileLength))
        .send(body.toString());
  }

  private static RawConnection connect() {
    return new RawConnection(URI.create("http://localhost:" + RestAssured.port));
  }

  private static String fileHead() {
    return "--b\r\nContent-Disposition: form-data; name=\"piece\"; filename=\"a.pdf\"\r\n\r\n";
  }

  private static String part(String name) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
  }

  private static ValidatableResponse post(Map<String, String> fields, byte[] file) {
    RequestSpecification request = given();
    fields.forEach(request::multiPart);
    Response answer =
        request.multiPart("piece", "devis.pdf", file, "application/pdf").post("/addlead/");
    return answer.then();
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("form", "quote");
    fields.put("token", token);
    fields.put("ctc_lastname", "Dupont");
    fields.put("ctc_postcode", "75011");
    fields.put("ctc_country", "FR");
    fields.put("ctc_email", "jean@example.com");
    return fields;
  }

  private List<String> states(String lead) {
    return lane.asProvider()
        .get("/v1/leads/" + lead + "/documents")
        .jsonPath()
        .getList("items.state");
  }

  private void assertNothingStays() {
    await().atMost(PATIENCE).until(() -> ownerlessPieces() == 0);
    await().atMost(PATIENCE).until(() -> budget.heldBytes() == 0);
  }

  private long ownerlessPieces() {
    String sql =
        """
        select count(*) from document_piece p
        where not exists (select from lead_update u where u.id = p.document_id)
        """;
    return pool.query(sql).execute().await().indefinitely().iterator().next().getLong(0);
  }

  private String forms() {
    return "/admin/v1/providers/" + lane.pair().provider().slug() + "/forms";
  }

  private RequestSpecification asAdministrator() {
    return credentials.asAdministrator();
  }
}
