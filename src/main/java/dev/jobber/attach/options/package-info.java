/// What the commands of the program that concern named trees are started with, for help, the manual
/// and completion. The client reads their words itself, because it does not load picocli.
@NullMarked
package dev.jobber.attach.options;

import org.jspecify.annotations.NullMarked;
