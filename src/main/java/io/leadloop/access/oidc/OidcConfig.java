package io.leadloop.access.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whose tokens administrators may come with. */
@ConfigMapping(prefix = "leadloop.access.oidc")
public interface OidcConfig {
  /**
   * The issuer as its tokens name it ({@code iss}); its {@code /.well-known/openid-configuration}
   * tells where its keys are. Without an issuer no token is taken.
   */
  Optional<URI> issuer();

  /** Who the tokens are for: one of these has to be in a token's {@code aud}. */
  @WithDefault("leadloop")
  @NotEmpty
  List<@NotBlank String> audience();

  /**
   * Where a token has its roles, for example {@code realm_access/roles}. Else they are its {@code
   * groups}, or without any Keycloak's {@code realm_access/roles}.
   */
  Optional<List<@NotBlank String>> roleClaimPath();
}
