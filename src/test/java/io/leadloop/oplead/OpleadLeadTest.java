package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OpleadLeadTest {
  private static final URI WEBHOOK = URI.create("https://gw.example/callbacks/abc");
  private static final String FLAT =
      "\"provider_name\":\"Atelier \\\"É\\\"\",\"provider_webhook_url\":\"https://gw.example/callbacks/abc\"";

  @Test
  void theGatewaysMembersComeFirstAndTheRestAsItWas() {
    assertThat(flat(" { \"b\":1.0, \"a\":\"\\u00e9\",\"a\":2 } "))
        .isEqualTo(" {" + FLAT + ", \"b\":1.0, \"a\":\"\\u00e9\",\"a\":2 } ");
  }

  @Test
  void anEmptyDocumentNeedsNoComma() {
    assertThat(flat("{}")).isEqualTo("{" + FLAT + "}");
    assertThat(flat("{ \n}")).isEqualTo("{" + FLAT + " \n}");
  }

  @Test
  void theMembersMayBeNested() {
    String json = new String(lead("{\"a\":1}").toJson(ProviderFields.NESTED), UTF_8);
    assertThat(json)
        .isEqualTo(
            "{\"provider\":{\"name\":\"Atelier \\\"É\\\"\",\"webhook_url\":\"https://gw.example/callbacks/abc\"},\"a\":1}");
  }

  @Test
  void whatIsPersonalOrSecretIsNotPrinted() {
    assertThat(lead("{\"lastname\":\"Dupont\"}").toString()).doesNotContain("Dupont", "callbacks");
    assertThat(new OpleadAccount(WEBHOOK, "s3cret").toString()).doesNotContain("s3cret");
  }

  @Property(tries = 500)
  void anyDocumentSurvivesByteForByte(@ForAll("objects") String document) throws IOException {
    String body = flat(document);
    JsonNode read = new ObjectMapper().readTree(body);

    assertThat(read.path("provider_webhook_url").asText()).isEqualTo(WEBHOOK.toString());
    String withoutOurs = body.replace(FLAT + ",", "").replace(FLAT, "");
    assertThat(withoutOurs).isEqualTo(document);
  }

  @Provide
  Arbitrary<String> objects() {
    return object(values(2));
  }

  private static Arbitrary<String> values(int depth) {
    Arbitrary<String> scalars =
        Arbitraries.oneOf(
            Arbitraries.of(
                "null", "true", "1.0", "1e400", "-0", "12345678901234567890", "\"\\u00e9\""),
            Arbitraries.strings().all().ofMaxLength(8).map(OpleadLeadTest::quoted));
    return depth == 0
        ? scalars
        : Arbitraries.oneOf(scalars, object(values(depth - 1)), array(values(depth - 1)));
  }

  private static Arbitrary<String> object(Arbitrary<String> values) {
    Arbitrary<String> member =
        Combinators.combine(Arbitraries.of("\"a\"", "\"b\"", "\"é\""), spaces(), values)
            .as((name, space, value) -> name + space + ":" + space + value);
    return list(member, "{", "}");
  }

  private static Arbitrary<String> array(Arbitrary<String> values) {
    return list(values, "[", "]");
  }

  private static Arbitrary<String> list(Arbitrary<String> items, String open, String close) {
    Arbitrary<List<String>> several = items.list().ofMaxSize(4);
    return Combinators.combine(several, spaces())
        .as(
            (all, space) ->
                all.stream()
                    .collect(Collectors.joining(space + "," + space, open + space, space + close)));
  }

  private static Arbitrary<String> spaces() {
    return Arbitraries.of("", " ", "\n\t", "  \r\n");
  }

  private static String quoted(String text) {
    try {
      return new ObjectMapper().writeValueAsString(text.replaceAll("[\\p{Cs}]", "?"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String flat(String document) {
    return new String(lead(document).toJson(ProviderFields.FLAT), UTF_8);
  }

  private static OpleadLead lead(String document) {
    return new OpleadLead(document.getBytes(UTF_8), "Atelier \"É\"", WEBHOOK);
  }
}
