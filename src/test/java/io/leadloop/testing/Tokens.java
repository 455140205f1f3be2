package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** OIDC tokens of the issuer that {@link GatewayTestResource} starts, good and bad. */
@ApplicationScoped
public class Tokens {
  static final String PRIVATE_KEY = "test.issuer.private-key";
  static final String PUBLIC_KEY = "test.issuer.public-key";
  static final String KEY_ID = "the-issuers";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  @ConfigProperty(name = "quarkus.oidc.auth-server-url")
  String issuer;

  @ConfigProperty(name = PRIVATE_KEY)
  String privateKey;

  @ConfigProperty(name = PUBLIC_KEY)
  String publicKey;

  /** As it should be, for somebody with that role. */
  public String of(String subject, String role) {
    return sign(claims(subject, role));
  }

  public String ofAnotherIssuer() {
    return sign(administrator().issuer("https://issuer.example.com"));
  }

  public String forAnotherAudience() {
    return sign(administrator().audience("somebody-else"));
  }

  public String expired() {
    return sign(administrator().expiresAt(Instant.now().minus(Duration.ofHours(1))));
  }

  /** Signed with a key that the issuer does not have, under the name of the one that it has. */
  public String ofAnotherKey() {
    return administrator().jws().keyId(KEY_ID).sign(TokenIssuer.newKeys().getPrivate());
  }

  /** {@code alg: none}. */
  public String unsigned() {
    return encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + payload() + ".";
  }

  /** Signed with the public key, which everybody has, as if it were a shared secret. */
  public String signedWithThePublicKey() {
    String content =
        encode("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}") + "." + payload();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(publicKey), "HmacSHA256"));
      return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private JwtClaimsBuilder administrator() {
    return claims("somebody", "leadloop-admin");
  }

  private JwtClaimsBuilder claims(String subject, String role) {
    return Jwt.claims()
        .issuer(issuer)
        .audience("leadloop")
        .subject(subject)
        .upn("a name that anybody may choose")
        .groups(Set.of(role))
        .expiresAt(Instant.now().plus(Duration.ofMinutes(10)));
  }

  private String sign(JwtClaimsBuilder claims) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
      return claims.jws().keyId(KEY_ID).sign(key);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String payload() {
    return encode(
        """
        {"iss":"%s","aud":"leadloop","sub":"somebody","groups":["leadloop-admin"],"exp":%d}"""
            .formatted(issuer, Instant.now().plus(Duration.ofMinutes(10)).getEpochSecond()));
  }

  private static String encode(String json) {
    return BASE64.encodeToString(json.getBytes(UTF_8));
  }
}
