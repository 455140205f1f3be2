package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contradictory settings stop the start with one message each. */
class SettingPairsTest {
  @Test
  void defaultsAreConsistent() {
    assertThat(contradictions()).isEmpty();
  }

  @Test
  void leaseShorterThanACallIsRejected() {
    assertThat(contradictions("leadloop.forwarding.lease", "PT10S"))
        .singleElement()
        .asString()
        .contains("leadloop.forwarding.lease is PT10S", "must be at least PT46S");
    assertThat(contradictions("leadloop.oplead.documents.timeout", "PT2M")).hasSize(1);
    assertThat(contradictions("leadloop.oplead.connect-timeout", "PT25S")).hasSize(1);
    assertThat(
            contradictions(
                "leadloop.forwarding.lease", "PT26S", "leadloop.oplead.documents.timeout", "PT5S"))
        .isEmpty();
  }

  /** Otherwise the log could hold feedback whose record, by which it is recognised, is dropped. */
  @Test
  void historyIsKeptAsLongAsTheLogAndTheDocumentsOfLeads() {
    assertThat(contradictions("leadloop.retention.history", "P90D")).isEmpty();
    assertThat(contradictions("leadloop.retention.history", "never")).isEmpty();
    assertThat(contradictions("leadloop.retention.history", "P89D"))
        .singleElement()
        .asString()
        .contains("leadloop.retention.history is PT2136H", "must be at least PT2160H");
    assertThat(contradictions("leadloop.feedback.retention", "P401D")).hasSize(1);
    assertThat(contradictions("leadloop.retention.erase-after", "P401D")).hasSize(1);
    assertThat(
            contradictions(
                "leadloop.retention.history", "never", "leadloop.feedback.retention", "P401D"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"disabled", "redirect"})
  void callbacksThatWouldMeetNoPortAreRejected(String insecureRequests) {
    assertThat(
            contradictions(
                "quarkus.http.insecure-requests",
                insecureRequests,
                "leadloop.public-url",
                "http://localhost:8080"))
        .singleElement()
        .asString()
        .contains("leadloop.public-url is http://localhost:8080", insecureRequests);
    assertThat(
            contradictions(
                "quarkus.http.insecure-requests",
                insecureRequests,
                "leadloop.public-url",
                "https://leads.example.com"))
        .isEmpty();
  }

  @Test
  void postgresqlThatCannotBeVerifiedIsRejected() {
    String url = "postgresql://db.example.com/leadloop?sslmode=verify-full";
    String trust = "quarkus.datasource.reactive.trust-certificate-pem";
    assertThat(contradictions("quarkus.datasource.reactive.url", url))
        .singleElement()
        .asString()
        .contains("no authority is named", trust);
    assertThat(
            contradictions(
                "quarkus.datasource.reactive.url", url, trust, "true", trust + ".certs", "a,b"))
        .singleElement()
        .asString()
        .contains("one file with all authorities");
    assertThat(
            contradictions(
                "quarkus.datasource.reactive.url", url, trust, "true", trust + ".certs", "a"))
        .isEmpty();
  }

  @Test
  void historyThatIsNoDurationIsRejectedWithAnExample() {
    assertThatThrownBy(() -> contradictions("leadloop.retention.history", "a year"))
        .hasMessageContaining("is neither a duration, such as P400D, nor never");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://api.oplead.com", "api.oplead.com"})
  void anAddressWithoutHttpIsNotTaken(String address) {
    assertThat(contradictions("leadloop.oplead.base-url", address))
        .singleElement()
        .asString()
        .contains("leadloop.oplead.base-url is " + address);
  }

  @Test
  void aSignInNeedsItsIssuerAndAnAddressToComeBackTo() {
    String client = "leadloop.access.oidc.sign-in.client-id";
    String issuer = "leadloop.access.oidc.issuer";
    String console = "leadloop.access.oidc.sign-in.console-url";
    assertThat(contradictions(client, "leadloop"))
        .singleElement()
        .asString()
        .contains("leadloop.access.oidc.issuer is not");
    assertThat(contradictions(client, "leadloop", issuer, "https://sso.example.com")).isEmpty();
    assertThat(contradictions(console, "https://leads.example.com/gateway")).isEmpty();
    assertThat(contradictions(console, "leads.example.com")).hasSize(1);
    assertThat(contradictions(console, "https://leads.example.com/?x=1")).hasSize(1);
  }

  @Test
  void http2IsNotServed() {
    assertThat(contradictions("quarkus.http.http2", "false")).isEmpty();
    assertThat(contradictions("quarkus.http.http2", "true"))
        .singleElement()
        .asString()
        .contains("quarkus.http.http2 is true");
  }

  /** Regression: a client could forge its address in the header that its proxy did not set. */
  @Test
  void onlyOneForwardedHeaderIsAllowed() {
    assertThat(contradictions("quarkus.http.proxy.allow-forwarded", "true")).isEmpty();
    assertThat(contradictions("quarkus.http.proxy.allow-x-forwarded", "true")).isEmpty();
    assertThat(
            contradictions(
                "quarkus.http.proxy.allow-forwarded",
                "true",
                "quarkus.http.proxy.allow-x-forwarded",
                "true"))
        .singleElement()
        .asString()
        .contains("allow-forwarded and allow-x-forwarded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.3.7", "10.0.3.0/24", "2001:db8::1", "2001:db8::/32, 10.0.0.1"})
  void proxiesAreTrustedByAddressOrNetwork(String proxies) {
    assertThat(contradictions("quarkus.http.proxy.trusted-proxies", proxies)).isEmpty();
  }

  /** Regression: a client that forged the proxy's name was counted as the proxy. */
  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.local", "localhost", "10.0.3.7:443", "10.0.3.0/33", "10.0.3/24", "a,b"})
  void proxiesAreTrustedByNothingElse(String proxies) {
    assertThat(contradictions("quarkus.http.proxy.trusted-proxies", proxies))
        .hasSize(proxies.split(",").length)
        .allMatch(sentence -> sentence.contains("takes addresses and networks only"));
  }

  private static List<String> contradictions(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return SettingPairs.contradictions(
        SettingPairs.mapped(
                new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new PropertiesConfigSource(values, "test", 500)))
            .build());
  }
}
