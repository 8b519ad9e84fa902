/** Files and emoji, in English. */
const en = {
  attach: "Attach files",
  emoji: "Emoji",
  drop: "Drop the files here",
  files: "Files to send",
  preparing: "Preparing…",
  chosen: "Goes with your next message",
  waiting: "Waiting for the connection",
  sending: "Sending, {percent} %",
  remove: "Remove {name}",
  retry: "Try again",
  download: "Download {name}",
  openImage: "Open image {name}",
  close: "Close",
  gone: "{name} has been deleted",
  notFetched: "The file could not be fetched.",
  attachmentsOff: "Files cannot be sent here.",
  tooLarge: "Too large. At most {size}.",
  fileEmpty: "The file is empty.",
  fileKind: "Files of this kind cannot be sent here.",
  imageTooLarge: "The image has too many pixels.",
  notSent: "Not sent.",
};

export default en;
export type FileTextKey = keyof typeof en;
