package io.leadloop.fuzz;

import java.util.List;

/** Spoils where a request goes: its method, its path, its query. */
final class SpoiltTarget {
  private static final List<String> METHODS =
      List.of("DELETE", "PUT", "PATCH", "POST", "GET", "TRACE", "PROPFIND", "QUERY", "get", "X");

  private final Dice dice;

  SpoiltTarget(Dice dice) {
    this.dice = dice;
  }

  void apply(Draft draft) {
    switch (dice.below(4)) {
      case 0 -> method(draft);
      case 1 -> otherPath(draft);
      default -> parameters(draft);
    }
  }

  private void method(Draft draft) {
    draft.method = dice.of(METHODS);
    draft.strayed = true;
  }

  private void otherPath(Draft draft) {
    int at = dice.below(draft.segments.size() + 1);
    if (dice.once(3) && at < draft.segments.size()) {
      draft.segments.remove(at);
    } else {
      draft.segments.add(at, dice.encoded());
    }
    draft.strayed = true;
  }

  private void parameters(Draft draft) {
    if (dice.once(2) && !draft.strayed && !draft.call.parameters("path").isEmpty()) {
      pathParameter(draft);
    } else {
      query(draft);
    }
  }

  private void pathParameter(Draft draft) {
    List<String> template = List.of(draft.call.path().substring(1).split("/"));
    String bad = dice.encoded();
    for (int i = 0; i < template.size(); i++) {
      if (template.get(i).startsWith("{")) {
        draft.segments.set(i, bad);
      }
    }
    draft.strayed = bad.isEmpty() || bad.startsWith(";") || bad.contains("%2F");
  }

  private void query(Draft draft) {
    List<String> known = draft.call.parameters("query");
    for (int i = dice.below(3); i >= 0; i--) {
      String name = known.isEmpty() || dice.once(8) ? dice.encoded() : dice.of(known);
      draft.query.add(dice.once(10) ? name : name + "=" + dice.encoded());
    }
  }
}
