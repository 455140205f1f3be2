package io.leadloop.console.feedback;

import static io.leadloop.testing.ConsoleClient.page;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page of feedback shows, and what its buttons do. */
@GatewayTest
class FeedbackPagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PATH = "/console/feedback";

  /** Two customers, in the row that began. */
  private static final String LISTED =
      "(?:(?!<tr>).)*<td><a href=[^>]*>([^<]+)</a>, <a href=[^>]*>(?!\\1<)[^<]+</a></td>.*";

  @Inject ConsoleClient console;
  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Credentials credentials;

  private final String label = "Signé " + letters(UUID.randomUUID());
  private String session;

  @BeforeEach
  void signIn() {
    session = console.session();
  }

  @Test
  void anUnknownLabelIsMappedAndItsLeadsAreCorrectedByThePage() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    CalledBackLead lead = CalledBackLead.submit(pair, "first", tokens);
    lead.callBack("{\"status\":\"" + label + "\"}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                show(PATH)
                    .body(containsString(label))
                    .body(containsString(pair.customer().slug())));

    post(PATH + "/labels", Map.of("label", label, "customer", "", "code", "won"));
    String id = mapped();
    String correction = PATH + "/labels/" + id + "/correction";
    show(PATH).body(containsString("labels/" + id + "/remove"));
    show(correction)
        .body(containsString("Correction of " + label))
        .body(containsString("Publish 1 correction"))
        .body(containsString("It was never corrected."));
    post(correction, Map.of());
    show(correction).body(containsString("running")).body(containsString("/correction/cancel"));
    await().atMost(PATIENCE).until(() -> "won".equals(lead.statusCode()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                show(correction + "/live")
                    .body(containsString("1 of 1"))
                    .body(containsString("No lead has this label without its code."))
                    .body(not(containsString("<html"))));
    show(PATH).body(containsString("1 of 1 · done"));
    post(PATH + "/labels/" + id + "/remove", Map.of());
    show(PATH).body(not(containsString("labels/" + id)));
  }

  @Test
  void theCustomersThatSendALabelAreListedWithCommas() {
    for (int i = 0; i < 2; i++) {
      CalledBackLead.submit(onboarding, tokens).callBack("{\"status\":\"" + label + "\"}");
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> show(PATH).body(matchesPattern("(?s).*" + label + LISTED)));
  }

  @Test
  void aDeadLetterIsTriedAgainAndDiscardedByThePage() {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    lead.callBack("{\"note\":\"<script>alert('&')</script>\"}");
    await().atMost(PATIENCE).untilAsserted(() -> show(PATH).body(containsString(lead.id())));
    show(PATH + "?source=callback")
        .body(containsString(lead.id()))
        .body(containsString("no status was found"))
        .body(not(containsString("alert(")));
    show(PATH + "?source=outbox").body(not(containsString(lead.id())));

    String id = letter(lead);
    post(PATH + "/dead-letters/" + id + "/retry", Map.of());
    post(PATH + "/dead-letters/retry", Map.of("source", "callback"));
    form(Map.of("confirm", "wrong"))
        .post(PATH + "/dead-letters/" + id + "/discard")
        .then()
        .statusCode(422)
        .body(containsString("must be the id of the dead letter"))
        .body(containsString("Request "));
    post(
        PATH + "/dead-letters/" + id + "/discard",
        Map.of("confirm", id.substring(id.length() - 8)));
    show(PATH).body(not(containsString(id)));
  }

  @Test
  void manyAreDiscardedByTypingTheirSource() {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    lead.callBack("{\"note\":\"nothing\"}");
    await().atMost(PATIENCE).untilAsserted(() -> show(PATH).body(containsString(lead.id())));
    String path = PATH + "/dead-letters/discard";
    form(Map.of("source", "callback", "confirm", "all")).post(path).then().statusCode(422);
    post(path, Map.of("source", "callback", "confirm", "callback"));
    show(PATH).body(not(containsString(lead.id())));
  }

  @Test
  void theStateOfTheLogIsShownInEachLanguage() {
    show(PATH).body(containsString("Health")).body(containsString("reachable"));
    page(session)
        .header("Accept-Language", "fr")
        .get(PATH)
        .then()
        .statusCode(200)
        .body(containsString("<html lang=\"fr\""))
        .body(containsString("joignable"))
        .body(containsString("Libellés sans code"))
        .body(containsString("Retours"));
    String live = show(PATH + "/live").extract().asString();
    assertThat(live).startsWith("<div id=\"live\"").doesNotContain("<html");
  }

  @Test
  void scriptInALabelIsText() {
    String script = "<script>alert(1)</script>\"'><img src=x>&";
    post(PATH + "/labels", Map.of("label", script + label, "customer", "", "code", "lost"));
    String id = mapped();
    for (String path : new String[] {"", "/labels/" + id + "/correction"}) {
      assertThat(show(PATH + path).extract().asString())
          .contains("<h1>", label)
          .doesNotContain("<script>alert", "<img src=x>", "'><");
    }
    post(PATH + "/labels/" + id + "/remove", Map.of());
  }

  @Test
  void whatCannotBeDoneIsExplainedOnAPage() {
    form(Map.of("label", "Perdu", "code", "won"))
        .post(PATH + "/labels")
        .then()
        .statusCode(422)
        .body(containsString("API profile"));
    form(Map.of("label", "Signé ailleurs"))
        .post(PATH + "/labels")
        .then()
        .statusCode(422)
        .body(containsString("<strong>Code</strong>"));
    form(Map.of("label", "Signé <b>", "customer", "not-there", "code", "lost"))
        .post(PATH + "/labels")
        .then()
        .statusCode(422)
        .body(containsString("is no customer"))
        .body(containsString("value=\"Signé &lt;b&gt;\""))
        .body(containsString("value=\"not-there\""))
        .body(containsString("<option value=\"lost\" selected>"))
        .body(containsString("<details open>"))
        .body(not(containsString("hx-get")));
    show(PATH).body(containsString("hx-get"));
    String unknown = UUID.randomUUID().toString();
    page(session).get(PATH + "/labels/" + unknown + "/correction").then().statusCode(404);
    form(Map.of()).post(PATH + "/dead-letters/" + unknown + "/retry").then().statusCode(404);
    page(session).get(PATH + "?after=x").then().statusCode(400).body(containsString("Request "));
  }

  /** More than a page of the API has. */
  @Test
  void allLabelsWithACodeAreShown() throws SQLException {
    String last = "ffffffff-ffff-4fff-bfff-ffffffffffff";
    try {
      execute(
          """
          insert into label_mapping (id, label, essence, code)
          select case n when 600 then cast(? as uuid) else gen_random_uuid() end,
            ? || n, ? || n, 'won'
          from generate_series(1, 600) n
          """,
          last,
          label,
          label);
      show(PATH).body(containsString("/labels/" + last + "/correction"));
    } finally {
      execute("delete from label_mapping where essence like ? || '%'", label);
    }
  }

  private static void execute(String sql, Object... parameters) throws SQLException {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(connection, sql, parameters).execute();
    }
  }

  private ValidatableResponse show(String path) {
    return page(session).get(path).then().statusCode(200);
  }

  private RequestSpecification form(Map<String, String> fields) {
    return page(session).contentType(ContentType.URLENC.withCharset("UTF-8")).formParams(fields);
  }

  private void post(String path, Map<String, String> fields) {
    form(fields).post(path).then().statusCode(303);
  }

  /** The id of the mapping of this test's label. */
  private String mapped() {
    return credentials
        .asAdministrator()
        .get("/admin/v1/statuses/labels?limit=500")
        .path("items.find { it.label.endsWith('%s') }.id".formatted(label));
  }

  private String letter(CalledBackLead lead) {
    return credentials
        .asAdministrator()
        .get("/admin/v1/feedback/dead-letters?source=callback")
        .path("items.find { it.lead_id == '%s' }.id".formatted(lead.id()));
  }

  private static String letters(UUID id) {
    return id.toString()
        .chars()
        .filter(c -> c != '-')
        .mapToObj(c -> Character.toString('a' + Character.digit(c, 16)))
        .collect(joining());
  }
}
