export { launchBrowser, type LaunchOptions } from "./browser.ts";
export {
  deviceRequests,
  mediaByPeer,
  mediaTotals,
  waitForPicture,
  waitForSound,
  waitForPictures,
  waitForVoices,
  type MediaTotals,
  type PeerMedia,
} from "./media-probe.ts";
export { newPerson, type Person, type PersonOptions } from "./person.ts";
export { freePort, startRinnalla, type DemoLinks, type Rinnalla } from "./rinnalla.ts";
export { openStage, type Stage } from "./stage.ts";
export { waitUntil } from "./wait-until.ts";
export { loopbackAddress, signIn, staffTicket, visitorToken } from "./doors.ts";
export { silenceSince, watchHearing, type Silence } from "./silence-watch.ts";
export { watchPackets, type PacketReport } from "./packet-watch.ts";
export { openFirefox, type FirefoxPerson } from "./firefox.ts";
