package io.leadloop.page.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Command lines that can be pasted as they are. */
class CurlCommandTest {
  private static final ApiType TEXT = new ApiType("string", null);

  @Test
  void parametersAndKeyAreVariables() {
    List<ApiField> parameters =
        List.of(parameter("id", "path", true), parameter("refresh", "query", false));
    assertThat(new CurlCommand("GET", "/v1/leads/{id}", true, parameters, List.of()).text())
        .isEqualTo(
            """
            curl "https://gateway.invalid/v1/leads/$id" \\
              -H "Authorization: Bearer $LEADLOOP_KEY\"""");
  }

  @Test
  void aRequiredQueryIsGivenAndAnOptionalOneIsNot() {
    List<ApiField> parameters =
        List.of(parameter("since", "query", true), parameter("limit", "query", false));
    assertThat(new CurlCommand("DELETE", "/x", false, parameters, List.of()).text())
        .isEqualTo("curl -X DELETE \"https://gateway.invalid/x?since=$since\"");
  }

  @Test
  void quotesInABodyDoNotEndIt() {
    ApiContent body = content("application/json", List.of(), "{\"name\" : \"L'Atelier $x\"}");
    assertThat(new CurlCommand("POST", "/x", false, List.of(), List.of(body)).text())
        .isEqualTo(
            """
            curl -X POST "https://gateway.invalid/x" \\
              -H 'Content-Type: application/json' \\
              --data-binary '{"name" : "L'\\''Atelier $x"}'""");
  }

  @Test
  void jsonIsPreferredToOtherBodies() {
    ApiContent form = content("multipart/form-data", List.of(), "");
    ApiContent json = content("application/json", List.of(), "{}");
    assertThat(new CurlCommand("POST", "/x", false, List.of(), List.of(form, json)).text())
        .contains("application/json")
        .doesNotContain("multipart");
  }

  @Test
  void aFormHasItsFileAndItsDefaults() {
    ApiField file = new ApiField("file", "", TEXT, true, "", "");
    ApiField kind = new ApiField("kind", "", TEXT, false, "default other", "");
    ApiContent form = content("multipart/form-data", List.of(file, kind));
    assertThat(new CurlCommand("POST", "/x", false, List.of(), List.of(form)).text())
        .isEqualTo(
            """
            curl -X POST "https://gateway.invalid/x" \\
              -F "file=@$file" \\
              -F "kind=other\"""");
  }

  @Test
  void aHeadAsksForHeadersAlone() {
    assertThat(new CurlCommand("HEAD", "/callbacks/{token}", false, List.of(), List.of()).text())
        .isEqualTo("curl --head \"https://gateway.invalid/callbacks/$token\"");
  }

  private static ApiField parameter(String name, String place, boolean isRequired) {
    return new ApiField(name, place, TEXT, isRequired, "", "");
  }

  private static ApiContent content(String type, List<ApiField> fields, String... examples) {
    return new ApiContent(type, TEXT, fields, List.of(examples));
  }
}
