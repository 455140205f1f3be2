package io.leadloop.vault;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.NotBlank;

/** Where the keys come from. */
@ConfigMapping(prefix = "leadloop.vault")
public interface VaultConfig {
  /**
   * <strong>Secret.</strong> The Tink keyset (AEAD, clear text): a file's path, or the JSON itself.
   * Made in the data directory with an embedded server, else required.
   */
  @NotBlank
  String keyset();
}
