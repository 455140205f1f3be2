package io.leadloop.oplead.text;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Optional;

/** The texts of a body that Oplead wrote, by pointer, whether it is JSON or a form. */
interface Fields {

  /** The text, number or truth value there; empty for blanks, nulls and whatever has parts. */
  Optional<String> at(JsonPointer pointer);

  /** The first of these pointers that leads to something. */
  default Optional<String> first(List<JsonPointer> pointers) {
    return pointers.stream().map(this::at).flatMap(Optional::stream).findFirst();
  }
}
