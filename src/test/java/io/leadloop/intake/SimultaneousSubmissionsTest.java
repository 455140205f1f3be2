package io.leadloop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Concurrent submissions of a provider, some of them repeated. */
@GatewayTest
class SimultaneousSubmissionsTest {
  private static final int AT_ONCE = 200;

  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Onboarding.Pair pair;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
  }

  @Test
  void oneReferenceMakesOneLeadHoweverManySendItAtOnce() {
    List<HttpResponse<String>> answers = submit(number -> "same");

    assertThat(answers).filteredOn(a -> a.statusCode() == 202).hasSize(1);
    assertThat(answers).filteredOn(a -> a.statusCode() == 200).hasSize(AT_ONCE - 1);
    assertThat(answers.stream().map(a -> id(a)).distinct()).hasSize(1);
  }

  @Test
  void differentReferencesMakeDifferentLeads() {
    List<HttpResponse<String>> answers = submit(number -> "r-" + number);

    assertThat(answers).allMatch(a -> a.statusCode() == 202);
    assertThat(answers.stream().map(a -> id(a)).distinct()).hasSize(AT_ONCE);
  }

  @Test
  void referencesSentTwiceInEveryOrderAreTakenOnce() {
    List<HttpResponse<String>> answers = submit(number -> "r-" + (number * 7 % (AT_ONCE / 2)));

    assertThat(answers).filteredOn(a -> a.statusCode() == 202).hasSize(AT_ONCE / 2);
    assertThat(answers).filteredOn(a -> a.statusCode() == 200).hasSize(AT_ONCE / 2);
    assertThat(answers.stream().map(a -> id(a)).distinct()).hasSize(AT_ONCE / 2);
  }

  private List<HttpResponse<String>> submit(IntFunction<String> reference) {
    List<CompletableFuture<HttpResponse<String>>> sent =
        IntStream.range(0, AT_ONCE)
            .mapToObj(number -> request(reference.apply(number)))
            .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
            .toList();
    return sent.stream().map(CompletableFuture::join).toList();
  }

  private HttpRequest request(String reference) {
    String body =
        """
        {"customer": "%s", "reference": "%s", "lead": {"lastname": "Dupont", "phone": "0601020304"}}
        """
            .formatted(pair.customer().slug(), reference);
    return HttpRequest.newBuilder(gateway.resolve("/v1/leads"))
        .header("Authorization", "Bearer " + pair.key().reveal())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String id(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body()).get("id").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
