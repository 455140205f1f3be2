package io.leadloop.push.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.provider.Provider;
import io.leadloop.push.EndpointId;
import io.leadloop.push.wire.SigningScheme;
import io.leadloop.push.wire.SigningSecret;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.vault.KeysetFile;
import io.leadloop.vault.Vault;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing secrets survive rotations of the keyset. */
@GatewayTest
class EndpointSecretsTest {
  private static final UUID LAST = new UUID(-1, -1);

  @Inject Endpoints endpoints;
  @Inject EndpointControl control;
  @Inject Onboarding onboarding;
  @Inject Credentials credentials;
  @Inject Pool pool;

  @ConfigProperty(name = "leadloop.vault.keyset")
  String keyset;

  @TempDir Path directory;

  @Test
  void bothSecretsAreSealedWithTheNewKeyAndStayTheSame() throws IOException {
    Provider provider = onboarding.providerWithCustomer().provider();
    Endpoints.Registered added = await(() -> endpoints.register(provider, wanted()));
    EndpointId id = added.status().endpoint().id();
    IssuedSecret second = await(() -> control.rotate(provider, id, Duration.ofDays(1))).secret();
    Optional<UUID> before = Optional.of(before(id));
    EndpointSecrets rotated = new EndpointSecrets(rotatedVault(), pool);
    try {
      assertThat(await(() -> rotated.reEncrypt(before, 1)).rewritten()).isEqualTo(1);
      assertThat(await(() -> rotated.reEncryptPrevious(before, 1)).rewritten()).isEqualTo(1);
      assertThat(await(() -> rotated.reEncrypt(before, 1)).rewritten()).isZero();
      assertThat(await(() -> rotated.reEncryptPrevious(before, 1)).rewritten()).isZero();

      PushEndpoint stored = await(() -> endpoints.one(provider, id));
      assertThat(open(rotated, id, stored.secret())).isEqualTo(second.secret());
      byte[] previous = stored.previousSecret(Instant.now()).orElseThrow();
      assertThat(open(rotated, id, previous)).isEqualTo(added.secret().secret());
    } finally {
      await(() -> endpoints.remove(provider, id));
    }
  }

  @Test
  void resealingReachesThem() {
    reseal("kafka-passwords:" + LAST, "push-secrets");
    reseal("push-secrets:" + LAST, "push-previous-secrets");
    credentials
        .asAdministrator()
        .post("/admin/v1/vault/reseal?after=push-previous-secrets:" + LAST)
        .then()
        .statusCode(200)
        .body("next", nullValue());
  }

  private void reseal(String after, String next) {
    credentials
        .asAdministrator()
        .post("/admin/v1/vault/reseal?after=" + after)
        .then()
        .statusCode(200)
        .body("next", is(next));
  }

  private static Optional<String> open(EndpointSecrets secrets, EndpointId id, byte[] sealed) {
    SigningSecret secret = secrets.open(id, SigningScheme.V1, sealed);
    return Optional.of(secret.text());
  }

  private static NewEndpoint wanted() {
    return new NewEndpoint(
        URI.create("https://hooks.example.com/"),
        null,
        null,
        null,
        SigningScheme.V1,
        new StartPoint.Now(),
        1);
  }

  /** The id before it, so that a step of one row takes this one and no other test's. */
  private static UUID before(EndpointId id) {
    return new UUID(id.value().getMostSignificantBits(), id.value().getLeastSignificantBits() - 1);
  }

  private Vault rotatedVault() throws IOException {
    Path file = directory.resolve("rotated.json");
    boolean isJson = keyset.startsWith("{");
    Files.writeString(file, isJson ? keyset : Files.readString(Path.of(keyset)));
    KeysetFile.addKey(file);
    KeysetFile.promoteNewestKey(file);
    return new Vault(file.toString());
  }

  private static <T> T await(Supplier<Uni<T>> call) {
    try {
      return VertxContextSupport.subscribeAndAwait(call);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
