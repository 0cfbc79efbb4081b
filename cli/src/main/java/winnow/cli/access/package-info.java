/**
 * Who may talk to whom, and how secrets are kept. Start reading in {@link winnow.cli.access.KafkaRole}, then in
 * {@link winnow.cli.access.KafkaConfigFile}.
 */
@NullMarked
package winnow.cli.access;

import org.jspecify.annotations.NullMarked;
