package io.leadloop.vault;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.NotBlank;

/** Source of the encryption keys. */
@ConfigMapping(prefix = "leadloop.vault")
public interface VaultConfig {
  /**
   * <strong>Secret.</strong> The Tink keyset (AEAD, clear text): a file's path, or the JSON itself.
   * Created in the data directory when a server is embedded, otherwise required.
   */
  @NotBlank
  String keyset();
}
