/** A button that shows only an icon: its name is told by a tooltip and to assistive technology. */
import type { IconName } from "@rinnalla/ui";
import { Button, type ButtonProps } from "react-aria-components/Button";
import { Tooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import { Icon } from "./icon.tsx";

export interface IconButtonProps extends Omit<ButtonProps, "children" | "className" | "aria-label"> {
  readonly icon: IconName;
  readonly label: string;
  readonly look?: "plain" | "round" | "danger" | "on" | "off";
  readonly size?: number;
}

export function IconButton({ icon, label, look = "plain", size = 18, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button {...props} className={`icon-button icon-button-${look}`} aria-label={label}>
        <Icon name={icon} size={size} />
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
