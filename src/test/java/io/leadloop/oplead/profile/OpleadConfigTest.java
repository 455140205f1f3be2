package io.leadloop.oplead.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fixes every default, since operators rely on them. */
class OpleadConfigTest {

  private final OpleadConfig config = TestConfig.with();

  @Test
  void callsGoToOpleadOverBoundedConnections() {
    assertThat(config.baseUrl()).isEqualTo(URI.create("https://api.oplead.com/v1"));
    assertThat(config.allowPrivateAddresses()).isFalse();
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.maxAnswerBytes()).isEqualTo(65536);
    assertThat(config.pool().size()).isEqualTo(1024);
    assertThat(config.pool().keepAlive()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void leadsArePostedWithABearerToken() {
    assertThat(config.token().header()).isEqualTo("Authorization");
    assertThat(config.token().scheme()).contains("Bearer");
    assertThat(config.token().queryParameter()).isEmpty();
    assertThat(config.leads().path()).isEqualTo("/leads");
    assertThat(config.leads().method()).isEqualTo("POST");
    assertThat(config.leads().providerFields()).isEqualTo(ProviderFields.FLAT);
    assertThat(texts(config.leads().idPointers()))
        .containsExactly("/id", "/leadIdentifier", "/identifier", "/lead/id", "/data/id");
  }

  @Test
  void answersMeanWhatTheProjectsPageOfOpleadSays() {
    OpleadConfig.Answers answers = config.answers();
    assertThat(answers.accepted().orElseThrow()).containsExactly(409);
    assertThat(answers.refused().orElseThrow()).containsExactlyInAnyOrder(400, 422);
    assertThat(answers.tokenRefused().orElseThrow()).containsExactlyInAnyOrder(401, 403);
    assertThat(answers.throttled().orElseThrow()).containsExactly(429);
    assertThat(answers.unknown()).isEmpty();
    assertThat(answers.retryAfterMax()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void callbacksAreReadFromThePlacesOfTheProjectsPageOfOplead() {
    assertThat(texts(config.callback().statusPointers()))
        .containsExactly(
            "/status/label",
            "/status/name",
            "/status",
            "/lead/status/label",
            "/lead/status",
            "/new_status",
            "/statut");
    assertThat(texts(config.callback().timePointers().orElseThrow()))
        .containsExactly("/updated_at", "/occurred_at", "/timestamp");
  }

  @Test
  void statusesHaveTheirFrenchLabels() {
    OpleadConfig.Statuses statuses = config.statuses();
    assertThat(statuses.fresh().orElseThrow()).containsExactly("Nouveau");
    assertThat(statuses.inProgress().orElseThrow()).containsExactly("En cours");
    assertThat(statuses.nursery().orElseThrow()).containsExactly("Nurserie");
    assertThat(statuses.appointment().orElseThrow()).containsExactly("Rendez-vous", "RDV");
    assertThat(statuses.quoteToDo().orElseThrow()).containsExactly("Devis à faire");
    assertThat(statuses.quoteFollowUp().orElseThrow())
        .containsExactly("Devis à relancer", "Devis relancer");
    assertThat(statuses.won().orElseThrow()).containsExactly("Gagné");
    assertThat(statuses.lost().orElseThrow()).containsExactly("Perdu");
    assertThat(statuses.noFollowUp().orElseThrow()).containsExactly("Sans suite");
  }

  @Test
  void listsCanBeEmptied() {
    OpleadConfig emptied =
        TestConfig.with("answers.accepted", "", "token.scheme", "", "statuses.new", "");
    assertThat(emptied.answers().accepted()).isEmpty();
    assertThat(emptied.token().scheme()).isEmpty();
    assertThat(emptied.statuses().fresh()).isEmpty();
  }

  @Test
  void anUnknownKeyStopsTheStart() {
    assertThatThrownBy(() -> TestConfig.with("token.shceme", "Bearer"))
        .hasMessageContaining("leadloop.oplead.token.shceme");
  }

  private static List<String> texts(List<JsonPointer> pointers) {
    return pointers.stream().map(JsonPointer::toString).toList();
  }
}
