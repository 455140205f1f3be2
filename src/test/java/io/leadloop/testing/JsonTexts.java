package io.leadloop.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates JSON objects as text in all syntactic variants, which a parser would not preserve. */
public final class JsonTexts {
  private static final int DEEPEST = 3;
  private static final String HEX = "0123456789abcdefABCDEF";

  private JsonTexts() {}

  /**
   * Objects of arbitrary members that include the given ones.
   *
   * @param members as text, for example {@code "a":1}
   */
  public static Arbitrary<String> objectsWith(List<String> members) {
    return Combinators.combine(
            members(values(DEEPEST)).list().ofMaxSize(6), Arbitraries.integers().between(0, 6))
        .flatAs(
            (own, at) -> {
              List<String> all = new ArrayList<>(own);
              all.addAll(Math.min(at, own.size()), members);
              return braced(all);
            });
  }

  private static Arbitrary<String> values(int depth) {
    Arbitrary<String> plain =
        Arbitraries.oneOf(Arbitraries.of("null", "true", "false"), numbers(), strings());
    if (depth == 0) {
      return plain;
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> values(depth - 1));
    Arbitrary<String> arrays =
        Combinators.combine(spaces(), inner.list().ofMaxSize(4))
            .as((space, items) -> "[" + space + String.join("," + space, items) + "]");
    Arbitrary<String> objects = members(inner).list().ofMaxSize(4).flatMap(JsonTexts::braced);
    return Arbitraries.frequencyOf(Tuple.of(4, plain), Tuple.of(1, arrays), Tuple.of(1, objects));
  }

  private static Arbitrary<String> braced(List<String> members) {
    return Combinators.combine(spaces(), spaces())
        .as((before, after) -> "{" + before + String.join("," + after, members) + after + "}");
  }

  private static Arbitrary<String> members(Arbitrary<String> values) {
    Arbitrary<String> names = Arbitraries.oneOf(Arbitraries.of("\"\"", "\"a\""), strings());
    return Combinators.combine(names, spaces(), spaces(), values)
        .as((name, before, after, value) -> name + before + ":" + after + value);
  }

  private static Arbitrary<String> numbers() {
    Arbitrary<String> odd =
        Arbitraries.of(
            "0",
            "-0",
            "-0.0",
            "1.0",
            "1e5",
            "1E+400",
            "0.1000",
            "-1.50e-07",
            "1e-400",
            "123456789012345678901234567890",
            "0.1234567890123456789012345678901234567890");
    Arbitrary<String> any =
        Combinators.combine(
                Arbitraries.of("", "-"),
                Arbitraries.bigIntegers().map(i -> i.abs().toString()),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(30),
                Arbitraries.of("", "e", "E+", "e-"),
                Arbitraries.integers().between(0, 999))
            .as(
                (sign, whole, part, e, power) ->
                    sign + whole + "." + part + (e.isEmpty() ? e : e + power));
    return Arbitraries.oneOf(odd, any);
  }

  private static Arbitrary<String> strings() {
    return Arbitraries.frequencyOf(Tuple.of(6, characters()), Tuple.of(2, escapes()))
        .list()
        .ofMaxSize(8)
        .map(parts -> '"' + String.join("", parts) + '"');
  }

  /** Any unescaped character, including supplementary ones. */
  private static Arbitrary<String> characters() {
    return Arbitraries.integers()
        .between(0x20, Character.MAX_CODE_POINT)
        .filter(c -> c != '"' && c != '\\' && (c < 0xd800 || c > 0xdfff))
        .map(Character::toString);
  }

  private static Arbitrary<String> escapes() {
    Arbitrary<String> known =
        Arbitraries.of(
            "\\/",
            "\\\\",
            "\\\"",
            "\\b",
            "\\f",
            "\\n",
            "\\r",
            "\\t",
            "\\u0000",
            "\\ud83d\\ude00",
            "\\uD83D");
    Arbitrary<String> any =
        Arbitraries.of(HEX.chars().mapToObj(c -> (char) c).toList())
            .list()
            .ofSize(4)
            .map(JsonTexts::joined)
            .map("\\u"::concat);
    return Arbitraries.oneOf(known, any);
  }

  private static Arbitrary<String> spaces() {
    return Arbitraries.of(' ', '\t', '\n', '\r').list().ofMaxSize(2).map(JsonTexts::joined);
  }

  private static String joined(List<Character> characters) {
    return characters.stream().map(String::valueOf).collect(Collectors.joining());
  }
}
