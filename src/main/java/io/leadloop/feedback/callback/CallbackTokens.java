package io.leadloop.feedback.callback;

import io.leadloop.lead.LeadId;
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
 * Issues and verifies the unguessable callback addresses: {@code base64url(key version ‖ lead id ‖
 * HMAC-SHA256 cut to 128 bits)}, 44 characters ({@code
 * src/docs/contributor/decisions/0009-callback-tokens-without-a-look-up.md}). Verification needs no
 * look-up, so forged tokens cause no store access.
 */
@Singleton
public class CallbackTokens {
  private static final int MAC_BYTES = 16;
  private static final int ID_BYTES = 16;
  private static final int TOKEN_BYTES = 1 + ID_BYTES + MAC_BYTES;
  private static final int TOKEN_CHARACTERS = 44;

  private final Signer signer;
  private final String addressPrefix;

  public CallbackTokens(Vault vault, @ConfigProperty(name = "leadloop.public-url") URI publicUrl) {
    this.signer = vault.signer("callback-token");
    this.addressPrefix = publicUrl.toString().replaceAll("/+$", "") + "/callbacks/";
  }

  /** The lead's callback address. A secret: anyone who has it can report. */
  public URI addressFor(LeadId lead) {
    return URI.create(addressPrefix + tokenFor(lead));
  }

  /** Returns the lead of a valid token; empty for any other text. */
  public Optional<CallbackToken> verify(String token) {
    if (token.length() != TOKEN_CHARACTERS) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(token);
      // With padding, fewer bytes have the same length.
      return decoded.length == TOKEN_BYTES ? verify(ByteBuffer.wrap(decoded)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  String tokenFor(LeadId lead) {
    byte[] id = bytesOf(lead);
    byte[] signature = signer.sign(id, MAC_BYTES);
    ByteBuffer token = ByteBuffer.allocate(TOKEN_BYTES);
    token.put(signature[0]).put(id).put(signature, 1, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  private Optional<CallbackToken> verify(ByteBuffer token) {
    byte[] signature = new byte[1 + MAC_BYTES];
    signature[0] = token.get();
    LeadId lead = new LeadId(new UUID(token.getLong(), token.getLong()));
    token.get(signature, 1, MAC_BYTES);
    return signer.verifies(signature, bytesOf(lead))
        ? Optional.of(new CallbackToken(lead))
        : Optional.empty();
  }

  private static byte[] bytesOf(LeadId lead) {
    UUID id = lead.value();
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
