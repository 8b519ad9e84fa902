/** Where in a command a person's own words stand, so that all of them are masked and none is forgotten (CHAT-06). */
import type { PersonCommand } from "@rinnalla/protocol";
import type { Mask } from "./mask.ts";

export function maskSaid(command: PersonCommand, mask: Mask): PersonCommand {
  switch (command.type) {
    case "postMessage":
      return { ...command, text: mask(command.text) };
    case "postAttachment":
      return { ...command, name: mask(command.name) };
    case "openConversation": {
      const { customerName, page, context, answers } = command;
      const masked = Object.entries(context ?? {}).map(([name, value]) => [name, mask(value)]);
      return {
        ...command,
        customerName: customerName && mask(customerName),
        page: page && mask(page),
        ...(context && { context: Object.fromEntries(masked) }),
        ...(answers && {
          answers: answers.map((answer) => ("text" in answer ? { ...answer, text: mask(answer.text) } : answer)),
        }),
      };
    }
    // The address to answer to stays: a masked one would be of no use to anybody.
    case "leaveMessage": {
      const { customerName, page, context, text } = command;
      const masked = Object.entries(context ?? {}).map(([name, value]) => [name, mask(value)]);
      return {
        ...command,
        customerName: customerName && mask(customerName),
        text: mask(text),
        page: page && mask(page),
        ...(context && { context: Object.fromEntries(masked) }),
      };
    }
    case "reportAction":
      return { ...command, label: mask(command.label) };
    case "askCallBack":
    case "transferToAgent":
      return command.note === undefined ? command : { ...command, note: mask(command.note) };
    case "answerSurvey":
      return command.comment === null ? command : { ...command, comment: mask(command.comment) };
    default:
      return command;
  }
}
