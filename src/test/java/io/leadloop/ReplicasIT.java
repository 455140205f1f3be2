package io.leadloop;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.Replicas;
import io.leadloop.testing.SharedReplicas;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two packaged gateways on one database keep each other's promises. */
@ExtendWith(SharedReplicas.class)
class ReplicasIT {
  private static final int AT_ONCE = 200;

  /** The promised 5 seconds, and more for a busy machine. */
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(30);

  private static final String ADD_KEY =
      """
      insert into provider_key (id, provider_id, public_id, secret_sha256, expires_at)
      select gen_random_uuid(), id, ?, sha256(convert_to(?, 'UTF8')), ? from provider where slug = ?
      """;

  private static Replicas replicas;
  private static ProviderClient provider;

  private final String run = UUID.randomUUID().toString();

  @BeforeAll
  static void use(Replicas shared) {
    replicas = shared;
    provider = new ProviderClient(replicas.key(), Demo.CUSTOMER);
  }

  @Test
  void oneReferenceSentToBothAtOnceIsOneLead() {
    List<HttpResponse<String>> answers =
        answers(i -> provider.submit(gateway(i), run, "Dupont"), AT_ONCE);

    assertThat(answers).filteredOn(a -> a.statusCode() == 202).hasSize(1);
    assertThat(answers).filteredOn(a -> a.statusCode() == 200).hasSize(AT_ONCE - 1);
    assertThat(answers.stream().map(ReplicasIT::id).distinct()).hasSize(1);
    assertThat(rows(run)).isEqualTo(1);
  }

  @Test
  void manyReferencesSentToBothInOppositeOrdersAreOneLeadEach() {
    int last = AT_ONCE - 1;
    List<HttpResponse<String>> all =
        answers(
            i ->
                i % 2 == 0
                    ? provider.submit(gateway(0), run + "/" + i / 2, "Dupont")
                    : provider.submit(gateway(1), run + "/" + (last - i / 2), "Dupont"),
            2 * AT_ONCE);

    assertThat(all).filteredOn(a -> a.statusCode() == 202).hasSize(AT_ONCE);
    assertThat(all).filteredOn(a -> a.statusCode() == 200).hasSize(AT_ONCE);
    Map<String, List<HttpResponse<String>>> byReference =
        all.stream().collect(groupingBy(a -> ProviderClient.json(a).get("reference").asText()));
    assertThat(byReference.values())
        .hasSize(AT_ONCE)
        .allSatisfy(same -> assertThat(same.stream().map(ReplicasIT::id).distinct()).hasSize(1));
    assertThat(rows(run + "/%")).isEqualTo(AT_ONCE);
  }

  @Test
  void otherLeadsWithOneReferenceAreConflictsOnAnyReplica() {
    List<HttpResponse<String>> answers =
        answers(i -> provider.submit(gateway(i), run, "Dupont" + i), AT_ONCE);

    assertThat(answers).filteredOn(a -> a.statusCode() == 202).hasSize(1);
    assertThat(answers).filteredOn(a -> a.statusCode() == 409).hasSize(AT_ONCE - 1);
    assertThat(rows(run)).isEqualTo(1);
  }

  @Test
  void revokedKeyIsRejectedByBothWithinSeconds() {
    ProviderClient other = new ProviderClient(addKey(null), Demo.CUSTOMER);
    replicas.both().forEach(replica -> assertThat(status(other, replica)).isEqualTo(200));

    replicas.update(
        "update provider_key set revoked_at = now() where public_id = ?", publicId(run));
    for (PackagedGateway replica : replicas.both()) {
      await().atMost(NOTICED_WITHIN).until(() -> status(other, replica) == 401);
    }
  }

  @Test
  void expiredKeyIsRejected() {
    OffsetDateTime past = OffsetDateTime.now().minusSeconds(1);
    ProviderClient other = new ProviderClient(addKey(past), Demo.CUSTOMER);
    replicas.both().forEach(replica -> assertThat(status(other, replica)).isEqualTo(401));
  }

  @Test
  void eachShowsTheLeadsOfBoth() {
    List<String> ids =
        answers(i -> provider.submit(gateway(i), run + i, "Dupont"), 20).stream()
            .map(ReplicasIT::id)
            .toList();

    for (PackagedGateway replica : replicas.both()) {
      JsonNode page =
          ProviderClient.json(provider.get(replica.url(), "/v1/leads?limit=" + ids.size()));
      assertThat(page.get("items").findValuesAsText("id")).containsExactlyInAnyOrderElementsOf(ids);
      for (String id : ids) {
        assertThat(provider.get(replica.url(), "/v1/leads/" + id).statusCode()).isEqualTo(200);
      }
    }
  }

  private static List<HttpResponse<String>> answers(
      IntFunction<CompletableFuture<HttpResponse<String>>> submission, int count) {
    List<CompletableFuture<HttpResponse<String>>> sent =
        IntStream.range(0, count).mapToObj(submission).toList();
    return sent.stream().map(CompletableFuture::join).toList();
  }

  private String addKey(OffsetDateTime expiresAt) {
    replicas.update(ADD_KEY, publicId(run), "secret", expiresAt, Demo.PROVIDER);
    return "llp_" + publicId(run) + "_secret";
  }

  private static String publicId(String run) {
    return run.replace("-", "").substring(0, 12);
  }

  private static int status(ProviderClient provider, PackagedGateway replica) {
    return provider.get(replica.url(), "/v1/me").statusCode();
  }

  private static long rows(String references) {
    return replicas.count("select count(*) from lead where reference like ?", references);
  }

  private static String gateway(int number) {
    return replicas.both().get(number % 2).url();
  }

  private static String id(HttpResponse<String> answer) {
    return ProviderClient.json(answer).get("id").asText();
  }
}
