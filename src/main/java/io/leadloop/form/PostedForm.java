package io.leadloop.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.oplead.FormFields;
import io.leadloop.update.document.ReceivedFile;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * A posted form.
 *
 * @param name the form's name; empty if there is none
 * @param token empty if there is none
 * @param fields the others, in their order, under the names that were posted
 * @param file whose first pieces may be in the store already
 */
record PostedForm(String name, String token, ObjectNode fields, Optional<ReceivedFile> file) {
  static PostedForm of(ObjectNode members, Optional<ReceivedFile> file, FormFields names) {
    ObjectNode fields = members.deepCopy();
    String name = text(fields.remove(names.formMember()));
    String token = text(fields.remove(names.tokenMember()));
    return new PostedForm(name, token, fields, file);
  }

  private static String text(JsonNode value) {
    return value == null || !value.isValueNode() || value.isNull() ? "" : value.asText().strip();
  }

  /** Destroys what was stored of the file. */
  Uni<Void> discard() {
    return file.map(ReceivedFile::discard).orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** Omits the token and personal fields. */
  @Override
  public String toString() {
    return "PostedForm[" + name + ", token=***]";
  }
}
