package io.leadloop.reconciliation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.command.LeadloopCommand;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.Replicas;
import io.restassured.http.ContentType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A list of 200,000 lines is compared over a period by the packaged application, whose heap is too
 * small to hold the list, and the differences are those of a plain program that has both lists.
 */
@Tag("long")
class LongListIT {
  private static final Logger LOG = Logger.getLogger(LongListIT.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEAP = "-Xmx200m";
  private static final int LEADS = 240_000;
  private static final int LINES = 200_000;
  private static final int OTHERS = 20_000;
  private static final Instant FIRST =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(15));
  private static final Duration APART = Duration.ofSeconds(5);
  private static final Instant FROM = FIRST.plus(APART.multipliedBy(LEADS / 4));
  private static final Instant UNTIL = FIRST.plus(APART.multipliedBy(3 * LEADS / 4));

  private static final String STORE =
      """
      with made as (
        select n, ?::timestamptz + n * interval '5 s' as at from generate_series(0, ? - 1) n
      ), leads as (
        select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
            || substr(md5(n || ?::text), 1, 3) || 'a' || substr(md5(n || ?::text), 4, 15))::uuid as id,
          n, at from made
      ), taken as (
        insert into lead (id, provider_id, customer_id, reference, fingerprint, expires_at, created_at)
        select l.id, p.id, c.id, ?::text || n, '\\x00', now() + interval '1 day', at
        from leads l, provider p, customer c where p.slug = ? and c.slug = 'cuisines'
      )
      insert into lead_progress (lead_id, provider_id, customer_id, state, sequence, status_code,
        status_label, status_at)
      select l.id, p.id, c.id,
        case n % 10 when 0 then 'rejected' when 1 then 'held' else 'forwarded' end,
        1 + n % 3, case when n % 10 < 2 or n % 4 = 0 then null when n % 4 = 1 then 'won'
          else 'new' end,
        case when n % 10 < 2 or n % 4 = 0 then null when n % 4 = 1 then 'won' else 'new' end,
        case when n % 10 < 2 or n % 4 = 0 then null else at end
      from leads l, provider p, customer c where p.slug = ? and c.slug = 'cuisines'
      """;

  @TempDir Path directory;

  private Replicas servers;
  private PackagedGateway gateway;
  private String key;

  @BeforeEach
  void start() {
    servers =
        Replicas.startNone(
            directory,
            Map.of(
                "JDK_JAVA_OPTIONS",
                HEAP + " -XX:+ExitOnOutOfMemoryError",
                "LEADLOOP_OPLEAD_ALLOW_PRIVATE_ADDRESSES",
                "true"));
    gateway = servers.startAnother();
    create(
        "customers",
        Map.of(
            "slug",
            "cuisines",
            "name",
            "Cuisines",
            "oplead",
            Map.of("base_url", "http://localhost:1", "token", "a-token")));
    key = create("providers", provider("mine"));
    create("providers", provider("theirs"));
    store("mine", "lead-", LEADS);
    store("theirs", "other-", OTHERS);
    servers.update("analyze");
  }

  private static Map<String, Object> provider(String slug) {
    return Map.of("slug", slug, "name", slug, "customers", List.of("cuisines"));
  }

  private String create(String what, Map<String, ?> body) {
    return given()
        .header("Authorization", "Bearer " + servers.administratorKey())
        .contentType(ContentType.JSON)
        .body(body)
        .post(gateway.url() + "/admin/v1/" + what)
        .then()
        .statusCode(201)
        .extract()
        .path("api_key");
  }

  private void store(String provider, String prefix, int count) {
    servers.update(STORE, FIRST.toString(), count, provider, provider, prefix, provider, provider);
  }

  @AfterEach
  void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void twoHundredThousandLinesAreComparedInLittleMemory() throws IOException {
    Path list = directory.resolve("list.csv");
    Map<String, Long> counts = new TreeMap<>();
    List<String> expected = write(list, counts);

    long before = System.nanoTime();
    List<String> found = new ArrayList<>();
    JsonNode summary = compare(list, found);
    double seconds = (System.nanoTime() - before) / 1e9;
    LOG.infof(
        "reconciliation lines=%d leads=%d differences=%d seconds=%.1f heap=%s peakResident=%d MiB",
        LINES, LEADS, found.size(), seconds, HEAP, peakResidentMebibytes());

    counts.forEach((verdict, count) -> assertThat(summary.get(verdict).asLong()).isEqualTo(count));
    assertThat(summary.get("given").asLong()).isEqualTo(LINES);
    found.sort(null);
    expected.sort(null);
    assertThat(found).isEqualTo(expected);
    assertThat(gateway.isAlive()).isTrue();
    assertThat(gateway.output()).doesNotContain("java.lang.OutOfMemoryError");
  }

  /** Writes the list, and returns what differs, as {@link #compare} does. */
  private static List<String> write(Path list, Map<String, Long> counts) throws IOException {
    List<String> expected = new ArrayList<>();
    boolean[] listed = new boolean[LEADS];
    try (BufferedWriter csv = Files.newBufferedWriter(list)) {
      csv.write("reference;sequence;status\n");
      for (int line = 0; line < LINES; line++) {
        // Every 50th line is of a lead that the provider never sent, or that another one did.
        boolean isKnown = line % 50 != 0;
        // Every 1,000th line is of the same lead as the one before it.
        int n = (int) ((line % 1000 == 7 ? line - 1 : line) * 7919L % LEADS);
        String reference = isKnown ? "lead-" + n : line % 100 == 0 ? "never-" + line : "other-" + n;
        Integer sequence = line % 2 == 0 ? null : (Integer) (line % 5);
        String status = line % 3 == 0 ? null : line % 3 == 1 ? "won" : "lost";
        csv.write("%s;%s;%s%n".formatted(reference, text(sequence), text(status)));
        listed[n] |= isKnown;
        String verdict = isKnown ? verdict(n, sequence, status) : "unknown";
        counts.merge(verdict, 1L, Long::sum);
        if (!verdict.equals("matched")) {
          expected.add(verdict + " " + reference);
        }
      }
    }
    IntStream.range(0, LEADS)
        .filter(n -> !listed[n] && isInPeriod(n))
        .peek(n -> counts.merge("missing", 1L, Long::sum))
        .forEach(n -> expected.add("missing lead-" + n));
    return expected;
  }

  private static String verdict(int n, Integer sequence, String status) {
    int published = 1 + n % 3;
    String known = n % 4 == 0 ? null : n % 4 == 1 ? "won" : "new";
    if (n % 10 < 2) {
      return "not_forwarded";
    } else if (sequence != null && sequence != published) {
      return sequence > published ? "ahead" : "behind";
    } else if (status != null && !status.equals(known)) {
      return "status_differs";
    }
    return known == null ? "no_feedback" : "matched";
  }

  private static boolean isInPeriod(int n) {
    Instant at = FIRST.plus(APART.multipliedBy(n));
    return !at.isBefore(FROM) && at.isBefore(UNTIL);
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  /** By the command, as a provider does; returns the summary. */
  private JsonNode compare(Path list, List<String> found) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        LeadloopCommand.run(
            new String[] {
              "reconcile",
              list.toString(),
              "--output",
              "json",
              "--from",
              FROM.toString(),
              "--until",
              UNTIL.toString()
            },
            Map.of("LEADLOOP_URL", gateway.url(), "LEADLOOP_PROVIDER_KEY", key),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    assertThat(err.toString()).isEmpty();
    assertThat(status).isEqualTo(3);
    List<String> lines = out.toString().lines().collect(Collectors.toList());
    JsonNode last = JSON.readTree(lines.remove(lines.size() - 1));
    for (String line : lines) {
      JsonNode difference = JSON.readTree(line);
      found.add(difference.get("difference").asText() + " " + difference.get("reference").asText());
    }
    return last.get("summary");
  }

  private long peakResidentMebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(gateway.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
