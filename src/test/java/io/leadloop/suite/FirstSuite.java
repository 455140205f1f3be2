package io.leadloop.suite;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of the application whose names begin with A to F. */
@Suite
@SelectPackages("io.leadloop")
@IncludeTags("application")
@IncludeClassNamePatterns(".*\\.[A-F][^.]*Test")
@ExcludeClassNamePatterns(BoundedSuite.CLASSES)
class FirstSuite {}
