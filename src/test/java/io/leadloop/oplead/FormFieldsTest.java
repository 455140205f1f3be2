package io.leadloop.oplead;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.oplead.profile.ProfileReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {
  private static final String REQUIRED = "is required by the customer's Oplead";

  private final FormFields fields = new FormFields(new ProfileReader().bundled());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'lastname':'D','postcode':75011,'country':'FR','email':'d@example.com'}",
        "{'ctc_lastname':'D','ctc_postcode':'75011','ctc_country':'FR','ctc_email':'d@example.com'}",
        "{'lastname':'D','ctc_postcode':'1','country':'FR','email':'d@example.com','x':{'token':1}}",
      })
  void aLeadWithAllThatIsRequiredIsFit(String lead) {
    assertThat(faults(lead)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''", "'  '", "{}", "[]"})
  void whatIsMissingIsNamedAsInTheLead(String postcode) {
    assertThat(faults("{'lastname':'D','country':'FR','postcode':" + postcode + "}"))
        .isEqualTo(Map.of("postcode", REQUIRED, "email", REQUIRED));
  }

  @Test
  void theGatewaysMembersAndTwoNamesOfOneMemberAreRefused() {
    assertThat(
            faults(
                "{'form':'x','token':'y','lastname':'D','ctc_lastname':'E','postcode':'1',"
                    + "'country':'FR','email':'d@example.com'}"))
        .containsOnlyKeys("form", "token", "ctc_lastname")
        .containsEntry(
            "ctc_lastname", "is given twice: the customer's Oplead knows it as ctc_lastname");
  }

  private Map<String, String> faults(String lead) {
    try {
      return fields.faults(new ObjectMapper().readTree(lead.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
