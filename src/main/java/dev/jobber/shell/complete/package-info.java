/// What may stand at the cursor.
@NullMarked
package dev.jobber.shell.complete;

import org.jspecify.annotations.NullMarked;
