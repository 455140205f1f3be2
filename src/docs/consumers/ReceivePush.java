import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives events by push: verifies each request, answers the challenge, drops repeats and prints
 * one line per event. Java 17 runs it as it is:
 *
 * <pre>LEADLOOP_SECRET=whsec_… java ReceivePush.java [PORT]</pre>
 *
 * LEADLOOP_SECRET is what the registration returned: whsec_… (v1) or whpk_… (v1a). Put a proxy in
 * front of it that speaks TLS.
 */
public class ReceivePush {
  private static final int MOST_BYTES = 1 << 20;
  private static final int TOLERANCE_SECONDS = 300;
  private static final int REMEMBERED = 10_000; // ids: more than may come again

  private static final String SECRET = System.getenv("LEADLOOP_SECRET");
  private static final byte[] KEY =
      Base64.getDecoder().decode(SECRET.substring(SECRET.indexOf('_') + 1));

  private static final Set<String> done =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 9000;
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/", ReceivePush::receive);
    server.start();
  }

  /** Here goes what your side does with an event. Throw an exception to get it again later. */
  private static void work(String type, String subject, byte[] data) {
    System.out.println(type + " " + new String(data, UTF_8));
  }

  private static void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
      Headers headers = exchange.getRequestHeaders();
      if (!isGenuine(headers, body)) {
        answer(exchange, 401, new byte[0]);
      } else if ("io.leadloop.endpoint.challenge.v1".equals(headers.getFirst("ce-type"))) {
        answer(exchange, 200, body); // contains the challenge
      } else {
        String id = headers.getFirst("webhook-id");
        if (!done.contains(id)) {
          work(headers.getFirst("ce-type"), headers.getFirst("ce-subject"), body);
          done.add(id); // after the work
        }
        answer(exchange, 200, new byte[0]);
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      e.printStackTrace();
      answer(exchange, 500, new byte[0]);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Verifies the bytes as they came: parse them afterwards. */
  private static boolean isGenuine(Headers headers, byte[] body) throws GeneralSecurityException {
    String id = headers.getFirst("webhook-id");
    String timestamp = headers.getFirst("webhook-timestamp");
    String signatures = headers.getFirst("webhook-signature");
    if (id == null || timestamp == null || signatures == null || !isRecent(timestamp)) {
      return false;
    }
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes((id + "." + timestamp + ".").getBytes(UTF_8));
    signed.writeBytes(body);
    for (String each : signatures.split(" ")) { // two during a rotation
      if (verifies(each, signed.toByteArray())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRecent(String timestamp) {
    long now = System.currentTimeMillis() / 1000;
    return timestamp.matches("\\d{1,12}")
        && Math.abs(now - Long.parseLong(timestamp)) <= TOLERANCE_SECONDS;
  }

  /** Each scheme only with its own key: otherwise a public key would serve as a shared secret. */
  private static boolean verifies(String signature, byte[] signed)
      throws GeneralSecurityException {
    String scheme = SECRET.startsWith("whpk_") ? "v1a," : "v1,";
    if (!signature.startsWith(scheme)) {
      return false;
    }
    byte[] given;
    try {
      given = Base64.getDecoder().decode(signature.substring(scheme.length()));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
    return scheme.equals("v1a,") ? verifiesV1a(given, signed) : verifiesV1(given, signed);
  }

  private static boolean verifiesV1(byte[] given, byte[] signed) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    return MessageDigest.isEqual(mac.doFinal(signed), given); // in constant time
  }

  private static boolean verifiesV1a(byte[] given, byte[] signed) throws GeneralSecurityException {
    String x509 = "302a300506032b6570032100" + HexFormat.of().formatHex(KEY);
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(x509))));
    verifier.update(signed);
    return given.length == 64 && verifier.verify(given);
  }
}
