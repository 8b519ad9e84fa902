/** In the page with the secrets: OpenReplay's tracker with its defaults, or in private mode. It sends to `/ingest` by itself. */
import Tracker from "@openreplay/tracker";

window.startRecorder = (isStrict) => {
  const tracker = new Tracker({
    projectKey: "key",
    ingestPoint: `${location.origin}/ingest`,
    __DISABLE_SECURE_MODE: true,
    ...(isStrict ? { privateMode: true, defaultInputMode: 2, obscureTextEmails: true, obscureTextNumbers: true } : {}),
  });
  void tracker.start();
};
window.keptByRecorder = () => [];
