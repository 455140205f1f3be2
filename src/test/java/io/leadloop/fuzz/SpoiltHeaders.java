package io.leadloop.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Spoils a request's headers: the ones that the document names, and those that every call has. */
final class SpoiltHeaders {
  private static final List<String> COMMON =
      List.of(
          "Authorization",
          "Accept",
          "Content-Type",
          "Last-Event-ID",
          "Idempotency-Key",
          "X-Request-Id",
          "Accept-Language",
          "Content-Encoding",
          "Cookie",
          "Origin",
          "X-Forwarded-For",
          "If-None-Match",
          "Range",
          "X-HTTP-Method-Override");
  private static final List<String> VALUES =
      List.of(
          "Bearer",
          "Bearer ",
          "Bearer llp_",
          "Bearer llp_a_b",
          "bearer x y",
          "Basic bGxwOmE=",
          "Basic ====",
          "Digest username=\"x\"",
          "Negotiate",
          "application/json",
          "application/json;charset=utf-16",
          "application/json; charset=\"",
          "application/json, text/csv",
          "application/",
          "/json",
          "text",
          "a/b;;;=",
          "*/*;q=2",
          "text/csv",
          "text/event-stream",
          "application/xml;q=x",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "application/x-www-form-urlencoded",
          "text/html",
          "gzip");

  private final Dice dice;

  SpoiltHeaders(Dice dice) {
    this.dice = dice;
  }

  void apply(Draft draft) {
    String name = name(draft);
    switch (dice.below(4)) {
      case 0 -> draft.headers.remove(name);
      case 1 -> draft.headers.add(name, value());
      default -> draft.headers.set(name, value());
    }
  }

  private String name(Draft draft) {
    List<String> names = new ArrayList<>(draft.call.parameters("header"));
    names.addAll(dice.once(2) ? COMMON.subList(0, 4) : COMMON);
    return dice.of(names);
  }

  private String value() {
    return dice.once(3) ? dice.headerText() : dice.of(VALUES);
  }
}
