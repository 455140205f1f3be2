package io.leadloop.access.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The issuer's addresses for signing in, from its discovery document.
 *
 * @param isBasic whether the client's secret is sent in the header; otherwise in the form
 */
record IssuerEndpoints(URI authorization, URI token, boolean isBasic) {
  private static final String BASIC = "client_secret_basic";

  /** Empty if the document is another issuer's, or names an address that is less safe. */
  static Optional<IssuerEndpoints> of(URI issuer, JsonNode document) {
    if (!issuer.toString().equals(document.path("issuer").textValue())) {
      return Optional.empty();
    }
    return address(issuer, document.path("authorization_endpoint"))
        .flatMap(
            authorization ->
                address(issuer, document.path("token_endpoint"))
                    .map(token -> new IssuerEndpoints(authorization, token, isBasic(document))));
  }

  private static Optional<URI> address(URI issuer, JsonNode text) {
    try {
      return Optional.ofNullable(text.textValue())
          .map(URI::create)
          .filter(uri -> uri.getHost() != null && uri.getFragment() == null)
          .filter(uri -> isAsSafe(uri.getScheme(), issuer.getScheme()));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isAsSafe(String scheme, String issuers) {
    return "https".equals(scheme) || "http".equals(scheme) && "http".equals(issuers);
  }

  /** The default of the standard where the issuer does not list its methods. */
  private static boolean isBasic(JsonNode document) {
    JsonNode methods = document.path("token_endpoint_auth_methods_supported");
    return !methods.isArray()
        || StreamSupport.stream(methods.spliterator(), false)
            .anyMatch(method -> BASIC.equals(method.textValue()));
  }
}
