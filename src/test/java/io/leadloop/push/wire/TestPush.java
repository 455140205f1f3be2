package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.outbound.TrustedAuthorities;
import io.leadloop.push.TestPushConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;

/** Posts an arbitrary message to local servers, at a fixed time. */
record TestPush(Vertx vertx) {
  static final Instant NOW = Instant.parse("2026-11-28T10:30:00.5Z");
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
  static final String ENDLESS = "\r\ntransfer-encoding: chunked\r\n\r\n";
  static final SigningSecret SECRET = SigningSecret.generate(SigningScheme.V1);
  static final PushMessage MESSAGE = message("{\"status\":\"Gagné\"}");

  /**
   * A client that may call private addresses unless the test overrides that.
   *
   * @param config settings, each followed by its value
   */
  PushClient client(String... config) {
    return client(new TrustedAuthorities(name -> Optional.empty()), config);
  }

  /** The same, with private authorities. */
  PushClient client(TrustedAuthorities authorities, String... config) {
    List<String> settings = new ArrayList<>(List.of("allow-private-addresses", "true"));
    settings.addAll(List.of(config));
    return new PushClient(
        vertx,
        TestPushConfig.with(settings.toArray(String[]::new)),
        authorities,
        Clock.fixed(NOW, ZoneOffset.UTC),
        version());
  }

  /** The version of the application, which the user agent names. */
  static Config version() {
    return new SmallRyeConfigBuilder()
        .withDefaultValue("quarkus.application.version", "1.2.3")
        .build();
  }

  PushReply post(URI url, String... config) {
    return post(client(config), url);
  }

  static PushReply post(PushClient client, URI url) {
    return client.post(target(url), MESSAGE, 1).await().atMost(PATIENCE);
  }

  static PushTarget target(URI url) {
    return new PushTarget(url, List.of(SECRET));
  }

  static PushMessage message(String data) {
    return new PushMessage(
        UUID.fromString("0198f3a2-0000-7000-8000-0000000000e1"),
        "io.leadloop.lead.status-changed.v1",
        "/customers/atelier-été",
        "0198f3a2-0000-7000-8000-000000000001",
        Instant.parse("2026-11-28T10:29:00.25Z"),
        OptionalInt.of(3),
        data.getBytes(UTF_8));
  }
}
