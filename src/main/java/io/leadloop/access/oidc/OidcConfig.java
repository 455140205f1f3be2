package io.leadloop.access.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** OIDC tokens of administrators, and their sign-in to the console. */
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

  /** Sign-in to the console with the issuer. */
  SignIn signIn();

  /** Sign-in to the console with the issuer, by authorization code and PKCE. */
  interface SignIn {
    /** Null is valid: the setting may be absent. */
    String NOT_BLANK = ".*\\S.*";

    /**
     * The gateway's client id at the issuer, which must be the audience of the ID tokens. Without
     * one the console takes keys and one-time links alone.
     */
    Optional<@Pattern(regexp = NOT_BLANK, message = "must not be blank") String> clientId();

    /**
     * <strong>Secret.</strong> The client's secret at the issuer. Without one the gateway is a
     * public client, which PKCE protects.
     */
    Optional<@Pattern(regexp = NOT_BLANK, message = "must not be blank") String> clientSecret();

    /** The scopes to request, so that the ID token has the claim with the roles. */
    @WithDefault("openid")
    @NotEmpty
    List<@NotBlank String> scopes();

    /**
     * The gateway's base URL in the browsers of administrators. The issuer sends them back to
     * {@code /console/sign-in/callback} below it, so register that address there. By default {@code
     * leadloop.public-url}; no header of a request changes it.
     */
    Optional<URI> consoleUrl();

    /**
     * A session ends after this long at most, because the issuer does not report that it disabled a
     * user. It is at most {@code leadloop.console.longest} in any case.
     */
    @WithDefault("PT1H")
    @DurationMin(minutes = 2)
    @DurationMax(days = 7)
    Duration longest();
  }
}
