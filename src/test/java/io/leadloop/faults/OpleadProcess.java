package io.leadloop.faults;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.testing.ChildProcess;
import io.restassured.http.ContentType;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulated Oplead in a process of its own, and what it saw. */
final class OpleadProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FAULTS = "/simulator/faults";

  private static final Pattern READY = Pattern.compile(OpleadMain.READY + "(\\S+) (\\d+)\n");

  private final ChildProcess process;
  private final URI baseUrl;
  private final String books;

  private OpleadProcess(ChildProcess process) {
    this.process = process;
    Matcher addresses = process.awaitOutput(READY);
    this.baseUrl = URI.create(addresses.group(1));
    this.books = "http://127.0.0.1:" + addresses.group(2);
  }

  /** Starts one that knows these tokens. */
  static OpleadProcess start(Path directory, Collection<String> tokens) {
    return new OpleadProcess(
        ChildProcess.main(
            BrokerProcess.QUICK_TO_START, OpleadMain.class, List.copyOf(tokens), directory));
  }

  /** What the leads' paths are relative to. */
  URI baseUrl() {
    return baseUrl;
  }

  /**
   * Has the next request or callback of a token meet a fault.
   *
   * @param fault as {@code src/docs/rehearsal.md} has it
   */
  void fault(String token, Map<String, Object> fault) {
    given()
        .header("Authorization", "Bearer " + token)
        .contentType(ContentType.JSON)
        .body(fault)
        .post(baseUrl.resolve(FAULTS))
        .then()
        .statusCode(201);
  }

  /** Answers each token's next lead by 10 MiB. */
  void flood() {
    given().post(books + OpleadMain.FLOOD).then().statusCode(200);
  }

  /** Ends a token's faults. */
  void clearFaults(String token) {
    given()
        .header("Authorization", "Bearer " + token)
        .delete(baseUrl.resolve(FAULTS))
        .then()
        .statusCode(204);
  }

  /** Every request, in the order of arrival. */
  List<OpleadMain.Request> requests() {
    return List.of(read(OpleadMain.REQUESTS, OpleadMain.Request[].class));
  }

  /** Every callback to a lead's own address that was answered or given up, in that order. */
  List<OpleadMain.Callback> callbacks() {
    return List.of(read(OpleadMain.CALLBACKS, OpleadMain.Callback[].class));
  }

  /** How many callbacks of any kind were answered or given up. */
  int callbackCount() {
    return read(OpleadMain.CALLBACK_COUNT, Integer.class);
  }

  /** The most requests of any token in any window, refused ones too. */
  int mostRequests() {
    return read(OpleadMain.MOST_REQUESTS, Integer.class);
  }

  private <T> T read(String path, Class<T> type) {
    String body = given().get(books + path).then().statusCode(200).extract().asString();
    try {
      return JSON.readValue(body, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.kill();
  }
}
