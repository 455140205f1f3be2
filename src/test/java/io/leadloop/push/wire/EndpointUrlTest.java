package io.leadloop.push.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.push.TestPushConfig;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs that providers give, with and without private addresses. */
class EndpointUrlTest {
  private static final URI PUBLIC = URI.create("https://leads.example.com/base");

  private final EndpointUrl production = new EndpointUrl(PUBLIC, TestPushConfig.with());
  private final EndpointUrl demo =
      new EndpointUrl(
          URI.create("http://localhost:8080"),
          TestPushConfig.with("allow-private-addresses", "true"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://crm.example/leadloop",
        "https://crm.example",
        "HTTPS://CRM.example:8443/a/b?c=d&e=%20",
        "https://crm.example:443/",
        "https://8.8.8.8/hooks",
        "https://[2a00:1450::1]/hooks",
        "https://other.leads.example.com/",
        "https://leads.example.com:8443/",
      })
  void publicHttpsUrlsAreAccepted(String url) {
    assertThat(production.problemWith(URI.create(url))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://crm.example/                 | must begin with https
          ftp://crm.example/                  | must begin with https
          file:///etc/passwd                  | must begin with https
          mailto:a@crm.example                | must begin with https
          //crm.example/                      | must begin with https
          /hooks                              | must begin with https
          https:crm.example                   | has no valid host
          https:///hooks                      | has no valid host
          https://my_host.example/            | has no valid host
          https://u@my_host.example/          | has no valid host
          https://crm.example%2eevil.test/    | has no valid host
          https://a:b@crm.example/            | must not contain a user name or a password
          https://leads.example.com@evil.test/| must not contain a user name or a password
          https://crm.example/#               | must not have a fragment
          https://crm.example/a#b             | must not have a fragment
          https://crm.example/é               | must be ASCII; percent-encode other characters
          https://crm.example:80/             | the port must be one of [443, 8443]
          https://crm.example:22/             | the port must be one of [443, 8443]
          https://crm.example:0/              | the port must be one of [443, 8443]
          https://crm.example:99999/          | the port must be one of [443, 8443]
          https://leads.example.com/hooks     | must not be the gateway's own address
          https://LEADS.Example.com:443/      | must not be the gateway's own address
          https://leads.example.com./         | must not be the gateway's own address
          https://localhost/                  | the host has a private address
          https://a.localhost:8443/           | the host has a private address
          https://127.0.0.1/                  | the host has a private address
          https://10.1.2.3/                   | the host has a private address
          https://169.254.169.254/latest/     | the host has a private address
          https://168.63.129.16/              | the host has a private address
          https://0.0.0.0/                    | the host has a private address
          https://[::1]/                      | the host has a private address
          https://[::]/                       | the host has a private address
          https://[::ffff:127.0.0.1]/         | the host has a private address
          https://[::ffff:7f00:1]/            | the host has a private address
          https://[fd00:ec2::254]/            | the host has a private address
          https://[64:ff9b::a00:1]/           | the host has a private address
          https://[2002:7f00:1::]/            | the host has a private address
          https://[fe80::1%25eth0]/           | an IPv6 address must not have a zone
          https://0177.0.0.1/                 | an IPv4 address must be written as four decimal numbers
          https://127.0.0.01/                 | an IPv4 address must be written as four decimal numbers
          https://010.0.0.1/                  | an IPv4 address must be written as four decimal numbers
          https://2130706433/                 | an IPv4 address must be written as four decimal numbers
          https://127.1/                      | has no valid host
          https://0x7f.1/                     | has no valid host
          https://0x7f000001/                 | an IPv4 address must be written as four decimal numbers
          https://127.0.0.1./                 | has no valid host
          https://300.1.1.1/                  | has no valid host
          """)
  void hostileUrlsAreRefused(String url, String problem) {
    assertThat(production.problemWith(URI.create(url))).contains(problem);
  }

  @Test
  void lengthIsLimited() {
    String longest = "https://crm.example/" + "x".repeat(2048 - 20);
    assertThat(production.problemWith(URI.create(longest))).isEmpty();
    assertThat(production.problemWith(URI.create(longest + "x")))
        .contains("must have at most 2048 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9000/",
        "http://127.0.0.1:8080/",
        "https://10.0.0.1:1234/",
        "http://[::1]/",
        "https://crm.example/",
      })
  void privateAddressesAndAnyPortMayBeAllowed(String url) {
    assertThat(demo.problemWith(URI.create(url))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/hooks, must not be the gateway's own address",
    "http://localhost:0/, the port must be from 1 to 65535",
    "http://localhost:65536/, the port must be from 1 to 65535",
    "ftp://localhost/, must begin with https or http",
    "http://a@localhost/, must not contain a user name or a password",
    "http://0177.0.0.01/, an IPv4 address must be written as four decimal numbers",
  })
  void otherRulesHoldEvenThen(String url, String problem) {
    assertThat(demo.problemWith(URI.create(url))).contains(problem);
  }

  @Test
  void portsAreASetting() {
    EndpointUrl custom = new EndpointUrl(PUBLIC, TestPushConfig.with("ports", "443,9443"));
    assertThat(custom.problemWith(URI.create("https://crm.example:9443/"))).isEmpty();
    assertThat(custom.problemWith(URI.create("https://crm.example:8443/")))
        .contains("the port must be one of [443, 9443]");
  }
}
