/**
 * What the word after {@code --model} means, and how its file gets to the instances. Start reading in
 * {@link winnow.cli.model.ChosenModel}.
 */
@NullMarked
package winnow.cli.model;

import org.jspecify.annotations.NullMarked;
