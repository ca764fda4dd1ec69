/// The side of a terminal that attaches to a tree. It starts fast because it loads neither the
/// kernel nor picocli: the shell itself runs in the tree's program.
@NullMarked
package dev.jobber.attach.client;

import org.jspecify.annotations.NullMarked;
