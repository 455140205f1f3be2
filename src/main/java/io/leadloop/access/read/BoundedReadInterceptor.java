package io.leadloop.access.read;

import io.leadloop.access.Caller;
import io.leadloop.provider.Provider;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Passes each {@link BoundedRead} through the {@link ReadBulkhead}. */
@BoundedRead
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class BoundedReadInterceptor {
  private static final String ADMINISTRATORS = "administrators";

  private final Caller caller;
  private final ReadBulkhead bulkhead;

  BoundedReadInterceptor(Caller caller, ReadBulkhead bulkhead) {
    this.caller = caller;
    this.bulkhead = bulkhead;
  }

  @AroundInvoke
  Object read(InvocationContext call) {
    Provider provider = caller.provider();
    String reader = provider == null ? ADMINISTRATORS : provider.id().toString();
    return bulkhead.read(reader, () -> proceed(call));
  }

  private static Uni<Object> proceed(InvocationContext call) {
    try {
      return ((Uni<?>) call.proceed()).map(answer -> answer);
    } catch (Exception e) {
      return Uni.createFrom().failure(e);
    }
  }
}
