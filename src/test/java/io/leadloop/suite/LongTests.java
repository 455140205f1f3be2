package io.leadloop.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Tests that take longer than a build may, of the application and plain ones. Only the profile
 * {@code faults} runs them: no other build looks for a class of this name.
 */
@Suite
@SelectPackages("io.leadloop")
@IncludeTags("long")
@IncludeClassNamePatterns(".*Test")
class LongTests {}
