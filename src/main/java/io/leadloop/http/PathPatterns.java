package io.leadloop.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Patterns of path segments. The router searches a path for a match from each of its characters, so
 * that each pattern must begin where a segment does; otherwise a long path would take seconds. The
 * OpenAPI document has the patterns without that condition, and none for an event's type.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class PathPatterns implements OASFilter {
  private static final String SLUG_START = "(?<![a-z0-9-])";
  private static final String KEY_START = "(?<![a-z0-9])";
  private static final String UUID_START = "(?<![0-9a-fA-F-])";
  private static final String TYPE_START = "(?<![\\w.-])";

  /** A customer's or provider's slug, which is validated later. */
  public static final String SLUG = SLUG_START + "[a-z0-9-]+";

  /** The public id of a key. */
  public static final String KEY = KEY_START + "[a-z0-9]+";

  /** A UUID, which is validated later. */
  public static final String UUID = UUID_START + "[0-9a-fA-F-]+";

  /** A type of event, if there is one. */
  public static final String TYPE = TYPE_START + "[\\w.-]+";

  @Override
  public Parameter filterParameter(Parameter parameter) {
    Schema schema = parameter.getSchema();
    if (schema != null && schema.getPattern() != null) {
      schema.setPattern(documented(schema.getPattern()));
    }
    return parameter;
  }

  private static String documented(String pattern) {
    return pattern.equals(TYPE)
        ? null
        : pattern.replace(SLUG_START, "").replace(KEY_START, "").replace(UUID_START, "");
  }
}
