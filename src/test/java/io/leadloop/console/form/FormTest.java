package io.leadloop.console.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.page.FormFields;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What forms send to the API, and what they show again. */
class FormTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final FormDefinition FORM =
      FormDefinition.of(
          "customer:new",
          FormField.text("slug").required(),
          FormField.of("wire", FieldKind.CHOICE),
          FormField.of("token", FieldKind.SECRET)
              .required()
              .filling(Map.of("rest", "oplead.token", "form", "form.token")),
          FormField.text("form.name").onlyFor("form"),
          FormField.of("quota", FieldKind.NUMBER),
          FormField.of("customers", FieldKind.LIST),
          FormField.of("shelf_life", FieldKind.DURATION),
          FormField.of("expires_at", FieldKind.TIME),
          FormField.of("dry_run", FieldKind.FLAG));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "slug=a%26b+c; {\"slug\":\"a&b c\"}",
        "slug=++; {}",
        "quota=12; {\"quota\":12}",
        "quota=1e9; {\"quota\":\"1e9\"}",
        "quota=12345678901; {\"quota\":\"12345678901\"}",
        "customers=a&customers=b+%0D%0Ac%2Cd; {\"customers\":[\"a\",\"b\",\"c\",\"d\"]}",
        "shelf_life=36; {\"shelf_life\":\"PT36H\"}",
        "shelf_life=P30D; {\"shelf_life\":\"P30D\"}",
        "expires_at=2026-07-01T12:30; {\"expires_at\":\"2026-07-01T10:30:00Z\"}",
        "expires_at=soon; {\"expires_at\":\"soon\"}",
        "dry_run=true; {\"dry_run\":true}",
        "unknown=1; {}"
      })
  void anInputFillsItsMember(String posted, String body) {
    assertThat(body(FORM, posted)).isEqualTo(body);
  }

  @Test
  void aFormSendsTheMembersOfItsWire() {
    String both = "&token=secret&form.name=website";
    assertThat(body(FORM, "wire=rest" + both))
        .isEqualTo("{\"wire\":\"rest\",\"oplead\":{\"token\":\"secret\"}}");
    assertThat(body(FORM, "wire=form" + both))
        .isEqualTo("{\"wire\":\"form\",\"form\":{\"token\":\"secret\",\"name\":\"website\"}}");
    assertThat(body(FORM, "wire=rest")).isEqualTo("{\"wire\":\"rest\",\"oplead\":{}}");
  }

  @Test
  void anEmptyInputRemovesAValueWhereTheFormIsForThat() {
    FormDefinition removing =
        FormDefinition.of("endpoint:settings", FormField.text("description")).removing();
    assertThat(body(removing, "description=")).isEqualTo("{\"description\":null}");
  }

  @Test
  void aRefusedFormKeepsWhatWasPostedExceptSecrets() {
    FormFields posted = fields("slug=A&wire=rest&token=secret&customers=a+b");
    ProblemException refusal =
        ProblemException.rejected(
            ErrorCode.INVALID_BODY,
            List.of(
                new FieldError("/customers/1", "is not the slug of a customer"),
                new FieldError("/oplead/token", "must not be null"),
                new FieldError("/slug", "must be lower-case"),
                new FieldError("/slug", "must be short"),
                new FieldError("/other", "is not known here")));
    Form form = Form.of(FORM, "", "console", "console").refused(posted, refusal);
    assertThat(form.values()).doesNotContainValue("secret");
    assertThat(form.toString()).doesNotContain("secret");
    assertThat(form.value("slug")).isEqualTo("A");
    assertThat(form.holds("customers", "b")).isTrue();
    assertThat(form.holds("customers", "c")).isFalse();
    assertThat(form.errors("customers")).containsExactly("is not the slug of a customer");
    assertThat(form.errors("slug")).containsExactly("must be lower-case", "must be short");
    assertThat(form.isMissing("token")).isTrue();
    assertThat(form.isMissing("slug")).isFalse();
    assertThat(form.isWrong("quota")).isFalse();
    assertThat(form.faults())
        .filteredOn(fault -> fault.field() == null)
        .extracting(Form.Fault::pointer)
        .containsExactly("/other");
  }

  @Test
  void aNameIsTypedExactly() {
    Form.requireName(fields("confirmation=+atelier+"), "atelier");
    for (String posted : List.of("", "confirmation=Atelier", "confirmation=atelier2")) {
      assertThatThrownBy(() -> Form.requireName(fields(posted), "atelier"))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void aResultDoesNotPrintItsSecret() {
    Result result =
        Result.of("provider:key_new", "p", "console", List.of(Fact.secret("api_key", "llp_x")));
    assertThat(result.isOnce()).isTrue();
    assertThat(result.toString()).doesNotContain("llp_x");
  }

  private static String body(FormDefinition form, String posted) {
    return form.body(fields(posted), PARIS).toString();
  }

  private static FormFields fields(String posted) {
    return FormFields.of(posted.getBytes(UTF_8));
  }
}
