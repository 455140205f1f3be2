package io.leadloop.fuzz;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A good request that is being spoilt. */
final class Draft {
  final Call call;
  final List<String> segments = new ArrayList<>();
  final List<String> query = new ArrayList<>();
  final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

  /** The members that the body's schema names, whether the example has them or not. */
  final List<String> members = new ArrayList<>();

  String method;
  Buffer body = Buffer.buffer();
  boolean chunked;

  /** Whether path and method were changed, so that it is some other call, or none. */
  boolean strayed;

  Draft(Call call) {
    this.call = call;
    this.method = call.method();
  }

  Probe probe() {
    String search = query.isEmpty() ? "" : "?" + String.join("&", query);
    return new Probe(
        method,
        "/" + String.join("/", segments) + search,
        headers,
        body,
        chunked,
        strayed ? Optional.empty() : Optional.of(call));
  }
}
