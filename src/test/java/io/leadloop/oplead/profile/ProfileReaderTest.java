package io.leadloop.oplead.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileReaderTest {
  private static final ProfileReader READER = new ProfileReader();
  private static final OpleadProfile BUNDLED = READER.bundled();

  @Test
  void leadsArePostedWithABearerToken() {
    WireProfile.Token token = BUNDLED.wire().token();
    assertThat(token.header()).isEqualTo("Authorization");
    assertThat(token.scheme()).contains("Bearer");
    assertThat(token.queryParameter()).isEmpty();
    WireProfile.Leads leads = BUNDLED.wire().leads();
    assertThat(leads.path()).isEqualTo("/leads");
    assertThat(leads.method()).isEqualTo("POST");
    assertThat(leads.lookUpPath()).isEmpty();
    assertThat(leads.providerFields()).isEqualTo(ProviderFields.FLAT);
    assertThat(texts(BUNDLED.answers().leadIdPointers()))
        .containsExactly("/id", "/leadIdentifier", "/identifier", "/lead/id", "/data/id");
  }

  @Test
  void answersMeanWhatTheProjectsPageOfOpleadSays() {
    AnswerProfile.Statuses statuses = BUNDLED.answers().statuses();
    assertThat(statuses.accepted()).containsExactly(409);
    assertThat(statuses.refused()).containsExactlyInAnyOrder(400, 422);
    assertThat(statuses.updateRefused()).containsExactlyInAnyOrder(400, 404, 410, 413, 415, 422);
    assertThat(statuses.tokenRefused()).containsExactlyInAnyOrder(401, 403);
    assertThat(statuses.throttled()).containsExactly(429);
    assertThat(statuses.unknown()).isEmpty();
    assertThat(BUNDLED.answers().retryAfterMax()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void callbacksAreReadFromThePlacesOfTheProjectsPageOfOplead() {
    CallbackProfile callbacks = BUNDLED.callbacks();
    assertThat(texts(callbacks.pointers().status()))
        .containsExactly(
            "/status/label",
            "/status/name",
            "/status",
            "/lead/status/label",
            "/lead/status",
            "/new_status",
            "/statut");
    assertThat(texts(callbacks.pointers().time()))
        .containsExactly("/updated_at", "/occurred_at", "/timestamp");
    assertThat(callbacks.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(callbacks.locale()).isEqualTo(Locale.FRENCH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "new: Nouveau",
        "in_progress: En cours",
        "nursery: Nurserie",
        "appointment: Rendez-vous, RDV",
        "quote_to_do: Devis à faire",
        "quote_follow_up: Devis à relancer, Devis relancer",
        "won: Gagné",
        "lost: Perdu",
        "no_follow_up: Sans suite"
      })
  void statusesHaveTheirFrenchLabels(String code, String labels) {
    assertThat(BUNDLED.callbacks().labels().get(code)).containsExactly(labels.split(", "));
  }

  /** The start of a gateway without a file does not check it. */
  @Test
  void theBundledProfileIsValidAndHasEveryMemberOfTheSchema() throws IOException {
    JsonNode schema = tree("profile.schema.json");
    JsonNode profile = tree("profile.yaml");
    assertThat(new ProfileSchema(schema).problems(profile)).isEmpty();
    List<String> missing = new ArrayList<>();
    collectDifferences("", schema, profile, missing);
    assertThat(missing).isEmpty();
  }

  private static void collectDifferences(
      String path, JsonNode schema, JsonNode profile, List<String> missing) {
    assertThat(schema.path("description").asText() + schema.path("$ref").asText())
        .as("description of %s", path)
        .isNotBlank();
    for (var member : schema.path("properties").properties()) {
      String name = path + "/" + member.getKey();
      if (profile.has(member.getKey())) {
        collectDifferences(name, member.getValue(), profile.get(member.getKey()), missing);
      } else {
        missing.add(name);
      }
    }
  }

  @Test
  void aFileHoldsOnlyWhatDiffers() {
    OpleadProfile corrected =
        READER.corrected(
            """
            # The labels of one of our customers.
            callbacks:
              labels:
                won: [Gagné, Signé]
            wire:
              token: {header: X-Api-Key, scheme: null}
            answers:
              statuses:
                accepted: []
            """);
    assertThat(corrected.callbacks().labels().get("won")).containsExactly("Gagné", "Signé");
    assertThat(corrected.callbacks().labels().get("lost")).containsExactly("Perdu");
    assertThat(corrected.wire().token().header()).isEqualTo("X-Api-Key");
    assertThat(corrected.wire().token().scheme()).isEmpty();
    assertThat(corrected.wire().leads()).isEqualTo(BUNDLED.wire().leads());
    assertThat(corrected.answers().statuses().accepted()).isEmpty();
    assertThat(corrected.answers().statuses().refused()).isEqualTo(Set.of(400, 422));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n", "{}", "wire: {}\n"})
  void whatSaysNothingChangesNothing(String yaml) {
    assertThat(READER.corrected(yaml)).isEqualTo(BUNDLED);
  }

  @Test
  void anUnknownMemberIsNamedWithThoseThatExist() {
    assertThatThrownBy(() -> TestProfile.with("wire.documents.pth", "/x"))
        .isInstanceOf(InvalidProfileException.class)
        .hasMessage(
            "leadloop.oplead.profile: wire.documents.pth is unknown; wire.documents has path,"
                + " method, part.");
    assertThatThrownBy(() -> TestProfile.with("wires.x", "1"))
        .hasMessage(
            "leadloop.oplead.profile: wires is unknown; a profile has wire, answers, callbacks.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wire.leads.method | GET | \"GET\" | POST, PUT or PATCH",
        "wire.leads.method | null | null | POST, PUT or PATCH",
        "wire.leads | /leads | \"/leads\" | an object of members",
        "wire.leads.provider-fields | FLAT | \"FLAT\" | flat or nested",
        "answers.statuses.refused | 422 | 422 | a list of HTTP statuses from 100 to 599",
        "answers.lead-id-pointers | [] | [] | a list of at least one JSON pointer such as /lead/id",
        "answers.retry-after-max | 1h | \"1h\" | a duration of ISO 8601 such as PT1H",
        "callbacks.zone | Europe/Pariss | \"Europe/Pariss\" | a time zone such as Europe/Paris",
        "callbacks.wrappers | [no, true] | [\"no\",true] | a list of texts that are not blank",
      })
  void aWrongValueIsNamedWithWhatIsAccepted(
      String member, String value, String shown, String accepted) {
    assertThatThrownBy(() -> TestProfile.with(member, value))
        .isInstanceOf(InvalidProfileException.class)
        .hasMessageStartingWith("leadloop.oplead.profile: " + member)
        .hasMessageEndingWith("but it must be " + accepted + ".")
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .matches(text -> text.contains(shown) || text.contains(".1 is true")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "X_Api_Key", "Host", "a b", "''", "X-Forwarded-For"})
  void aHeaderThatIsNotFreeForATokenIsNotTaken(String header) {
    assertThatThrownBy(() -> TestProfile.with("wire.token.header", header))
        .isInstanceOf(InvalidProfileException.class)
        .hasMessageStartingWith("leadloop.oplead.profile: wire.token.header is ")
        .hasMessageContaining("a header that is free for a token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leads",
        "//evil.example/x",
        "/a b",
        "/a#b",
        "/é",
        "/a%2",
        "/{id}",
        "\"/a\\n\"",
        "\"/a\\r\\nX: y\"",
        "http://x/"
      })
  void aPathThatCouldLeadElsewhereIsNotTaken(String path) {
    assertThatThrownBy(() -> TestProfile.with("wire.leads.path", quoted(path)))
        .isInstanceOf(InvalidProfileException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/leads", "/v2/leads?x=1&y=%20", "/a??b", "/a;b=c,d@e"})
  void anyOtherPathIs(String path) {
    assertThat(TestProfile.with("wire.leads.path", quoted(path)).wire().leads().path())
        .isEqualTo(path);
  }

  @Test
  void aPathOfOneLeadNamesIt() {
    assertThatThrownBy(() -> TestProfile.with("wire.leads.read-path", "/leads"))
        .hasMessageContaining("holds {id}");
    assertThat(TestProfile.with("wire.status.path", "\"/l/{id}/s\"").wire().status().path())
        .isEqualTo("/l/{id}/s");
    assertThat(TestProfile.with("wire.leads.look-up-path", "\"/l?w={webhook}&r={reference}\""))
        .isNotNull();
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThatThrownBy(
            () -> TestProfile.with("wire.leads.method", "GET", "callbacks.zones", "Europe/Paris"))
        .hasMessageContaining("wire.leads.method is \"GET\"")
        .hasMessageContaining("\nleadloop.oplead.profile: callbacks.zones is unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wire: {leads", "wire: {}\nwire: {}\n", "{}\n---\n{}\n"})
  void aTextThatIsNotOneDocumentOfYamlIsNotTaken(String yaml) {
    assertThatThrownBy(() -> READER.corrected(yaml))
        .isInstanceOf(InvalidProfileException.class)
        .hasMessageStartingWith("leadloop.oplead.profile: the file is not YAML, or names a member");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "text", "7"})
  void aTextThatIsNotAnObjectIsNotTaken(String yaml) {
    assertThatThrownBy(() -> READER.corrected(yaml))
        .hasMessage(
            "leadloop.oplead.profile: the profile is %s, but it must be an object with the members"
                    .formatted(yaml.equals("text") ? "\"text\"" : yaml)
                + " wire, answers and callbacks.");
  }

  private static String quoted(String path) {
    return path.startsWith("\"") ? path : "'" + path + "'";
  }

  private static JsonNode tree(String name) throws IOException {
    return new YAMLMapper().readTree(ProfileReader.class.getResource("/oplead/" + name));
  }

  private static List<String> texts(List<JsonPointer> pointers) {
    return pointers.stream().map(JsonPointer::toString).toList();
  }
}
