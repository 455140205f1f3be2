package io.leadloop.faults;

import static io.restassured.RestAssured.given;

import io.leadloop.testing.ChildProcess;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The simulated receiver in a process of its own, and what it received. */
final class ReceiverProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile(ReceiverMain.READY + "(\\S+)\n");

  private final ChildProcess process;
  private final String baseUrl;

  private ReceiverProcess(ChildProcess process) {
    this.process = process;
    this.baseUrl = process.awaitOutput(READY).group(1);
  }

  static ReceiverProcess start(Path directory) {
    return new ReceiverProcess(
        ChildProcess.main(BrokerProcess.QUICK_TO_START, ReceiverMain.class, List.of(), directory));
  }

  /** The address of one receiver. */
  String url(String name) {
    return baseUrl + "/" + name;
  }

  /** Refuses from now on what this secret did not sign. */
  void verify(String name, String secret) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("secret", secret))
        .put(url(name))
        .then()
        .statusCode(200);
  }

  /**
   * Has the next events of a receiver meet a fault.
   *
   * @param action as {@code src/docs/rehearsal.md} has it
   */
  void fault(String name, int times, Map<String, Object> action) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("on", "event", "times", times, "do", action))
        .post(url(name) + "/faults")
        .then()
        .statusCode(201);
  }

  /** Ends a receiver's faults. */
  void clearFaults(String name) {
    given().delete(url(name) + "/faults").then().statusCode(204);
  }

  /** The counters of a receiver. */
  JsonPath counts(String name) {
    return read(url(name));
  }

  /** Each lead's accepted sequences, in the order in which they were accepted first. */
  Map<String, List<Integer>> accepted(String name) {
    return read(url(name) + "/ledger").getMap("leads");
  }

  private static JsonPath read(String url) {
    return given().get(url).then().statusCode(200).extract().jsonPath();
  }

  @Override
  public void close() {
    process.kill();
  }
}
