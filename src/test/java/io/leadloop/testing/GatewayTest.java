package io.leadloop.testing;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the application, which runs in this process on real servers. The test classes of one
 * process share the application and its servers, so each test uses its own providers and customers.
 */
@QuarkusTest
@QuarkusTestResource(GatewayTestResource.class)
@ExtendWith({CompiledPaths.class, Patience.class})
@Tag("application")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface GatewayTest {}
