package io.leadloop.fuzz;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Refusals of each call in the OpenAPI document name what would have been taken. */
@GatewayTest
class RefusalTest {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND");

  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  /** Otherwise the client would make a form of a body that is called one. */
  private static final RestAssuredConfig AS_IT_IS =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                  .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT));

  @Inject Credentials credentials;

  /** Allow was once missing, and OPTIONS listed methods of other paths. */
  @Test
  void unsupportedMethodNamesTheSupportedOnes() {
    servedMethods()
        .forEach(
            (path, methods) -> {
              String address = path.replaceAll("\\{[^}]*\\}", "x");
              assertThat(allowed(given().options(address)))
                  .as("OPTIONS " + path)
                  .isEqualTo(methods);
              METHODS.stream()
                  .filter(method -> !methods.contains(method))
                  .forEach(
                      method -> {
                        Response answer = given().request(method, address);
                        assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(405);
                        assertThat(allowed(answer)).as(method + " " + path).isEqualTo(methods);
                        assertProblem(answer);
                      });
            });
  }

  @Test
  void unsupportedMediaTypeNamesTheSupportedOnes() {
    ApiDescription.written().calls().stream()
        .filter(call -> !call.bodies().isEmpty() && !call.bodies().containsKey("*/*"))
        .forEach(
            call ->
                Stream.of("text/plain", "application/x-www-form-urlencoded", "json", "a/b;c=")
                    .filter(type -> !call.bodies().containsKey(type))
                    .forEach(type -> assertNamesWhatIsTaken(call, type)));
  }

  @Test
  void contentEncodingIsRejectedByEachCallWithABody() {
    ApiDescription.written().calls().stream()
        .filter(call -> !call.bodies().isEmpty() && !call.bodies().containsKey("*/*"))
        .forEach(
            call -> {
              Response answer =
                  request(call)
                      .header("Content-Encoding", "gzip")
                      .contentType(call.bodies().keySet().iterator().next())
                      .body(new byte[] {31, -117, 8})
                      .request(call.method(), address(call));
              assertThat(answer.statusCode()).as(call.toString()).isEqualTo(415);
              assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
              assertThat(answer.<String>path("type"))
                  .isEqualTo("/problems/unsupported-content-encoding");
            });
  }

  /** Such a body was once ignored, for example a time until which to pause. */
  @Test
  void bodyWithMembersIsRejectedByEachCallThatTakesNone() {
    List<Call> calls =
        ApiDescription.written().calls().stream()
            .filter(call -> call.bodies().isEmpty() && !SAFE.contains(call.method()))
            .toList();
    assertThat(calls).hasSizeGreaterThan(30);
    for (Call call : calls) {
      Response members = send(call, "{\"until\":\"2026-12-31\"}");
      assertThat(members.statusCode()).as(call.toString()).isEqualTo(422);
      assertThat(members.<String>path("type")).isEqualTo("/problems/invalid-body");
      assertThat(members.<List<String>>path("errors.pointer")).containsExactly("/until");
      assertProblem(members);
      Response text = send(call, "until=2026-12-31");
      assertThat(text.statusCode()).as(call.toString()).isEqualTo(422);
      assertThat(text.<String>path("detail")).isEqualTo("This call takes no body.");
    }
  }

  private Response send(Call call, String body) {
    return request(call)
        .contentType("application/json")
        .body(body.getBytes(UTF_8))
        .request(call.method(), address(call));
  }

  private void assertNamesWhatIsTaken(Call call, String type) {
    Response answer =
        request(call)
            .header("Content-Type", type)
            .body("{}".getBytes(UTF_8))
            .request(call.method(), address(call));
    assertThat(answer.statusCode()).as(call + " " + type).isEqualTo(415);
    String header =
        Map.of("POST", "Accept-Post", "PATCH", "Accept-Patch")
            .getOrDefault(call.method(), "Accept");
    assertThat(answer.header(header).split(", "))
        .as(call + " " + type)
        .containsExactlyInAnyOrderElementsOf(call.bodies().keySet());
    assertThat(answer.<String>path("detail")).contains(call.bodies().keySet());
    assertProblem(answer);
  }

  private static Map<String, Set<String>> servedMethods() {
    Map<String, Set<String>> methods =
        ApiDescription.written().calls().stream()
            .collect(groupingBy(Call::path, mapping(Call::method, toCollection(TreeSet::new))));
    methods
        .values()
        .forEach(
            served -> {
              served.add("OPTIONS");
              if (served.contains("GET")) {
                served.add("HEAD");
              }
            });
    return methods;
  }

  private static Set<String> allowed(Response answer) {
    String allow = answer.header("Allow");
    return allow == null ? Set.of() : new TreeSet<>(Arrays.asList(allow.split(", ")));
  }

  private static void assertProblem(Response answer) {
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
  }

  private RequestSpecification request(Call call) {
    String caller = call.path().startsWith("/admin/") ? "ADMINISTRATOR_KEY" : "PROVIDER_KEY";
    return given()
        .config(AS_IT_IS)
        .header("Authorization", "Bearer " + credentials.of(caller).orElseThrow());
  }

  private String address(Call call) {
    String path = call.path();
    for (String parameter : call.parameters("path")) {
      path = path.replace("{" + parameter + "}", credentials.somebodyElses(parameter));
    }
    return path;
  }
}
