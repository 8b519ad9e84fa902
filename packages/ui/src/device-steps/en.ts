/** How a blocked microphone or camera is allowed again, browser by browser. */
import type { StepsKey } from "./browser-family.ts";

const en: Readonly<Record<StepsKey, string>> = {
  stepsChrome:
    "Press the icon to the left of the address, switch the microphone and the camera on, and press Try again.",
  stepsEdge:
    "Press the lock to the left of the address, open Permissions for this site, set Microphone and Camera to Allow, and press Try again.",
  stepsFirefox:
    "Press the crossed-out microphone or camera to the left of the address, remove the block, and press Try again.",
  stepsSafari:
    "Open Safari in the menu bar, then Settings for This Website. Set Camera and Microphone to Allow, and press Try again.",
  stepsIosSafari:
    "Press the page menu in the address bar, open Website Settings, set Camera and Microphone to Allow, and press Try again.",
  stepsIosOther:
    "Open the device's Settings, choose this browser in the list of apps, switch Microphone and Camera on, come back and press Try again.",
  stepsAndroid:
    "Press the icon to the left of the address, open Permissions, allow Microphone and Camera, and press Try again. If they are missing there: Android's Settings, Apps, this browser, Permissions.",
  stepsAndroidFirefox:
    "Press the lock to the left of the address, allow Microphone and Camera, and press Try again. If they are missing there: Android's Settings, Apps, Firefox, Permissions.",
};

export default en;
