package io.leadloop.feedback.callback;

import io.leadloop.customer.CustomerId;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.vault.Signer;
import io.leadloop.vault.Vault;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Issues and verifies the unguessable addresses of subscriptions, one per customer and kind: {@code
 * base64url(key version ‖ customer id ‖ kind ‖ HMAC-SHA256 cut to 128 bits)}, 46 characters. Like
 * callback addresses, they need no look-up, and those of older keys stay valid after a rotation of
 * the keyset.
 */
@Singleton
public class SubscriptionTokens {
  private static final String PATH = "/callbacks/subscriptions/";
  private static final int MAC_BYTES = 16;
  private static final int NAMED_BYTES = 17;
  private static final int TOKEN_BYTES = 1 + NAMED_BYTES + MAC_BYTES;
  private static final int TOKEN_CHARACTERS = 46;

  private final Signer signer;
  private final String addressPrefix;

  public SubscriptionTokens(
      Vault vault, @ConfigProperty(name = "leadloop.public-url") URI publicUrl) {
    this.signer = vault.signer("subscription-token");
    this.addressPrefix = publicUrl.toString().replaceAll("/+$", "") + PATH;
  }

  /** The address of a subscription. A secret. */
  public URI addressFor(CustomerId customer, SubscriptionKind kind) {
    byte[] named = bytesOf(customer, kind);
    byte[] signature = signer.sign(named, MAC_BYTES);
    ByteBuffer token = ByteBuffer.allocate(TOKEN_BYTES);
    token.put(signature[0]).put(named).put(signature, 1, MAC_BYTES);
    return URI.create(
        addressPrefix + Base64.getUrlEncoder().withoutPadding().encodeToString(token.array()));
  }

  /** Returns the subscription of a valid token; empty for any other text. */
  public Optional<SubscriptionToken> verify(String token) {
    if (token.length() != TOKEN_CHARACTERS) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(token);
      return decoded.length == TOKEN_BYTES ? verify(ByteBuffer.wrap(decoded)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /**
   * Returns the subscription of an address that this gateway issued with any of its keys and under
   * any public URL; otherwise empty.
   */
  public Optional<SubscriptionToken> ownerOf(String address) {
    int path = address.lastIndexOf(PATH);
    return path < 0 ? Optional.empty() : verify(address.substring(path + PATH.length()));
  }

  private Optional<SubscriptionToken> verify(ByteBuffer token) {
    byte[] signature = new byte[1 + MAC_BYTES];
    byte[] named = new byte[NAMED_BYTES];
    signature[0] = token.get();
    token.get(named).get(signature, 1, MAC_BYTES);
    return signer.verifies(signature, named) ? Optional.of(read(named)) : Optional.empty();
  }

  private static SubscriptionToken read(byte[] named) {
    ByteBuffer bytes = ByteBuffer.wrap(named);
    CustomerId customer = new CustomerId(new UUID(bytes.getLong(), bytes.getLong()));
    return new SubscriptionToken(customer, SubscriptionKind.values()[bytes.get()]);
  }

  private static byte[] bytesOf(CustomerId customer, SubscriptionKind kind) {
    UUID id = customer.value();
    return ByteBuffer.allocate(NAMED_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .put((byte) kind.ordinal())
        .array();
  }
}
