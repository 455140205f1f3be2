package io.leadloop.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.store.TtlCache;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Reads the issuer's discovery document and exchanges codes. An issuer that does not answer is left
 * alone for a while, for all who sign in.
 */
@Singleton
class IssuerClient {
  private static final Logger LOG = Logger.getLogger(IssuerClient.class);
  private static final Duration KNOWN_FOR = Duration.ofHours(1);
  private static final long PATIENCE_MILLIS = 10_000;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int LONGEST_ANSWER = 65_536;
  private static final int OK = 200;
  private static final int FIRST_REFUSAL = 400;
  private static final int FIRST_FAILURE = 500;
  private static final JsonMapper JSON = new JsonMapper();

  private final OidcConfig.SignIn config;
  private final IssuerPause pause = new IssuerPause(System::nanoTime);
  private final WebClient http;
  private final TtlCache<URI, IssuerEndpoints> known;

  IssuerClient(OidcConfig config, Vertx vertx, TlsConfigurationRegistry trust) {
    this.config = config.signIn();
    this.http = WebClient.create(new io.vertx.mutiny.core.Vertx(vertx), options(trust));
    this.known = new TtlCache<>(this::discover, KNOWN_FOR);
  }

  /** It trusts the authorities that Quarkus trusts when it reads the issuer's keys. */
  private static WebClientOptions options(TlsConfigurationRegistry trust) {
    WebClientOptions options = new WebClientOptions();
    options
        .setConnectTimeout(CONNECT_MILLIS)
        .setFollowRedirects(false)
        .setTracingPolicy(TracingPolicy.IGNORE);
    trust.getDefault().ifPresent(tls -> TlsConfigUtils.configure(options, tls));
    return options;
  }

  /** Fails with {@code issuer-unavailable}. */
  Uni<IssuerEndpoints> endpoints(URI issuer) {
    return reached(() -> known.get(issuer));
  }

  /**
   * Exchanges a code.
   *
   * @return the ID token, not verified; empty if the issuer refuses the code; fails with {@code
   *     issuer-unavailable}
   */
  Uni<Optional<String>> idToken(
      IssuerEndpoints issuer, String code, String redirect, String verifier) {
    MultiMap form =
        MultiMap.caseInsensitiveMultiMap()
            .set("grant_type", "authorization_code")
            .set("code", code)
            .set("redirect_uri", redirect)
            .set("code_verifier", verifier)
            .set("client_id", config.clientId().orElseThrow());
    return reached(() -> authorized(issuer, form).sendForm(form).map(IssuerClient::idToken));
  }

  private HttpRequest<Buffer> authorized(IssuerEndpoints issuer, MultiMap form) {
    HttpRequest<Buffer> request = http.postAbs(issuer.token().toString()).timeout(PATIENCE_MILLIS);
    config
        .clientSecret()
        .ifPresent(
            secret -> {
              if (issuer.isBasic()) {
                request.basicAuthentication(
                    encoded(config.clientId().orElseThrow()), encoded(secret));
              } else {
                form.set("client_secret", secret);
              }
            });
    return request;
  }

  private static Optional<String> idToken(HttpResponse<Buffer> answer) {
    JsonNode body = json(answer);
    if (answer.statusCode() >= FIRST_REFUSAL && answer.statusCode() < FIRST_FAILURE) {
      LOG.infof("code refused by the issuer status=%d", answer.statusCode());
      return Optional.empty();
    }
    if (answer.statusCode() != OK || body.path("id_token").textValue() == null) {
      throw new IllegalStateException("no ID token, status " + answer.statusCode());
    }
    return Optional.of(body.get("id_token").textValue());
  }

  private Uni<IssuerEndpoints> discover(URI issuer) {
    return http.getAbs(OidcIssuer.withoutSlash(issuer) + "/.well-known/openid-configuration")
        .timeout(PATIENCE_MILLIS)
        .send()
        .map(
            answer ->
                IssuerEndpoints.of(issuer, json(answer))
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "no discovery document for signing in, status "
                                    + answer.statusCode())));
  }

  private <T> Uni<T> reached(Supplier<Uni<T>> call) {
    return Uni.createFrom()
        .deferred(
            () ->
                pause.isPending()
                    ? Uni.createFrom().failure(IssuerContact.unavailable())
                    : call.get().onFailure().transform(this::unavailable));
  }

  private Throwable unavailable(Throwable cause) {
    pause.begin();
    LOG.warnf("issuer unavailable cause=%s", cause.toString());
    return IssuerContact.unavailable();
  }

  private static JsonNode json(HttpResponse<Buffer> answer) {
    Buffer body = answer.body();
    if (body == null || body.length() > LONGEST_ANSWER) {
      return JSON.nullNode();
    }
    try {
      return JSON.readTree(body.getBytes());
    } catch (JsonProcessingException notJson) {
      return JSON.nullNode();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
