/// Tests of code that uses the kernel: a node with a clock that stands still, for JUnit.
@NullMarked
package dev.jobber.testing;

import org.jspecify.annotations.NullMarked;
