package io.leadloop.oplead.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The one configuration of this package's JSON parsers. Whatever a lead that was accepted may hold
 * can be read where Oplead repeats it: names and texts are as long as a body may be.
 */
final class OpleadJson {
  private OpleadJson() {}

  /** Keeps decimals as they were written: 1767225600.0 must not become 1.7672256E9. */
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
