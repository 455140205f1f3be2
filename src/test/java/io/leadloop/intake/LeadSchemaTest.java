package io.leadloop.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.error.FieldError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadSchemaTest {
  private final LeadSchema schema = LeadSchema.byDefault();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lastname\":\"Dupont\",\"email\":\"jean@example.com\"}",
        "{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}",
        "{\"lastname\":\"D\",\"phone\":\"0601020304\",\"anything\":{\"more\":[1,null]},\"email\":\"é@é\"}"
      })
  void aNameAndAWayToReachThePersonAreEnough(String lead) {
    assertThat(check(lead)).isEmpty();
  }

  @Test
  void missingMembersAreReportedWithTheirPointers() {
    assertThat(check("{\"email\":\"jean@example.com\"}"))
        .containsExactly(new FieldError("/lead/lastname", "is required"));
    assertThat(check("{\"lastname\":\"Dupont\"}"))
        .containsExactly(new FieldError("/lead", "email is required, or phone is required"));
    assertThat(check("{\"lastname\":\"Dupont\",\"email\":\"\",\"phone\":null}"))
        .containsExactly(new FieldError("/lead", "email is required, or phone is required"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"lastname\":7,\"phone\":\"060102\"}                     | /lead/lastname",
        "{\"lastname\":\"\",\"phone\":\"060102\"}                  | /lead/lastname",
        "{\"lastname\":\"Zoubida\",\"email\":\"zoubida\"}          | /lead/email",
        "{\"lastname\":\"D\",\"phone\":[]}                         | /lead/phone",
        "{\"lastname\":\"D\",\"phone\":\"060102\",\"provider\":1}  | /lead/provider"
      })
  void whatIsWrongIsToldWithItsPlaceAndWithoutItsValue(String lead, String pointer) {
    assertThat(check(lead)).extracting(FieldError::pointer).containsExactly(pointer);
    assertThat(check(lead))
        .allSatisfy(e -> assertThat(e.detail()).doesNotContainIgnoringCase("zoubida"));
  }

  /** A regular expression was shown instead. */
  @Test
  void aMisshapenMemberIsToldByTheSchemasDescription() {
    assertThat(check("{\"lastname\":\"D\",\"email\":\"jean\"}"))
        .containsExactly(
            new FieldError(
                "/lead/email",
                "does not have the form that is asked for: An e-mail address, such as"
                    + " jean@example.com"));
    LeadSchema own = new LeadSchema("{\"properties\":{\"postcode\":{\"pattern\":\"^\\\\d{5}$\"}}}");
    assertThat(check(own, "{\"postcode\":\"7\"}"))
        .containsExactly(
            new FieldError("/lead/postcode", "does not have the form that is asked for"));
  }

  /** The pattern takes linear time. */
  @ParameterizedTest
  @ValueSource(strings = {"%1$s", "%1$s@", "a%1$sb@c", "a@b%1$sc", "%1$sa%1$sb%1$s@"})
  void veryManyBlanksCostNoTime(String email) {
    String blanks = email.formatted(" ".repeat(60_000));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            check("{\"lastname\":\"D\",\"email\":\"%1$s\",\"phone\":\"%1$s\"}".formatted(blanks)));
  }

  @Test
  void anOperatorMayReplaceTheSchema() {
    LeadSchema own = new LeadSchema("{\"required\":[\"budget\"]}");
    assertThat(own.json()).contains("budget");
    assertThat(check(own, "{}")).containsExactly(new FieldError("/lead/budget", "is required"));
  }

  private List<FieldError> check(String lead) {
    return check(schema, lead);
  }

  private static List<FieldError> check(LeadSchema schema, String lead) {
    try {
      return schema.check(new ObjectMapper().readTree(lead));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
