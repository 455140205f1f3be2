package io.leadloop.intake;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Validates lead documents by a JSON Schema (draft 2020-12) that an operator may replace. Members
 * that the gateway owns are rejected regardless of the schema.
 */
@Singleton
public class LeadSchema {
  /** The setting that names another schema. */
  public static final String SETTING = "leadloop.intake.lead-schema";

  private static final String DEFAULT = "/schemas/lead.json";
  private static final String ANY_OF = "/anyOf/";

  private final String json;
  private final JsonNode described;
  private final Schema schema;

  @Inject
  LeadSchema(IntakeConfig config) {
    this(config.leadSchema().map(LeadSchema::read).orElseGet(LeadSchema::readDefault));
  }

  LeadSchema(String json) {
    this.json = json;
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(json, InputFormat.JSON);
    this.schema.initializeValidators();
    this.described = schema.getSchemaNode();
  }

  /** The built-in schema. */
  public static LeadSchema byDefault() {
    return new LeadSchema(readDefault());
  }

  /**
   * The schema of a file.
   *
   * @throws UncheckedIOException when it cannot be read
   * @throws IllegalArgumentException when it is no JSON Schema; the message names the setting
   */
  public static LeadSchema at(Path file) {
    String json = read(file);
    try {
      return new LeadSchema(json);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(SETTING + " is not a JSON Schema: " + file, e);
    }
  }

  /** The schema's text. */
  public String json() {
    return json;
  }

  /** The errors of the document, with pointers into the submission. */
  List<FieldError> check(JsonNode document) {
    List<Error> errors = schema.validate(document);
    return Stream.concat(
            errors.stream().filter(e -> !isAlternative(e)).map(this::toFieldError),
            alternatives(errors).stream())
        .limit(ProblemException.MOST_ERRORS)
        .toList();
  }

  /** Joins the errors of the branches of an {@code anyOf} into one. */
  private Optional<FieldError> alternatives(List<Error> errors) {
    List<String> details =
        errors.stream().filter(LeadSchema::isAlternative).map(this::detail).toList();
    return details.isEmpty()
        ? Optional.empty()
        : Optional.of(new FieldError("/lead", String.join(", or ", details)));
  }

  private static boolean isAlternative(Error error) {
    return error.getEvaluationPath().toString().contains(ANY_OF);
  }

  private FieldError toFieldError(Error error) {
    String pointer = "/lead" + error.getInstanceLocation();
    return "required".equals(error.getKeyword())
        ? new FieldError(pointer + "/" + FieldError.escaped(error.getProperty()), "is required")
        : new FieldError(pointer, detail(error));
  }

  /** Reports a null or blank member as missing. */
  private String detail(Error error) {
    String member = error.getInstanceLocation().getName(-1);
    if ("required".equals(error.getKeyword())) {
      return error.getProperty() + " is required";
    } else if (isBlank(error.getInstanceNode())) {
      return member + " is required";
    }
    return "pattern".equals(error.getKeyword()) ? misshapen(error) : error.getMessage();
  }

  /** The schema's description in place of a regular expression, which few people read. */
  private String misshapen(Error error) {
    JsonPointer pattern = JsonPointer.compile(error.getEvaluationPath().toString());
    String description = described.at(pattern.head()).path("description").asText();
    return "does not have the form that is asked for"
        + (description.isEmpty() ? "" : ": " + description);
  }

  private static boolean isBlank(JsonNode value) {
    return value != null && (value.isNull() || value.isTextual() && value.textValue().isBlank());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(SETTING + " cannot be read: " + file, e);
    }
  }

  private static String readDefault() {
    try (InputStream resource = LeadSchema.class.getResourceAsStream(DEFAULT)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in schema cannot be read", e);
    }
  }
}
