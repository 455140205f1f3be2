package io.leadloop.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever administrators can do by the API, they can do by the command line. */
class CommandsCoverTheApiTest {
  private static final String ID = "0198f6a2-7c1e-7000-8000-000000000001";

  /** FILE is a file with a token. */
  private static final List<String> COMMANDS =
      List.of(
          "customer create c --name C --token-file FILE --base-url https://o.example"
              + " --requests-per-minute 9 --subscribe status --shelf-life PT1H",
          "customer create c --name C --token-file FILE --form devis",
          "customer list --limit 9",
          "customer show c",
          "customer change c --name D --base-url https://o.example --token-file FILE"
              + " --requests-per-minute 9 --shelf-life PT1H",
          "customer change c --wire form --form devis",
          "customer rotate-token c --token-file FILE",
          "customer verify c",
          "customer portal-link c",
          "customer pause c",
          "customer resume c",
          "customer archive c",
          "customer providers c",
          "customer subscriptions c",
          "customer subscribe c status",
          "customer renew-subscription c status",
          "customer unsubscribe c status",
          "provider create p --name P --customer c --leads-per-minute 9 --burst 3",
          "provider list",
          "provider show p",
          "provider change p --name Q --leads-per-minute 9 --burst 3",
          "provider disable p",
          "provider enable p",
          "provider archive p",
          "provider add-key p --name K --expires-at 2030-01-01T00:00:00Z",
          "provider revoke-key p k",
          "provider grant p c",
          "provider withdraw p c",
          "provider rotate-kafka p",
          "provider remove-kafka p",
          "provider portal-link p",
          "provider check p",
          "provider form add p --customer c --form devis --token-file FILE",
          "provider form list p",
          "provider form remove p " + ID,
          "provider endpoint add p --endpoint-url https://e.example --description D --type t"
              + " --customer c --max-in-flight 2 --scheme v1 --start now",
          "provider endpoint list p",
          "provider endpoint show p e",
          "provider endpoint change p e --endpoint-url https://e.example --description D"
              + " --type t --customer c --max-in-flight 2",
          "provider endpoint remove p e",
          "provider endpoint verify p e",
          "provider endpoint pause p e",
          "provider endpoint resume p e --from now",
          "provider endpoint rotate p e --overlap PT1H",
          "provider endpoint resend p e --since beginning --dry-run",
          "provider endpoint resend p e --lead " + ID,
          "provider endpoint resend p e --event " + ID,
          "provider endpoint deliveries p e --state failed --lead " + ID + " --since 7d",
          "lead list --provider p --customer c --state held --status won --reference r"
              + " --created-after 2026-01-01 --updated-after 12h --retrying --overdue",
          "lead show " + ID,
          "lead timeline " + ID,
          "lead poll " + ID,
          "lead resend " + ID,
          "lead retry " + ID,
          "lead erase " + ID,
          "bulk retry --customer c --dry-run",
          "bulk release --customer c --detach",
          "bulk list",
          "bulk show " + ID,
          "bulk cancel " + ID,
          "status unknown",
          "status labels",
          "status map Oui --code won --customer c",
          "status unmap " + ID,
          "status correct " + ID,
          "status correct " + ID + " --dry-run",
          "status correct " + ID + " --cancel",
          "feedback show",
          "feedback dead-letters --source log",
          "feedback retry " + ID,
          "feedback retry --all --source log",
          "feedback discard " + ID + " --confirm " + ID,
          "feedback discard --all --source log --confirm log",
          "key create --name K --role viewer --expires-at 2030-01-01T00:00:00Z",
          "key list",
          "key revoke k",
          "session list",
          "session end " + ID,
          "session end-all",
          "reseal",
          "certify p c",
          "audit",
          "audit --actor a --action b --subject c --since 7d --until 2026-01-01",
          "statistics --provider p --customer c --from 2026-01-01 --until 2026-02-01 --by day");

  /** Members that clients send for the command line's sake alone, or that it fills by itself. */
  private static final Set<String> BY_ITSELF = Set.of("after", "before", "limit", "from_now");

  @TempDir static Path directory;
  private static List<FakeApi.Request> requests;

  @BeforeAll
  static void runEveryCommand() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "secret");
    try (FakeApi api = new FakeApi()) {
      for (String command : COMMANDS) {
        CommandRun run = CommandRun.of(api.url(), command.replace("FILE", token.toString()));
        assertThat(run.status()).as(command + ": " + run.err()).isIn(0, 3);
      }
      requests = api.requests();
    }
  }

  @Test
  void everyCallHasACommand() throws IOException {
    assertThat(operations().filter(each -> requests(each).findAny().isEmpty()))
        .as("calls of the API without a command")
        .isEmpty();
  }

  @Test
  void everyParameterAndMemberHasAnOption() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Operation operation : operations().toList()) {
      Set<String> sent = new TreeSet<>(BY_ITSELF);
      requests(operation)
          .forEach(
              request -> {
                sent.addAll(request.parameters());
                request.body().fieldNames().forEachRemaining(sent::add);
              });
      operation.names().filter(name -> !sent.contains(name)).forEach(missing::add);
    }
    assertThat(missing).isEmpty();
  }

  private static Stream<FakeApi.Request> requests(Operation operation) {
    String path = operation.path().replaceAll("\\{[^}]*}", "[^/]+");
    return requests.stream()
        .filter(request -> request.method().equals(operation.method()))
        .filter(request -> request.path().matches(path));
  }

  private static Stream<Operation> operations() throws IOException {
    JsonNode api =
        new ObjectMapper(new YAMLFactory()).readTree(Path.of("src/docs/openapi.yaml").toFile());
    return api.get("paths").properties().stream()
        .filter(path -> path.getKey().startsWith("/admin/"))
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .filter(call -> call.getValue().has("responses"))
                    .map(
                        call ->
                            new Operation(
                                call.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                call.getValue(),
                                api)));
  }

  private record Operation(String method, String path, JsonNode call, JsonNode api) {
    /** Of its parameters in the query, and of the members of its body. */
    Stream<String> names() {
      Stream<String> query =
          stream(call.path("parameters"))
              .map(this::resolved)
              .filter(parameter -> parameter.path("in").asText().equals("query"))
              .map(parameter -> parameter.get("name").asText());
      JsonNode body = resolved(call.path("requestBody"));
      Stream<String> members =
          stream(body.path("content"))
              .map(type -> resolved(type.path("schema")).path("properties"))
              .flatMap(properties -> properties.properties().stream().map(each -> each.getKey()));
      return Stream.concat(query, members);
    }

    private JsonNode resolved(JsonNode node) {
      return node.has("$ref") ? api.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
      return StreamSupport.stream(nodes.spliterator(), false);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}
