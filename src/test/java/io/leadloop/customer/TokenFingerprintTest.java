package io.leadloop.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.vault.KeysetFile;
import io.leadloop.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fingerprints survive rotations of the keyset and upgrades. */
@GatewayTest
class TokenFingerprintTest {
  private static final URI OPLEAD = URI.create("https://oplead.example/v1");

  @Inject Pool pool;
  @Inject Vault vault;
  @Inject TokenFingerprints fingerprints;
  @Inject TokenFingerprintTask task;
  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.vault.keyset")
  String keyset;

  @TempDir Path directory;

  @Test
  void aRotationOfTheKeysetChangesNoFingerprint() throws IOException {
    byte[] before = fingerprint(fingerprints);
    Buffer kept = sealedKey();
    Vault rotated = rotatedVault();
    TokenFingerprints afterRotation = new TokenFingerprints(pool, rotated);
    try {
      assertThat(fingerprint(afterRotation)).isEqualTo(before);
      assertThat(await(afterRotation.resealKey(Optional.empty(), 10)).rewritten()).isEqualTo(1);
      assertThat(sealedKey()).isNotEqualTo(kept);
      assertThat(fingerprint(new TokenFingerprints(pool, rotated))).isEqualTo(before);
    } finally {
      run("update fingerprint_key set sealed = $1", Tuple.of(kept));
    }
  }

  @Test
  void theHostAndThePortBelongToATokenAndItsPathDoesNot() {
    byte[] known = fingerprint(fingerprints);
    assertThat(of("https://OPLEAD.example:443/v2")).isEqualTo(known);
    assertThat(of("https://oplead.example:8443/v1")).isNotEqualTo(known);
    assertThat(of("https://other.example/v1")).isNotEqualTo(known);
  }

  @Test
  void customersFromBeforeFingerprintsGetThemAndSharedTokensAreLeft() {
    Customer customer = onboarding.providerWithCustomer().customer();
    byte[] known = stored(customer.id());
    run(
        "update customer set token_fingerprint = null where id = $1",
        Tuple.of(customer.id().value()));
    CustomerId sharing = copyOf(customer);

    await(task.fill());

    assertThat(stored(customer.id())).isEqualTo(known);
    assertThat(stored(sharing)).isNull();
  }

  /** Customers after it got no fingerprint. */
  @Test
  void anUnreadableTokenIsSkipped() {
    Customer broken = onboarding.providerWithCustomer().customer();
    Customer next = onboarding.providerWithCustomer().customer();
    byte[] known = stored(next.id());
    String setToken = "update customer set oplead_token = $2, token_fingerprint = $3 where id = $1";
    byte[] ofBroken = stored(broken.id());
    run(
        "update customer set token_fingerprint = null where id = any($1)",
        Tuple.of(new UUID[] {broken.id().value(), next.id().value()}));
    run(setToken, Tuple.of(broken.id().value(), Buffer.buffer("not sealed"), null));
    try {
      await(task.fill());
      assertThat(stored(next.id())).isEqualTo(known);
      assertThat(stored(broken.id())).isNull();
    } finally {
      run(
          setToken,
          Tuple.of(
              broken.id().value(),
              Buffer.buffer(broken.account().sealedToken().orElseThrow()),
              Buffer.buffer(ofBroken)));
    }
  }

  /** A customer of a gateway version without fingerprints, last in order. */
  private CustomerId copyOf(Customer customer) {
    UUID id = UUID.fromString("ffffffff" + UUID.randomUUID().toString().substring(8));
    byte[] token =
        vault.open(
            customer.account().sealedToken().orElseThrow(), "customer-token:" + customer.id());
    run(
        """
        insert into customer (id, slug, name, oplead_base_url, oplead_token, oplead_token_hint,
          requests_per_minute)
        values ($1, $4, 'Copy', $2, $3, '', 100)
        """,
        Tuple.of(
            id,
            customer.opleadBaseUrl().orElseThrow().toString(),
            Buffer.buffer(vault.seal(token, "customer-token:" + id)),
            "c-" + id));
    return new CustomerId(id);
  }

  private Vault rotatedVault() throws IOException {
    Path file = directory.resolve("rotated.json");
    boolean isJson = keyset.startsWith("{");
    Files.writeString(file, isJson ? keyset : Files.readString(Path.of(keyset)));
    KeysetFile.addKey(file);
    KeysetFile.promoteNewestKey(file);
    return new Vault(file.toString());
  }

  private byte[] of(String address) {
    return await(fingerprints.of(URI.create(address), "token"));
  }

  private static byte[] fingerprint(TokenFingerprints fingerprints) {
    return await(fingerprints.of(OPLEAD, "token"));
  }

  private Buffer sealedKey() {
    return await(pool.query("select sealed from fingerprint_key").execute())
        .iterator()
        .next()
        .get(Buffer.class, "sealed");
  }

  private byte[] stored(CustomerId id) {
    Buffer stored =
        await(
                pool.preparedQuery("select token_fingerprint from customer where id = $1")
                    .execute(Tuple.of(id.value())))
            .iterator()
            .next()
            .get(Buffer.class, "token_fingerprint");
    return stored == null ? null : stored.getBytes();
  }

  private void run(String sql, Tuple values) {
    await(pool.preparedQuery(sql).execute(values));
  }

  private static <T> T await(Uni<T> answer) {
    return answer.await().atMost(Duration.ofSeconds(60));
  }
}
