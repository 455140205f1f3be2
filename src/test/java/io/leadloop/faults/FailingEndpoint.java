package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An endpoint of a provider's at the simulated receiver, which fails by script. */
final class FailingEndpoint {
  private static final int MOST_IN_FLIGHT = 8;

  private final Installation installation;
  private final ReceiverProcess receiver;
  private final String provider;
  private final String name;
  private final String id;

  private FailingEndpoint(
      Installation installation,
      ReceiverProcess receiver,
      String provider,
      String name,
      String id) {
    this.installation = installation;
    this.receiver = receiver;
    this.provider = provider;
    this.name = name;
    this.id = id;
  }

  /** Registers and verifies one, which is sent all events that the provider has. */
  static FailingEndpoint register(
      Installation installation, ReceiverProcess receiver, String provider, String name) {
    JsonPath made =
        installation.administer(
            path(provider),
            Map.of(
                "url", receiver.url(name), "start", "beginning", "max_in_flight", MOST_IN_FLIGHT));
    receiver.verify(name, made.getString("secret"));
    FailingEndpoint endpoint =
        new FailingEndpoint(installation, receiver, provider, name, made.getString("id"));
    endpoint.change("verify");
    return endpoint;
  }

  private static String path(String provider) {
    return "/admin/v1/providers/" + provider + "/endpoints";
  }

  private void change(String action) {
    installation
        .administrator()
        .contentType(ContentType.JSON)
        .post(path(provider) + "/" + id + "/" + action)
        .then()
        .statusCode(200);
  }

  /** Has some of the next events meet one of the faults. */
  void fail(Random random) {
    List<Map<String, Object>> faults =
        List.of(
            Map.of("answer", 500),
            Map.of("answer", 422),
            Map.of("answer", 404),
            Map.of("answer", 429, "retry_after", "1"),
            Map.of("answer", 503, "retry_after", "1"),
            Map.of("hang", true),
            Map.of("drop", true),
            Map.of("lose_answer", true),
            Map.of("delay_millis", 1 + random.nextInt(6_000)));
    receiver.fault(name, 1 + random.nextInt(5), faults.get(random.nextInt(faults.size())));
  }

  /** Answers an event with 410, which stops delivery. */
  void leave() {
    receiver.fault(name, 1, Map.of("answer", 410));
  }

  /** Refuses every event. */
  void refuse() {
    receiver.fault(name, Integer.MAX_VALUE, Map.of("answer", 422));
  }

  /** Whether any event was given up; the endpoint's own view explains a failure. */
  void assertGivenUp() {
    assertThat(read("/deliveries?state=given_up").jsonPath().getList("items"))
        .as("given up by %s", read("").asString())
        .isNotEmpty();
  }

  private Response read(String part) {
    return installation
        .administrator()
        .get(path(provider) + "/" + id + part)
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  /** Ends all faults. */
  void recover() {
    receiver.clearFaults(name);
  }

  String state() {
    return read("").path("state");
  }

  /** Continues delivery where it stopped, if it did. */
  void resumeIfGone() {
    if (state().equals("gone")) {
      change("resume");
    }
  }

  String provider() {
    return provider;
  }

  String id() {
    return id;
  }

  JsonPath counts() {
    return receiver.counts(name);
  }

  Map<String, List<Integer>> accepted() {
    return receiver.accepted(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
