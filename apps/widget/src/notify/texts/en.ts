/** Of the sound that tells of new messages, in English. */
const en = { sound: "Sound of new messages", soundOn: "Sound is on", soundOff: "Sound is off" };

export default en;
export type NotifyTextKey = keyof typeof en;
