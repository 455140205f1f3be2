package io.leadloop.oplead.text;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Optional;

/** The scalar values of a JSON or form body from Oplead, by pointer. */
interface Fields {

  /** The string, number or boolean there; empty for blanks, nulls, objects and arrays. */
  Optional<String> at(JsonPointer pointer);

  /** The value of the first pointer that has one. */
  default Optional<String> first(List<JsonPointer> pointers) {
    return pointers.stream().map(this::at).flatMap(Optional::stream).findFirst();
  }
}
