package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.profile.ProfileReader;
import io.leadloop.oplead.profile.WireProfile;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {
  private static final URI WEBHOOK = URI.create("https://gateway.example/callbacks/t");

  private final ProfileReader reader = new ProfileReader();

  @Test
  void knownMembersHaveTheImportsNamesAndOthersTheirOwn() {
    assertThat(body("{\"lastname\":\"Dupont\",\"ctc_city\":\"Paris\",\"budget\":12}"))
        .isEqualTo(
            "{\"form\":\"quote\",\"token\":\"s3cret\",\"provider_name\":\"Site\","
                + "\"provider_webhook_url\":\"https://gateway.example/callbacks/t\","
                + "\"ctc_lastname\":\"Dupont\",\"ctc_city\":\"Paris\",\"budget\":12}");
  }

  /** A float would lose digits, and a member of a member is no contact's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678901234567890.123456789012345678901",
        "{\"email\":\"a@b.fr\",\"list\":[1,null,true]}",
        "\"\\\"quoted\\\" and é\"",
      })
  void valuesStayAsTheyAre(String value) {
    assertThat(body("{\"more\":" + value + "}")).endsWith(",\"more\":" + value + "}");
  }

  @Test
  void aNewProfileChangesTheNamesAndLeavesTheProviderOut() {
    WireProfile.Form wire =
        reader
            .corrected(
                """
                wire:
                  form:
                    form-member: formulaire
                    names: {budget: enveloppe}
                    provider-fields: null
                """)
            .wire()
            .form();
    assertThat(new String(new FormBody(wire).of(lead("{\"budget\":1}"), "f", "t"), UTF_8))
        .isEqualTo("{\"formulaire\":\"f\",\"token\":\"t\",\"enveloppe\":1}");
  }

  private String body(String document) {
    FormBody body = new FormBody(reader.bundled().wire().form());
    return new String(body.of(lead(document), "quote", "s3cret"), UTF_8);
  }

  private static OpleadLead lead(String document) {
    return new OpleadLead(document.getBytes(UTF_8), "Site", WEBHOOK);
  }
}
