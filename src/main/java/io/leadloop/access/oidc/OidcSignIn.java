package io.leadloop.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The authorization code flow: sends a browser to the issuer, and exchanges the code that it brings
 * back for an ID token. The address to come back to is configured, not taken from the request.
 */
@Singleton
public class OidcSignIn {
  private static final String CALLBACK = "/console/sign-in/callback";

  private final OidcConfig config;
  private final IssuerClient client;
  private final Clock clock;
  private final String redirect;

  OidcSignIn(
      OidcConfig config,
      IssuerClient client,
      Clock clock,
      @ConfigProperty(name = "leadloop.public-url") URI publicUrl) {
    this.config = config;
    this.client = client;
    this.clock = clock;
    this.redirect =
        OidcIssuer.withoutSlash(config.signIn().consoleUrl().orElse(publicUrl)) + CALLBACK;
  }

  /** The issuer that administrators may sign in with, if there is one. */
  public Optional<URI> issuer() {
    return config.issuer().filter(issuer -> config.signIn().clientId().isPresent());
  }

  /** How long a session of a token lasts at most. */
  public Duration longest() {
    return config.signIn().longest();
  }

  /**
   * The issuer's address to send the browser to; fails with {@code issuer-unavailable}.
   *
   * @param browserSecret 256 bits that only this browser has
   */
  public Uni<String> address(String browserSecret) {
    SignInSecrets secrets = SignInSecrets.of(browserSecret);
    return client
        .endpoints(issuer().orElseThrow())
        .map(issuer -> withQuery(issuer.authorization(), parameters(secrets)));
  }

  private Map<String, String> parameters(SignInSecrets secrets) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", clientId());
    parameters.put("redirect_uri", redirect);
    parameters.put("scope", String.join(" ", config.signIn().scopes()));
    parameters.put("state", secrets.state());
    parameters.put("nonce", secrets.nonce());
    parameters.put("code_challenge", secrets.challenge());
    parameters.put("code_challenge_method", "S256");
    return parameters;
  }

  /** Whether the browser that has the secret began the sign-in with that state. */
  public boolean isBegun(String browserSecret, String state) {
    return SignInSecrets.of(browserSecret).isState(state);
  }

  /**
   * The ID token for the code, if its claims are those of this sign-in; its signature is not
   * verified yet. Fails with {@code issuer-unavailable}.
   */
  public Uni<Optional<String>> idToken(String browserSecret, String code) {
    SignInSecrets secrets = SignInSecrets.of(browserSecret);
    return client
        .endpoints(issuer().orElseThrow())
        .chain(issuer -> client.idToken(issuer, code, redirect, secrets.verifier()))
        .map(found -> found.filter(token -> isOf(secrets, token)));
  }

  private boolean isOf(SignInSecrets secrets, String token) {
    return TokenClaims.read(token, issuer().orElseThrow().toString(), List.of(clientId()), clock)
        .filter(claims -> claims.nonce().filter(secrets::isNonce).isPresent())
        .filter(claims -> claims.authorizedParty().map(clientId()::equals).orElse(true))
        .isPresent();
  }

  /** Has the next verification of this request expect an ID token instead of a call's token. */
  public void expectIdToken(RoutingContext request) {
    request.put(OidcIssuer.ID_TOKEN, true);
  }

  private String clientId() {
    return config.signIn().clientId().orElseThrow();
  }

  private static String withQuery(URI address, Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
        .collect(Collectors.joining("&", address + (address.getQuery() == null ? "?" : "&"), ""));
  }
}
