package io.leadloop.attacks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memory limits against endless bodies and unread responses. */
@Tag("long")
class MemoryAttacksIT extends CallerAttack {
  private static final Duration HOLD = Duration.ofSeconds(6);
  private static final int PIECE_BYTES = 16 * 1024;
  private static final int CALLBACKS = 600;
  private static final int CALLBACK_BYTES = 540 * 1024;
  private static final int BODIES = 400;
  private static final int BODY_BYTES = 1024 * 1024;
  private static final int LONGEST_CALLBACK = 256 * 1024;
  private static final int READERS = 600;
  private static final int ANSWERS = 30;
  private static final int STREAMS = 30;
  private static final int STREAM_BYTES = 1024 * 1024;
  private static final long MORE_FILES_BYTES = 64 << 20;
  private static final int FEEDBACKS = 500;
  private static final int FEEDBACK_BYTES = 250 * 1024;
  private static final int SENDERS = 8;
  private static final String LONG_WAITING =
      "select count(*) from outbox where octet_length(payload) > 100000";

  @Test
  void callbacksWithoutATokenAreRefusedBeforeTheirBodies() throws Exception {
    attack(
        "Callbacks with a wrong token whose bodies never end",
        CALLBACKS + " connections, 540 KiB of 1 MiB each, then silence",
        () -> {
          Buffer piece = Buffer.buffer(new byte[PIECE_BYTES]);
          for (int i = 0; i < CALLBACKS; i++) {
            RawConnection connection = open("POST /callbacks/x", "", BODY_BYTES);
            connection.sendAgain(piece, CALLBACK_BYTES / PIECE_BYTES);
          }
          await()
              .atMost(HOLD)
              .until(() -> connections().stream().allMatch(RawConnection::isClosed));
          RawConnection careful = open("POST /callbacks/x", "Expect: 100-continue\r\n", BODY_BYTES);
          await().atMost(HOLD).until(() -> careful.status() != 0);
          assertThat(careful.status()).as("instead of 100").isEqualTo(404);
          return "all closed; `Expect: 100-continue` is answered 404";
        });
  }

  @Test
  void endlessBodiesShareABudget() throws Exception {
    String lead = forwardedLead(attackersClient(), "for-bodies");
    String callback = CallbackAddresses.of(gateway.installation()).pathOf(lead);
    attack(
        "Bodies that never end, of a provider, of Oplead and of unknown callers",
        "%d connections with 1 MiB, %d with 256 KiB and %d without a key, then silence"
            .formatted(BODIES, BODIES / 2, BODIES / 2),
        () -> {
          for (int i = 0; i < BODIES; i++) {
            hold(open("POST /v1/leads", key(), BODY_BYTES), BODY_BYTES);
            if (i % 2 == 0) {
              hold(open("POST /admin/v1/customers", "", BODY_BYTES), BODY_BYTES);
              hold(open("POST " + callback, "", LONGEST_CALLBACK), LONGEST_CALLBACK);
            }
          }
          pause(HOLD);
          long refused = connections().stream().filter(each -> each.status() >= 400).count();
          long open = connections().stream().filter(each -> !each.isClosed()).count();
          return "%d refused at once, %d still open after %d s"
              .formatted(refused, open, HOLD.toSeconds());
        });
  }

  private void hold(RawConnection connection, int length) {
    Buffer piece = Buffer.buffer(" ".repeat(PIECE_BYTES));
    connection
        .sendAgain(piece, length / PIECE_BYTES - 1)
        .compose(sent -> connection.send(" ".repeat(PIECE_BYTES - 1)));
  }

  @Test
  void unreadAnswersAreNotKept() throws Exception {
    long before = bytesIn(gateway.temporary());
    attack(
        "Leads in bulk whose answers are not read",
        "%d connections, 1 MiB each: of line feeds, or of `0` and line feed".formatted(STREAMS),
        () -> {
          IntStream.range(0, STREAMS).forEach(i -> stream(i % 2 == 0 ? "\n" : "0\n"));
          long most = 0;
          for (int second = 0; second < 2 * HOLD.toSeconds(); second++) {
            pause(Duration.ofSeconds(1));
            most = Math.max(most, bytesIn(gateway.temporary()) - before);
          }
          assertThat(most).as("bytes of temporary files").isLessThan(MORE_FILES_BYTES);
          long ended = connections().stream().filter(RawConnection::isClosed).count();
          return "%d ended by the gateway; %d KiB of temporary files at most"
              .formatted(ended, most / 1024);
        });
  }

  @Test
  void longUnreadAnswersShareABudget() throws Exception {
    attack(
        "Long answers that are not read",
        READERS + " connections, `GET /openapi` " + ANSWERS + " times each, and nothing read",
        () -> {
          String request = "GET /openapi HTTP/1.1\r\nHost: localhost\r\n\r\n";
          for (int i = 0; i < READERS; i++) {
            connect().stopReading().send(request.repeat(ANSWERS));
          }
          pause(HOLD);
          return "live heap %d MiB meanwhile".formatted(gateway.liveHeap() >> 20);
        });
  }

  @Test
  void slowHeadsTimeOut() throws Exception {
    attack(
        "Heads that trickle",
        READERS + " connections, a byte each second",
        () -> {
          for (int i = 0; i < READERS; i++) {
            connect().send("GET /openapi HTTP/1.1\r\nX-Slow: ");
          }
          long began = System.nanoTime();
          await()
              .pollInterval(Duration.ofSeconds(1))
              .atMost(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .until(
                  () -> {
                    connections().forEach(connection -> connection.send("x"));
                    return connections().stream().allMatch(RawConnection::isClosed);
                  });
          Duration took = Duration.ofNanos(System.nanoTime() - began);
          long told = connections().stream().filter(each -> each.status() == 408).count();
          return "all closed after %d s, %d with 408".formatted(took.toSeconds(), told);
        });
  }

  private void stream(String line) {
    RawConnection connection = connect().stopReading();
    Buffer piece = Buffer.buffer("4000\r\n" + line.repeat(PIECE_BYTES / line.length()) + "\r\n");
    connection
        .send(
            "POST /v1/leads HTTP/1.1\r\nHost: localhost\r\n"
                + key()
                + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
        .compose(sent -> connection.sendAgain(piece, STREAM_BYTES / PIECE_BYTES));
  }

  @Test
  void longFeedbackThatWaitedGoesToTheLogOnce() throws Exception {
    CallbackAddresses addresses = CallbackAddresses.of(gateway.installation());
    String path = addresses.pathOf(forwardedLead(attackersClient(), "for-feedback"));
    attack(
        "Long callbacks while Kafka cannot be reached",
        "%d callbacks of %d KiB".formatted(FEEDBACKS, FEEDBACK_BYTES / 1024),
        () -> {
          Path log = gateway.installation().directory().resolve("kafka-data");
          long before = bytesIn(log);
          gateway.installation().toBroker().cut();
          try {
            inParallel(SENDERS, FEEDBACKS, number -> callBack(path, number));
          } finally {
            gateway.installation().toBroker().heal();
          }
          long waited = gateway.installation().count(LONG_WAITING);
          await().atMost(PATIENCE).until(() -> gateway.installation().count(LONG_WAITING) == 0);
          long written = bytesIn(log) - before;
          assertThat(written).as("bytes of the log").isLessThan(3L * FEEDBACKS * FEEDBACK_BYTES);
          return "%d waited in the outbox and are gone; the log grew by %d MiB"
              .formatted(waited, written >> 20);
        });
  }

  /** Repeats until it is accepted: a gateway without room responds with Retry-After. */
  private static void callBack(String path, int number) {
    String body =
        "{\"status\":\"En cours\",\"number\":%d,\"text\":\"%s\"}"
            .formatted(number, "x".repeat(FEEDBACK_BYTES));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                given()
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post(gateway.url() + path)
                    .statusCode(),
            status -> status == 200);
  }

  /** A connection on which such a request has begun. */
  private RawConnection open(String line, String headers, int length) {
    RawConnection connection = connect();
    connection.send(
        "%s HTTP/1.1\r\nHost: localhost\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(line, headers, length));
    return connection;
  }

  private static String key() {
    return "Authorization: Bearer " + attacker().key() + "\r\n";
  }

  private static long bytesIn(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(MemoryAttacksIT::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a file that may be gone by now. */
  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return 0;
    }
  }
}
