package io.leadloop.intake;

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
 * What a lead document must be: a JSON Schema (draft 2020-12) that an operator may replace. What
 * the gateway owns in a document is refused whatever the schema says.
 */
@Singleton
public class LeadSchema {
  private static final String DEFAULT = "/schemas/lead.json";
  private static final String ANY_OF = "/anyOf/";

  private final String json;
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
  }

  /** The schema of a gateway that nobody configured otherwise. */
  public static LeadSchema byDefault() {
    return new LeadSchema(readDefault());
  }

  /** The schema's own text. */
  public String json() {
    return json;
  }

  /** What is wrong with the document, with pointers into the submission; empty when nothing is. */
  List<FieldError> check(JsonNode document) {
    List<Error> errors = schema.validate(document);
    return Stream.concat(
            errors.stream().filter(e -> !isAlternative(e)).map(LeadSchema::toFieldError),
            alternatives(errors).stream())
        .limit(ProblemException.MOST_ERRORS)
        .toList();
  }

  /** Each branch of an {@code anyOf} complains for itself; together they are one thing to tell. */
  private static Optional<FieldError> alternatives(List<Error> errors) {
    List<String> details =
        errors.stream().filter(LeadSchema::isAlternative).map(LeadSchema::detail).toList();
    return details.isEmpty()
        ? Optional.empty()
        : Optional.of(new FieldError("/lead", String.join(", or ", details)));
  }

  private static boolean isAlternative(Error error) {
    return error.getEvaluationPath().toString().contains(ANY_OF);
  }

  private static FieldError toFieldError(Error error) {
    String pointer = "/lead" + error.getInstanceLocation();
    return "required".equals(error.getKeyword())
        ? new FieldError(pointer + "/" + error.getProperty(), "is required")
        : new FieldError(pointer, detail(error));
  }

  /** A member that is there but null or blank is missing as well. */
  private static String detail(Error error) {
    String member = error.getInstanceLocation().getName(-1);
    if ("required".equals(error.getKeyword())) {
      return error.getProperty() + " is required";
    }
    return isBlank(error.getInstanceNode()) ? member + " is required" : error.getMessage();
  }

  private static boolean isBlank(JsonNode value) {
    return value != null && (value.isNull() || value.isTextual() && value.textValue().isBlank());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("leadloop.intake.lead-schema cannot be read: " + file, e);
    }
  }

  private static String readDefault() {
    try (InputStream resource = LeadSchema.class.getResourceAsStream(DEFAULT)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema is part of the package", e);
    }
  }
}
