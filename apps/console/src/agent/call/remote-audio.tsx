/** The customer's voice. After a reload the browser may hold it back until a click: then a button asks for one. */
import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useWords } from "../../store/use-console.ts";

export function RemoteAudio({ stream, speakerId }: { readonly stream: MediaStream; readonly speakerId: string }) {
  const { t } = useWords();
  const node = useRef<HTMLAudioElement>(null);
  const [isHeldBack, setHeldBack] = useState(false);
  const play = (): void => {
    node.current
      ?.play()
      .then(() => setHeldBack(false))
      .catch((error: unknown) => {
        if (error instanceof DOMException && error.name === "NotAllowedError") setHeldBack(true);
      });
  };
  useEffect(() => {
    if (!node.current) return;
    node.current.srcObject = stream;
    play();
  }, [stream]);
  useEffect(() => {
    // Not in every browser; without it the system's own speaker plays.
    if (speakerId !== "" && node.current && "setSinkId" in node.current)
      void node.current.setSinkId(speakerId).catch(() => {});
  }, [speakerId]);
  return (
    <>
      <audio ref={node} autoPlay />
      {isHeldBack && (
        <div className="call-trouble">
          <span>{t("call.soundBlocked")}</span>{" "}
          <Button className="button button-small" onPress={play}>
            {t("call.tapToHear")}
          </Button>
        </div>
      )}
    </>
  );
}
