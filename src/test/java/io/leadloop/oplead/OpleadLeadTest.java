package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.oplead.profile.ProviderFields;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpleadLeadTest {

  private static final URI WEBHOOK = URI.create("https://gw.example/callbacks/AbC-_9");

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void membersAreWrittenInFrontOfTheDocumentsOwn() {
    assertThat(body("{\"a\":1}", ProviderFields.FLAT))
        .isEqualTo(
            "{\"provider_name\":\"Acme\",\"provider_webhook_url\":\"https://gw.example/callbacks/AbC-_9\",\"a\":1}");
    assertThat(body(" { } ", ProviderFields.NESTED))
        .isEqualTo(
            " {\"provider\":{\"name\":\"Acme\",\"webhook_url\":\"https://gw.example/callbacks/AbC-_9\"}"
                + " } ");
  }

  @Test
  void numbersEscapesAndRepeatedMembersStayAsTheyCame() {
    String document = "{\"n\":1.50e+02,\"a\":\"\\u00e9\\/\",\n\"a\" :12345678901234567890.10}";
    assertThat(body(document, ProviderFields.FLAT)).endsWith("," + document.substring(1));
  }

  @Property(tries = 500)
  void anyDocumentSurvivesByteForByte(
      @ForAll("objects") String document, @ForAll String provider, @ForAll ProviderFields fields)
      throws Exception {
    byte[] body = new OpleadLead(document.getBytes(UTF_8), provider, WEBHOOK).body(fields);

    String text = new String(body, UTF_8);
    String own = ownMembers(text, document);
    String front = document.substring(0, document.indexOf('{') + 1);
    String rest = document.substring(front.length());
    assertThat(text).isEqualTo(front + own + rest);
    JsonNode members = json.readTree("{" + own.replaceFirst(",$", "") + "}");
    boolean flat = fields == ProviderFields.FLAT;
    assertThat(members.at(flat ? "/provider_name" : "/provider/name").asText())
        .isEqualTo(new String(provider.getBytes(UTF_8), UTF_8));
    assertThat(members.at(flat ? "/provider_webhook_url" : "/provider/webhook_url").asText())
        .isEqualTo(WEBHOOK.toString());
    assertThat(json.readTree(body).size())
        .isEqualTo(json.readTree(document).size() + members.size());
  }

  /** The text inserted after the document's first brace, by lengths. */
  private static String ownMembers(String body, String document) {
    int from = document.indexOf('{') + 1;
    return body.substring(from, from + body.length() - document.length());
  }

  @Provide
  Arbitrary<String> objects() {
    return Combinators.combine(spaces(), members(), spaces(), spaces())
        .as(
            (before, members, inside, after) ->
                before + "{" + inside + String.join(",", members) + inside + "}" + after);
  }

  private Arbitrary<List<String>> members() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "é", "\\u0061", "", "\\\"{");
    return Combinators.combine(spaces(), names, spaces(), values())
        .as((before, name, after, value) -> before + "\"" + name + "\"" + after + ":" + value)
        .list()
        .ofMaxSize(5);
  }

  private Arbitrary<String> values() {
    Arbitrary<String> plain =
        Arbitraries.of(
            "null",
            "true",
            "-0",
            "1E400",
            "0.10",
            "\"\"",
            "{}",
            "[]",
            "{\"a\":[{}]}",
            "\"\\u00E9\"");
    Arbitrary<String> texts = Arbitraries.strings().all().map(this::quoted);
    return Arbitraries.oneOf(plain, texts);
  }

  private Arbitrary<String> spaces() {
    return Arbitraries.of(' ', '\t', '\n', '\r').list().ofMaxSize(3).map(this::joined);
  }

  private String joined(List<Character> characters) {
    return characters.stream().map(String::valueOf).collect(Collectors.joining());
  }

  private String quoted(String text) {
    return json.valueToTree(new String(text.getBytes(UTF_8), UTF_8)).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "null", "\"{\"", "x{}"})
  void onlyAnObjectIsALead(String document) {
    byte[] bytes = document.getBytes(UTF_8);
    assertThatThrownBy(() -> new OpleadLead(bytes, "Acme", WEBHOOK))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLeadAndAnAccountShowNothingPersonalAndNoSecret() {
    byte[] document = "{\"email\":\"jean@example.com\"}".getBytes(UTF_8);
    assertThat(new OpleadLead(document, "Acme", WEBHOOK)).hasToString("OpleadLead[28 bytes]");
    assertThat(new OpleadAccount(URI.create("https://crm.example/v1?key=k"), "t0ken"))
        .hasToString("OpleadAccount[host=crm.example, token=***]");
  }

  private static String body(String document, ProviderFields fields) {
    return new String(
        new OpleadLead(document.getBytes(UTF_8), "Acme", WEBHOOK).body(fields), UTF_8);
  }
}
