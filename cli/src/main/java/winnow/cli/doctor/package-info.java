/** What may be wrong with a machine or a cluster, and what mends it. Start reading in {@link winnow.cli.doctor.Finding}. */
@NullMarked
package winnow.cli.doctor;

import org.jspecify.annotations.NullMarked;
