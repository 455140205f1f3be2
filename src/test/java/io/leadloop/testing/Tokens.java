package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Valid and invalid JSON Web Tokens of the configured {@link TestIssuer}, built by hand (RFC 7515)
 * to be independent of the gateway's library.
 */
public final class Tokens {
  /** Names the setting with the issuer's {@link SigningKey}. */
  public static final String SIGNING_KEY = "testing.issuer.signing-key";

  /** The default subject of the tokens. */
  public static final String SUBJECT = "f7a1c3e0";

  public static final String ISSUER = "leadloop.access.oidc.issuer";
  private static final Duration LIFE = Duration.ofHours(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private Tokens() {}

  /** The token of that name, see {@code AccessMatrixTest}. */
  static String named(String name) {
    Map<String, Object> claims = administrator();
    return switch (name) {
      case "TOKEN_ADMINISTRATOR" -> signed(claims);
      case "TOKEN_VIEWER" -> signed(with("groups", List.of("leadloop-viewer")));
      case "TOKEN_WITHOUT_ROLE" -> signed(without("groups"));
      case "TOKEN_PROVIDER_ROLE" -> signed(with("groups", List.of("leadloop-provider")));
      case "TOKEN_WRONG_ISSUER" -> signed(with("iss", claims.get("iss") + "/"));
      case "TOKEN_WRONG_AUDIENCE" -> signed(with("aud", "somebody else"));
      case "TOKEN_WITHOUT_AUDIENCE" -> signed(without("aud"));
      case "TOKEN_WITHOUT_SUBJECT" -> signed(without("sub"));
      case "TOKEN_EXPIRED" -> signed(with("exp", seconds(Duration.ofSeconds(-1))));
      case "TOKEN_WITHOUT_EXPIRY" -> signed(without("exp"));
      case "TOKEN_NOT_YET_VALID" -> signed(with("nbf", seconds(LIFE)));
      case "TOKEN_UNSIGNED" -> token(Map.of("alg", "none"), claims, content -> "");
      case "TOKEN_WRONG_KEY" -> signed(rs256(), claims, SigningKey.ofAnother());
      case "TOKEN_UNKNOWN_KEY" -> {
        Map<String, Object> header = new HashMap<>(rs256());
        header.put("kid", "of-somebody-else");
        yield signed(header, claims, SigningKey.ofAnother());
      }
      case "TOKEN_PUBLIC_KEY_AS_SECRET" -> {
        Map<String, Object> header = new HashMap<>(rs256());
        header.put("alg", "HS256");
        yield token(header, claims, Tokens::macWithPublicKey);
      }
      case "TOKEN_CHANGED" -> {
        String[] parts = signed(without("groups")).split("\\.");
        yield parts[0] + "." + base64(json(claims)) + "." + parts[2];
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Claims of a valid administrator's token, mutable. */
  public static Map<String, Object> administrator() {
    return administrator(ConfigProvider.getConfig().getValue(ISSUER, String.class));
  }

  /** The same of an issuer that is not this test's configured one. */
  public static Map<String, Object> administrator(String issuer) {
    return new HashMap<>(
        Map.of(
            "iss", issuer,
            "aud", List.of("somebody else", "leadloop"),
            "sub", SUBJECT,
            "groups", List.of("leadloop-admin"),
            "iat", seconds(Duration.ZERO),
            "exp", seconds(LIFE)));
  }

  /** A token of the issuer's. */
  public static String signed(Map<String, Object> claims) {
    return signed(claims, issuersKey());
  }

  /** A token of the issuer with that key. */
  public static String signed(Map<String, Object> claims, SigningKey key) {
    return signed(rs256(), claims, key);
  }

  public static SigningKey issuersKey() {
    return SigningKey.parse(ConfigProvider.getConfig().getValue(SIGNING_KEY, String.class));
  }

  private static Map<String, Object> with(String claim, Object value) {
    Map<String, Object> claims = administrator();
    claims.put(claim, value);
    return claims;
  }

  private static Map<String, Object> without(String claim) {
    Map<String, Object> claims = administrator();
    claims.remove(claim);
    return claims;
  }

  private static Map<String, Object> rs256() {
    return Map.of("alg", "RS256", "typ", "JWT", "kid", SigningKey.ID);
  }

  private static String signed(
      Map<String, Object> header, Map<String, Object> claims, SigningKey key) {
    return token(header, claims, content -> base64(key.sign(content.getBytes(US_ASCII))));
  }

  private static String token(
      Map<String, Object> header, Map<String, Object> claims, UnaryOperator<String> signature) {
    String content = base64(json(header)) + "." + base64(json(claims));
    return content + "." + signature.apply(content);
  }

  /** Deceives libraries that let the token choose its algorithm. */
  private static String macWithPublicKey(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      String key = Base64.getMimeEncoder().encodeToString(issuersKey().publicKey().getEncoded());
      String pem = "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n";
      mac.init(new SecretKeySpec(pem.getBytes(US_ASCII), "HmacSHA256"));
      return base64(mac.doFinal(content.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static long seconds(Duration fromNow) {
    return Instant.now().plus(fromNow).getEpochSecond();
  }

  private static byte[] json(Map<String, Object> members) {
    try {
      return JSON.writeValueAsString(members).getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
