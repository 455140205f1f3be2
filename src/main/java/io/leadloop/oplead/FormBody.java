package io.leadloop.oplead;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.leadloop.oplead.profile.WireProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A lead as the older form import takes it: the form's name and token, the gateway's own members,
 * and the provider's members under the import's names. Values stay as they are.
 */
final class FormBody {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final WireProfile.Form wire;

  FormBody(WireProfile.Form wire) {
    this.wire = wire;
  }

  /**
   * @param form the form's name
   * @param token the form's, which no log may repeat
   */
  byte[] of(OpleadLead lead, String form, String token) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator body = JSON.createGenerator(bytes);
        JsonParser document = JSON.createParser(lead.withProvider(wire.providerFields()))) {
      body.writeStartObject();
      body.writeStringField(wire.formMember(), form);
      body.writeStringField(wire.tokenMember(), token);
      document.nextToken();
      while (document.nextToken() == JsonToken.FIELD_NAME) {
        String name = document.currentName();
        body.writeFieldName(wire.names().getOrDefault(name, name));
        document.nextToken();
        body.copyCurrentStructureExact(document);
      }
      body.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a stored document is JSON, and memory takes it", e);
    }
    return bytes.toByteArray();
  }
}
