import { Burger } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "@/texts";
import { useSession } from "../session";
import classes from "./TopBar.module.css";

const Palette = lazy(() => import("../palette/Palette"));
const TopBarMenus = lazy(() => import("./TopBarMenus"));

interface TopBarProps {
  isNavigationOpened: boolean;
  onToggleNavigation: () => void;
  isConnected: boolean;
}

/** The menus at its end are loaded behind the first screen. */
export function TopBar({ isNavigationOpened, onToggleNavigation, isConnected }: TopBarProps) {
  const { frame } = useTexts();
  const { organization } = useSession();
  const [openings, setOpenings] = useState(0);
  const openPalette = () => setOpenings((before) => before + 1);
  useHotkeys([["mod+K", openPalette]], []);

  return (
    <div className={classes.topBar}>
      <Burger
        opened={isNavigationOpened}
        onClick={onToggleNavigation}
        className={classes.burger}
        size="sm"
        aria-label={frame.openNavigation}
        aria-expanded={isNavigationOpened}
      />
      <Link to="/" className={classes.organization}>
        <img src="/mark.svg" alt="" width={22} height={22} />
        <span>{organization.name}</span>
      </Link>
      <button type="button" className={classes.search} aria-keyshortcuts="Control+K Meta+K" onClick={openPalette}>
        <IconSearch size={15} aria-hidden />
        <span>{frame.searchHint}</span>
        <kbd aria-hidden>{frame.searchKeys}</kbd>
      </button>
      <div className={classes.menus}>
        <Suspense>
          <TopBarMenus isConnected={isConnected} />
        </Suspense>
      </div>
      {openings > 0 && (
        <Suspense>
          <Palette openings={openings} />
        </Suspense>
      )}
    </div>
  );
}
