package io.leadloop.vault;

import com.google.crypto.tink.Aead;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Seals bytes for an owner. The owner's name is bound into the seal (AEAD associated data), so
 * sealed bytes moved to another row do not open.
 */
@Singleton
public class Vault {
  private static final Logger LOG = Logger.getLogger(Vault.class);

  private final Keyset keyset;
  private final Aead aead;

  @Inject
  Vault(VaultConfig config) {
    this(config.keyset());
  }

  /**
   * @param keyset a Tink AEAD keyset: its JSON, or the path of a file that holds it
   */
  public Vault(String keyset) {
    this.keyset = Keyset.read(keyset);
    this.aead = this.keyset.aead();
  }

  /**
   * @param owner what the bytes belong to, for example {@code lead:<id>}; needed again to open them
   */
  public byte[] seal(byte[] clear, String owner) {
    try {
      return aead.encrypt(clear, owner.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /**
   * @throws SealBrokenException when the bytes were not sealed for that owner with a key of the
   *     keyset
   */
  public byte[] open(byte[] sealed, String owner) {
    try {
      return aead.decrypt(sealed, owner.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new SealBrokenException(owner, e);
    }
  }

  /**
   * Seals again with the keyset's primary key after a rotation; empty if already sealed with it, or
   * if no key of the keyset opens it, which is logged: others are sealed again all the same.
   */
  public Optional<byte[]> reEncrypt(byte[] sealed, String owner) {
    try {
      return keyset.isOfPrimaryKey(sealed)
          ? Optional.empty()
          : Optional.of(seal(open(sealed, owner), owner));
    } catch (SealBrokenException e) {
      LOG.errorf("not sealed again, since no key opens it owner=%s", owner);
      return Optional.empty();
    }
  }

  /**
   * @param purpose separates the signatures of different uses
   */
  public Signer signer(String purpose) {
    return new Signer(keyset.derive(purpose));
  }
}
