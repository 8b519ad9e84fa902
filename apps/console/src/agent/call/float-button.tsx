/** Puts a picture into a window of its own, over all others, and back; absent where the browser has no such window (CALL-03). */
import { IconButton } from "../../parts/icon-button.tsx";
import { useWords } from "../../store/use-console.ts";

export function FloatButton({ video }: { readonly video: () => HTMLVideoElement | null | undefined }) {
  const { t } = useWords();
  if (!document.pictureInPictureEnabled) return null;
  const toggle = async (): Promise<void> => {
    const node = video();
    if (!node) return;
    if (document.pictureInPictureElement === node) await document.exitPictureInPicture();
    else await node.requestPictureInPicture();
  };
  return (
    <span className="call-float">
      {/* Refused where the picture has not come yet. */}
      <IconButton icon="float" look="round" label={t("call.float")} onPress={() => void toggle().catch(() => {})} />
    </span>
  );
}
