package io.leadloop.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which discovery documents are taken for signing in. */
class IssuerEndpointsTest {
  private static final String DOCUMENT =
      "{'issuer':'https://sso.example.com','authorization_endpoint':'https://sso.example.com/auth?a=b',"
          + "'token_endpoint':'https://sso.example.com/token'}";

  @Test
  void theAddressesAreRead() {
    assertThat(read(DOCUMENT))
        .hasValue(
            new IssuerEndpoints(
                URI.create("https://sso.example.com/auth?a=b"),
                URI.create("https://sso.example.com/token"),
                true));
  }

  @Test
  void theSecretIsSentAsTheIssuerTakesIt() {
    assertThat(read(with("['client_secret_post','private_key_jwt']")).orElseThrow().isBasic())
        .isFalse();
    assertThat(read(with("['client_secret_post','client_secret_basic']")).orElseThrow().isBasic())
        .isTrue();
  }

  private static String with(String methods) {
    return DOCUMENT.replace("}", ",'token_endpoint_auth_methods_supported':" + methods + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "'x'",
        "{'issuer':'https://sso.example.com'}",
        "https://sso.example.com/token -> http://sso.example.com/token",
        "https://sso.example.com/auth -> http://sso.example.com/auth",
        "https://sso.example.com/token -> file:///etc/passwd",
        "https://sso.example.com/token -> /token",
        "https://sso.example.com/token -> https://sso.example.com/to ken",
        "'https://sso.example.com/token' -> 7",
        "'issuer':'https://sso.example.com' -> 'issuer':'https://sso.example.com/'"
      })
  void anotherDocumentIsNotTaken(String change) {
    String[] parts = change.split(" -> ", 2);
    assertThat(read(parts.length == 1 ? change : DOCUMENT.replace(parts[0], parts[1]))).isEmpty();
  }

  @Test
  void anIssuerInClearOnLoopbackMayStaySo() {
    assertThat(
            IssuerEndpoints.of(
                URI.create("http://localhost:1"),
                json(
                    DOCUMENT
                        .replace("https", "http")
                        .replace("'http://sso.example.com'", "'http://localhost:1'"))))
        .isPresent();
  }

  private static Optional<IssuerEndpoints> read(String document) {
    return IssuerEndpoints.of(URI.create("https://sso.example.com"), json(document));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
