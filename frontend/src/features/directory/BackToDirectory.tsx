import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTexts } from "@/texts";
import classes from "./BackToDirectory.module.css";

export function BackToDirectory() {
  const { actions } = useTexts().directory;
  return (
    <div>
      <Link to="/directory" className={classes["back"]}>
        <IconArrowLeft size={14} aria-hidden /> {actions.back}
      </Link>
    </div>
  );
}
