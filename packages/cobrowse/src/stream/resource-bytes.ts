/** One picture or font that the customer's page brings along: the viewer refuses more. Apart from the other bounds, because its sender comes later than theirs. */

export const resourceBytes = 1_048_576;
