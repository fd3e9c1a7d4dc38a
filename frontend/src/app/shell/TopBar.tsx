import { Burger } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "@/texts";
import { useSession } from "../session";
import { AppearanceMenu } from "./AppearanceMenu";
import { LanguageMenu } from "./LanguageMenu";
import { RunningWork } from "./RunningWork";
import { UserMenu } from "./UserMenu";
import classes from "./Shell.module.css";

const Palette = lazy(() => import("../palette/Palette"));

interface TopBarProps {
  navigationOpened: boolean;
  onToggleNavigation: () => void;
  isConnected: boolean;
}

export function TopBar({ navigationOpened, onToggleNavigation, isConnected }: TopBarProps) {
  const { frame } = useTexts();
  const { organization } = useSession();
  const [openings, setOpenings] = useState(0);
  const openPalette = () => setOpenings((before) => before + 1);
  useHotkeys([["mod+K", openPalette]], []);

  return (
    <div className={classes.topBar}>
      <Burger
        opened={navigationOpened}
        onClick={onToggleNavigation}
        hiddenFrom="sm"
        size="sm"
        aria-label={frame.openNavigation}
      />
      <Link to="/" className={classes.organization}>
        <img src="/mark.svg" alt="" width={22} height={22} />
        {organization.name}
      </Link>
      <button type="button" className={classes.search} onClick={openPalette}>
        <IconSearch size={15} aria-hidden />
        <span>{frame.searchHint}</span>
        <kbd>{frame.searchKeys}</kbd>
      </button>
      <RunningWork isConnected={isConnected} />
      <LanguageMenu />
      <AppearanceMenu />
      <UserMenu />
      {openings > 0 && (
        <Suspense>
          <Palette openings={openings} />
        </Suspense>
      )}
    </div>
  );
}
