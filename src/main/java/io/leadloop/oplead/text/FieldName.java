package io.leadloop.oplead.text;

import com.fasterxml.jackson.core.JsonPointer;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * The normal form of a member name: its letters and digits in lower case, so that {@code
 * newStatus}, {@code NEW-STATUS} and {@code new_status} are equal.
 */
public final class FieldName {
  private FieldName() {}

  public static String of(String name) {
    return isPlain(name) ? name : plain(name);
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static String plain(String name) {
    String plain = name.chars().allMatch(c -> c < 128) ? name : withoutAccents(name);
    StringBuilder letters = new StringBuilder(plain.length());
    plain.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
    return letters.toString().toLowerCase(Locale.ROOT);
  }

  /** Normalizes the names in the pointers. */
  public static List<JsonPointer> of(List<JsonPointer> pointers) {
    return pointers.stream().map(FieldName::of).toList();
  }

  private static JsonPointer of(JsonPointer pointer) {
    JsonPointer place = JsonPointer.empty();
    for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
      place = place.appendProperty(of(rest.getMatchingProperty()));
    }
    return place;
  }

  private static String withoutAccents(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }
}
