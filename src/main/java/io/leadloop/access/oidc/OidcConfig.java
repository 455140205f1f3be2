package io.leadloop.access.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** OIDC tokens of administrators. */
@ConfigMapping(prefix = "leadloop.access.oidc")
public interface OidcConfig {
  /**
   * The issuer as in its tokens' {@code iss}; its keys are discovered at {@code
   * /.well-known/openid-configuration}. Without an issuer all tokens are rejected.
   */
  Optional<URI> issuer();

  /** Accepted audiences: one of these must be in a token's {@code aud}. */
  @WithDefault("leadloop")
  @NotEmpty
  List<@NotBlank String> audience();

  /**
   * Claim with the token's roles, for example {@code realm_access/roles}. By default {@code groups}
   * or, if absent, Keycloak's {@code realm_access/roles}.
   */
  Optional<List<@NotBlank String>> roleClaimPath();
}
