package io.leadloop.push.endpoint;

import io.leadloop.push.EndpointId;
import io.leadloop.push.wire.SigningScheme;
import io.leadloop.push.wire.SigningSecret;
import io.leadloop.store.ColumnReEncryption;
import io.leadloop.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Seals the signing secrets of endpoints, and opens them to sign. */
@Singleton
public class EndpointSecrets {
  private static final ColumnReEncryption CURRENT =
      new ColumnReEncryption("push_endpoint", "id", "secret");
  private static final ColumnReEncryption PREVIOUS =
      new ColumnReEncryption("push_endpoint", "id", "previous_secret");

  private final Vault vault;
  private final Pool pool;

  EndpointSecrets(Vault vault, Pool pool) {
    this.vault = vault;
    this.pool = pool;
  }

  byte[] seal(EndpointId endpoint, SigningSecret secret) {
    return vault.seal(secret.bytes(), owner(endpoint.value()));
  }

  public SigningSecret open(EndpointId endpoint, SigningScheme scheme, byte[] sealed) {
    return SigningSecret.of(scheme, vault.open(sealed, owner(endpoint.value())));
  }

  /** The public key of {@code v1a}, by which receivers verify; empty for {@code v1}. */
  public Optional<String> publicKeyOf(PushEndpoint endpoint) {
    return endpoint.scheme() == SigningScheme.V1A
        ? open(endpoint.id(), endpoint.scheme(), endpoint.secret()).publicKey()
        : Optional.empty();
  }

  /** Seals the next secrets with the keyset's primary key; see {@link ColumnReEncryption}. */
  public Uni<ColumnReEncryption.Step> reEncrypt(Optional<UUID> after, int limit) {
    return CURRENT.step(pool, after, limit, (id, value) -> vault.reEncrypt(value, owner(id)));
  }

  /** The same for the secrets before the last rotation. */
  public Uni<ColumnReEncryption.Step> reEncryptPrevious(Optional<UUID> after, int limit) {
    return PREVIOUS.step(pool, after, limit, (id, value) -> vault.reEncrypt(value, owner(id)));
  }

  private static String owner(UUID endpoint) {
    return "push-endpoint:" + endpoint;
  }
}
