package io.leadloop.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.access.key.BootstrapKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a person or a script at the command line relies on, with a simulated gateway. */
class LeadloopCommandTest {
  private static final String KEYS = "GET /admin/v1/keys";

  @TempDir Path directory;
  @AutoClose private final FakeApi api = new FakeApi();

  @Test
  void everyCommandHasHelpAndVersion() {
    Map<String, CommandLine> commands = new TreeMap<>();
    collect(LeadloopCommand.line(new String[0], Map.of()), "", commands);
    assertThat(commands).hasSizeGreaterThan(60).containsKeys("", " provider endpoint add");
    commands.forEach(
        (command, line) -> {
          CommandRun help = run(command.strip() + (command.isEmpty() ? "--help" : " --help"));
          assertThat(help.status()).as(command).isZero();
          assertThat(help.out()).startsWith("Usage: leadloop" + command).contains("Exit status:");
          assertThat(line.getCommandSpec().findOption("-V").versionHelp()).as(command).isTrue();
          assertIsOurs(String.join("\n", line.getCommandSpec().version()));
        });
    for (String command : List.of("-V", "provider endpoint add -V")) {
      CommandRun version = run(command);
      assertThat(version.status()).as(command).isZero();
      assertIsOurs(version.out());
    }
  }

  private static void assertIsOurs(String version) {
    assertThat(version).startsWith("leadloop ").contains("Java " + Runtime.version());
  }

  private static void collect(CommandLine line, String name, Map<String, CommandLine> commands) {
    commands.put(name, line);
    line.getSubcommands().forEach((sub, its) -> collect(its, name + " " + sub, commands));
  }

  @Test
  void adminMayPrecedeTheCommand() {
    assertThat(run("admin key list").status()).isZero();
    assertThat(api.requests()).singleElement().satisfies(r -> assertThat(r.call()).isEqualTo(KEYS));
  }

  @Test
  void exitStatusTellsWhatHappened() throws IOException {
    assertThat(run("key list").status()).isZero();
    assertThat(run("").status()).isEqualTo(2);
    assertThat(run("custommer list").status()).isEqualTo(2);
    assertThat(run("customer subscribe c foo").err()).contains("ASSIGNED, STATUS, APPOINTMENT");
    assertThat(run("key list --limit -1").status()).isEqualTo(2);
    assertThat(run("key list --output csv").status()).isEqualTo(2);
    assertThat(run("audit --since yesterday").err()).contains("is not a time such as");
    assertThat(CommandRun.of(Map.of("LEADLOOP_URL", api.url()), "key list").status()).isEqualTo(2);
    assertThat(CommandRun.of("leads.example.com", "key list").status()).isEqualTo(2);
    assertThat(CommandRun.of("http://localhost:1", "key list").status()).isEqualTo(4);

    answer("POST /admin/v1/customers/c/verify", verified("token refused"));
    assertThat(run("customer verify c").status()).isEqualTo(3);
    answer("POST /admin/v1/customers/c/verify", verified("ok"));
    assertThat(run("customer verify c").status()).isZero();

    api.answer(KEYS, 503, problem("It cannot be stored now", "Try again."));
    assertThat(run("key list").status()).isEqualTo(4);
    api.answer(KEYS, 403, problem("This caller may not do that", ""));
    assertThat(run("key list").status()).isEqualTo(1);
  }

  @Test
  void gatewayMayBeBelowAPathOfAProxy() {
    assertThat(CommandRun.of(api.url() + "/leads/", "key list").status()).isZero();
    assertThat(CommandRun.of(api.url() + "/leads", "key list").status()).isZero();
    assertThat(api.requests())
        .extracting(FakeApi.Request::path)
        .containsExactly("/leads/admin/v1/keys", "/leads/admin/v1/keys");
  }

  private static String verified(String said) {
    return "{\"slug\": \"c\", \"verification\": {\"said\": \"" + said + "\"}}";
  }

  private static String problem(String title, String detail) {
    return """
    {"title": "%s", "detail": "%s", "errors": [{"pointer": "/a", "detail": "is b"}]}\
    """
        .formatted(title, detail);
  }

  @Test
  void problemIsPrintedOnceWithItsErrors() {
    api.answer(KEYS, 404, problem("There is nothing here", "There is nothing here"));
    assertThat(run("key list").err())
        .isEqualToIgnoringNewLines("404 There is nothing here\n  /a is b\n");
    api.answer(KEYS, 422, problem("The body cannot be taken as it is", "/a: is b"));
    assertThat(run("key list").err())
        .isEqualToIgnoringNewLines("422 The body cannot be taken as it is\n  /a is b\n");
  }

  @Test
  void failuresAreNamedInWords() {
    assertThat(CommandRun.of("http://localhost:1", "key list").err())
        .isEqualToIgnoringNewLines(
            "The gateway at http://localhost:1 does not answer: no connection\n");
    assertThat(run("key list --key-file no-such.key").err())
        .isEqualToIgnoringNewLines("no-such.key cannot be read: there is no such file\n");
  }

  @Test
  void listIsATableOfItsMostUsefulMembers() {
    answer(
        KEYS,
        items(
            """
            {"id": "a", "name": "Marie", "role": "admin",
             "created_at": "2026-11-01T08:00:00.123456Z", "expires_at": null}\
            """,
            """
            {"id": "longer", "name": "\\u001b[31mEve\\nx", "role": "viewer",
             "created_at": "2026-11-01T08:00:00Z", "last_used_at": "2026-11-02T08:00:00Z"}\
            """));
    assertThat(run("key list").lines())
        .containsExactly(
            "ID      NAME       ROLE    CREATED AT            EXPIRES AT  LAST USED AT",
            "a       Marie      admin   2026-11-01T08:00:00Z  -           -",
            "longer  [31mEve x  viewer  2026-11-01T08:00:00Z  -           2026-11-02T08:00:00Z");
  }

  @Test
  void itemIsANameAndAValueInEachLineAndAListInItATable() {
    answer(
        "GET /admin/v1/customers/c",
        """
        {"slug": "c", "lane": {"state": "open", "stop_reason": null}, "tags": ["x", "y"],
         "keys": [{"id": 1}, {"id": 23, "last_used_at": null}]}\
         """);
    assertThat(run("customer show c").lines())
        .containsExactly(
            "slug              c",
            "lane.state        open",
            "lane.stop_reason  -",
            "tags              x, y",
            "keys",
            "  ID  LAST USED AT",
            "  1   -",
            "  23  -");
  }

  @Test
  void outputIsJsonIfAskedForByOptionOrVariable() {
    answer(KEYS, items("{\"id\": \"a\"}", "{\"id\": \"b\"}"));
    assertThat(run("key list --output json").lines())
        .containsExactly("{\"id\":\"a\"}", "{\"id\":\"b\"}");
    Map<String, String> environment =
        Map.of(
            "LEADLOOP_URL", api.url(), "LEADLOOP_ADMIN_KEY", "lla_a_b", "LEADLOOP_OUTPUT", "json");
    assertThat(CommandRun.of(environment, "--output json key list").lines()).hasSize(2);
    assertThat(CommandRun.of(environment, "key list").lines()).first().isEqualTo("{\"id\":\"a\"}");
    assertThat(CommandRun.of(environment, "key list --output table").lines()).hasSize(3);
  }

  @Test
  void limitEndsAListAndATableSaysThatThereIsMore() {
    answer(
        KEYS,
        items(
            IntStream.range(0, 60)
                .mapToObj(i -> "{\"id\": \"k" + i + "\"}")
                .toArray(String[]::new)));
    CommandRun usual = run("key list");
    assertThat(usual.lines()).hasSize(51);
    assertThat(usual.err()).contains("There are more; --limit 0 prints all.");
    assertThat(run("key list --limit 0").lines()).hasSize(61);
    assertThat(run("key list --limit 0").err()).isEmpty();
    assertThat(run("key list --output json").lines()).hasSize(60);
    assertThat(run("key list --output json --limit 2").lines()).hasSize(2);
  }

  @Test
  void sinceEndsAListThatIsNewestFirst() {
    Instant now = Instant.now();
    answer(
        "GET /admin/v1/sessions",
        items(
            "{\"id\": \"new\", \"created_at\": \"" + now.minus(Duration.ofHours(1)) + "\"}",
            "{\"id\": \"old\", \"created_at\": \"" + now.minus(Duration.ofDays(2)) + "\"}"));
    assertThat(run("session list --since 1d").out()).contains("new").doesNotContain("old");
    assertThat(run("session list --since 3d").out()).contains("new", "old");
    assertThat(run("session list --since " + now.minus(Duration.ofHours(30))).out())
        .contains("new")
        .doesNotContain("old");
  }

  @Test
  void listGoesOnAfterItsPages() {
    answer(KEYS, "{\"items\": [{\"id\": \"a\"}], \"next\": \"a b\"}");
    CommandRun endless = run("key list --output json --limit 3");
    assertThat(endless.lines()).hasSize(3);
    assertThat(api.requests()).last().satisfies(r -> assertThat(r.query()).contains("after=a%20b"));
  }

  @Test
  void valuesCannotLeaveTheirPlaceInThePath() {
    run("customer show ../keys?x=/y");
    assertThat(api.requests())
        .singleElement()
        .satisfies(r -> assertThat(r.path()).isEqualTo("/admin/v1/customers/../keys?x=/y"));
  }

  @Test
  void emptyArgumentNeverMeansAll() {
    assertThat(run("session end ").err())
        .isEqualToIgnoringNewLines("A name or an id is empty; perhaps a variable is not set.\n");
    for (String command :
        new String[] {
          "session end ",
          "session end .",
          "session end ..",
          "customer show ",
          "provider revoke-key p ",
          "provider revoke-key  k",
          "provider withdraw p ..",
          "provider form remove p ",
          "provider endpoint remove p .",
          "key revoke ",
          "certify p ",
          "lead erase "
        }) {
      assertThat(run(command).status()).as(command).isEqualTo(2);
    }
    assertThat(api.requests()).isEmpty();
  }

  @Test
  void generatedKeyIsAcceptedAsTheFirstAdministrators() {
    CommandRun generated = CommandRun.of(Map.of(), "key generate");
    assertThat(generated.status()).isZero();
    assertThat(generated.lines()).hasSize(1);
    assertThat(BootstrapKey.parse(generated.out().strip()).reveal())
        .isEqualTo(generated.out().strip());
    assertThat(CommandRun.of(Map.of(), "key generate").out()).isNotEqualTo(generated.out());
  }

  @Test
  void createdKeysetIsItsOwnersAndNeverReplaced() throws IOException {
    Path file = directory.resolve("keyset.json");
    CommandRun created = CommandRun.of(Map.of(), "keyset create " + file);
    assertThat(created.status()).as(created.err()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String content = Files.readString(file);
    assertThat(content)
        .contains("\"primaryKeyId\":" + created.out().replaceFirst("^created +", "").strip());

    CommandRun again = CommandRun.of(Map.of(), "keyset create " + file);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("exists already");
    assertThat(file).hasContent(content);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()))
          .containsExactly("keyset.json");
    }
    assertThat(CommandRun.of(Map.of(), "keyset create " + directory.resolve("no/k")).status())
        .isEqualTo(1);
    assertThat(CommandRun.of(Map.of(), "keyset add-key " + file).status()).isZero();
  }

  private void answer(String call, String body) {
    api.answer(call, 200, body);
  }

  private static String items(String... items) {
    return "{\"items\": [" + String.join(", ", items) + "], \"next\": null}";
  }

  private CommandRun run(String line) {
    return CommandRun.of(api.url(), line);
  }
}
