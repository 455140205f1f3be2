package io.leadloop.oplead.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The configuration of this package's JSON parsers. Answers may repeat an accepted lead, so names
 * and strings may be as long as a body.
 */
final class OpleadJson {
  private OpleadJson() {}

  /** Preserves the notation of decimals: 1767225600.0 must not become 1.7672256E9. */
  static JsonMapper.Builder mapper() {
    return JsonMapper.builder(factory())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNameLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .build();
  }
}
