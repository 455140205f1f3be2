package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The authorization code flow of {@link TestIssuer}. Its one user is signed in, and the next answer
 * is as it was prepared: {@code claims} replace or, if null, remove those of the ID token; {@code
 * error} and {@code error_description} are answered instead of a code; {@code reusable} codes are
 * exchanged more than once; {@code another_key} signs the token.
 */
final class TestSignIns {
  static final String CLIENT = "leadloop-console";
  static final String SECRET = "p&ss word of the console";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;
  private final SigningKey key;
  private final Map<String, Begun> codes = new ConcurrentHashMap<>();
  private final AtomicInteger exchanges = new AtomicInteger();
  private volatile Map<String, Object> prepared = Map.of();

  TestSignIns(String url, SigningKey key) {
    this.url = url;
    this.key = key;
  }

  String exchanges() {
    return exchanges.toString();
  }

  void prepare(HttpExchange exchange) throws IOException {
    prepared = JSON.readValue(exchange.getRequestBody(), new TypeReference<>() {});
    TestIssuer.answer(exchange, 200, "{}");
  }

  void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    Map<String, Object> answer = prepared;
    prepared = Map.of();
    Map<String, String> back = new HashMap<>();
    back.put("state", asked.get("state"));
    if (answer.containsKey("error")) {
      back.put("error", answer.get("error").toString());
      back.put("error_description", answer.get("error_description").toString());
    } else if (!asked.get("response_type").equals("code")
        || !asked.get("code_challenge_method").equals("S256")
        || !asked.get("client_id").equals(CLIENT)) {
      back.put("error", "invalid_request");
      back.put("error_description", "not a code flow of the client's with PKCE");
    } else {
      String code = UUID.randomUUID().toString();
      codes.put(code, new Begun(asked, answer));
      back.put("code", code);
      back.put("iss", url);
    }
    exchange.getResponseHeaders().set("Location", asked.get("redirect_uri") + "?" + query(back));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  void token(HttpExchange exchange) throws IOException {
    exchanges.incrementAndGet();
    Map<String, String> form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Begun begun = codes.get(form.get("code"));
    if (!isClient(exchange)) {
      TestIssuer.answer(exchange, 401, "{\"error\": \"invalid_client\"}");
    } else if (begun == null
        || !form.get("grant_type").equals("authorization_code")
        || !form.get("redirect_uri").equals(begun.asked().get("redirect_uri"))
        || !challenge(form.get("code_verifier")).equals(begun.asked().get("code_challenge"))) {
      TestIssuer.answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
    } else {
      if (!Boolean.TRUE.equals(begun.answer().get("reusable"))) {
        codes.remove(form.get("code"));
      }
      TestIssuer.answer(
          exchange,
          200,
          "{\"id_token\": \""
              + idToken(begun)
              + "\", \"token_type\": \"Bearer\","
              + " \"access_token\": \"opaque\", \"expires_in\": 300}");
    }
  }

  private String idToken(Begun begun) {
    Map<String, Object> claims = Tokens.administrator(url);
    claims.put("aud", CLIENT);
    claims.put("nonce", begun.asked().get("nonce"));
    if (begun.answer().get("claims") instanceof Map<?, ?> changes) {
      changes.forEach((name, value) -> claims.put(name.toString(), value));
      claims.values().removeIf(value -> value == null);
    }
    boolean isForged = Boolean.TRUE.equals(begun.answer().get("another_key"));
    return Tokens.signed(claims, isForged ? SigningKey.ofAnother() : key);
  }

  private static boolean isClient(HttpExchange exchange) {
    String expected = encode(CLIENT) + ":" + encode(SECRET);
    return ("Basic " + Base64.getEncoder().encodeToString(expected.getBytes(UTF_8)))
        .equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The parameters of a query or a form. */
  static Map<String, String> parameters(String query) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], UTF_8),
                pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /**
   * @param asked the parameters of the authorization request
   * @param answer how it was prepared
   */
  private record Begun(Map<String, String> asked, Map<String, Object> answer) {}
}
