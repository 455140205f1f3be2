package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leadloop.embedded.LoopbackPort;
import io.leadloop.outbound.TrustedAuthorities;
import io.leadloop.push.TestPushConfig;
import io.leadloop.push.wire.PushReply.Answered;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The documented receivers pass the handshake and refuse requests that are not genuine. */
class PushExampleTest {
  private static final Path EXAMPLES = Path.of("src/docs/consumers").toAbsolutePath();
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static Vertx vertx;
  private static PushClient client;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    client =
        new PushClient(
            vertx,
            TestPushConfig.with("allow-private-addresses", "true"),
            new TrustedAuthorities(name -> Optional.empty()),
            Clock.systemUTC(),
            TestPush.version());
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Without site packages, Python has no package for Ed25519 and uses the command openssl. */
  static Stream<Arguments> receiversAndSchemes() {
    return Stream.of(
            List.of(JAVA, "-XX:TieredStopAtLevel=1", "ReceivePush.java", "PORT"),
            List.of("python3", "receive_push.py", "PORT"),
            List.of("python3", "-S", "receive_push.py", "PORT"),
            List.of("node", "receive-push.mjs", "PORT"),
            List.of("php", "-S", "127.0.0.1:PORT", "receive-push.php"))
        .flatMap(
            command ->
                Stream.of(SigningScheme.values()).map(scheme -> Arguments.of(command, scheme)));
  }

  @ParameterizedTest
  @MethodSource("receiversAndSchemes")
  void receiverVerifiesAndAnswersTheChallenge(List<String> command, SigningScheme scheme)
      throws Exception {
    assumeTrue(isInstalled(command.get(0)), command.get(0) + " is not installed");
    SigningSecret secret = SigningSecret.generate(scheme);
    try (Receiver receiver = new Receiver(command, secret)) {
      PushTarget target = new PushTarget(receiver.url(), List.of(secret));
      assertThat(new Handshake(client, Clock.systemUTC()).check(target).await().atMost(patience()))
          .isEqualTo(new HandshakeResult(true, null, List.of()));

      PushMessage event = event("{\"status\":\"Gagné\"}");
      assertThat(status(receiver, event, secret)).isEqualTo(200);
      assertThat(status(receiver, event, secret)).as("a repeat").isEqualTo(200);
      assertRefused(receiver, secret);
      SigningSecret newer = SigningSecret.generate(scheme);
      assertThat(status(receiver, event("{}"), newer, secret)).as("rotation").isEqualTo(200);

      await().until(() -> receiver.lines().size() >= 2);
      assertThat(receiver.lines())
          .containsExactly(event.type() + " {\"status\":\"Gagné\"}", event.type() + " {}");
    }
  }

  /** The public key of v1a is no secret, so a signature of v1 by it must not count. */
  private void assertRefused(Receiver receiver, SigningSecret secret) {
    PushMessage event = event("{\"forged\":true}");
    SigningScheme scheme = secret.scheme();
    assertThat(status(receiver, event, SigningSecret.generate(scheme))).isEqualTo(401);
    for (SigningScheme other : SigningScheme.values()) {
      if (other != scheme) {
        byte[] known = secret.publicKey().map(PushExampleTest::decoded).orElse(secret.bytes());
        assertThat(status(receiver, event, SigningSecret.of(other, known))).isEqualTo(401);
      }
    }
    Instant now = Instant.now();
    SignedPost genuine =
        SignedPost.of(new PushTarget(receiver.url(), List.of(secret)), event, 1, now);
    String signature = genuine.headers().get("webhook-signature");
    for (String malformed :
        List.of(
            "",
            scheme.wireName(),
            scheme.wireName() + ",",
            scheme.wireName() + ",!",
            signature.substring(0, 20),
            signature.replaceFirst("v1a?", "v2"))) {
      genuine.headers().set("webhook-signature", malformed);
      assertThat(status(genuine)).as(malformed).isEqualTo(401);
    }
    genuine.headers().set("webhook-signature", signature).set("webhook-id", "another");
    assertThat(status(genuine)).as("another id").isEqualTo(401);
    for (String timestamp : List.of("", "soon", "-1", "9".repeat(30))) {
      genuine.headers().set("webhook-timestamp", timestamp);
      assertThat(status(genuine)).as("timestamp " + timestamp).isEqualTo(401);
    }
    Instant future = now.plus(Duration.ofMinutes(10));
    assertThat(
            status(
                SignedPost.of(new PushTarget(receiver.url(), List.of(secret)), event, 1, future)))
        .as("a timestamp in the future")
        .isEqualTo(401);
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text.substring(text.indexOf('_') + 1));
  }

  private static int status(Receiver receiver, PushMessage event, SigningSecret... secrets) {
    PushTarget target = new PushTarget(receiver.url(), List.of(secrets));
    return ((Answered) client.post(target, event, 1).await().atMost(patience())).status();
  }

  private static int status(SignedPost post) {
    return ((Answered) client.send(post, patience()).await().atMost(patience())).status();
  }

  private static Duration patience() {
    return TestPush.PATIENCE;
  }

  private static PushMessage event(String data) {
    return new PushMessage(
        UUID.randomUUID(),
        "io.leadloop.lead.status-changed.v1",
        "/customers/acme",
        UUID.randomUUID().toString(),
        Instant.now(),
        OptionalInt.of(1),
        data.getBytes(UTF_8));
  }

  private static boolean isInstalled(String command) throws InterruptedException {
    try {
      return new ProcessBuilder(command, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException none) {
      return false;
    }
  }

  /** A run of an example. */
  private final class Receiver implements AutoCloseable {
    private final int port = LoopbackPort.free();
    private final Path output = directory.resolve("output.txt");
    private final Process process;

    Receiver(List<String> command, SigningSecret secret) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(
                  command.stream()
                      .map(part -> part.replace("PORT", Integer.toString(port)))
                      .toList())
              .directory(EXAMPLES.toFile())
              .redirectOutput(output.toFile())
              .redirectError(directory.resolve("errors.txt").toFile());
      builder.environment().put("LEADLOOP_SECRET", secret.text());
      builder.environment().put("PYTHONIOENCODING", "utf-8");
      builder
          .environment()
          .put("JAVA_TOOL_OPTIONS", "-Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8");
      process = builder.start();
      await()
          .atMost(patience())
          .failFast("it ended: " + directory, () -> !process.isAlive())
          .until(this::listens);
    }

    private boolean listens() {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return true;
      } catch (IOException notYet) {
        return false;
      }
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + port + "/leadloop");
    }

    List<String> lines() throws IOException {
      return Files.readAllLines(output);
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      assertThat(process.waitFor(patience().toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }
}
