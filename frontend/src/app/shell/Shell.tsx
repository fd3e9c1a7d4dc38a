import { useDisclosure, useLocalStorage } from "@mantine/hooks";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTexts } from "@/texts";
import { TimeZoneContext } from "@/texts/format";
import { useSession } from "../session";
import { Navigation } from "./Navigation";
import { TopBar } from "./TopBar";
import { useEventStream } from "./useEventStream";
import classes from "./Shell.module.css";

const Shortcuts = lazy(() => import("./Shortcuts"));

export function Shell() {
  const { frame } = useTexts();
  const { organization } = useSession();
  const [isCollapsed, setCollapsed] = useLocalStorage({ key: "daicho.navigation-collapsed", defaultValue: false });
  const [isOpened, menu] = useDisclosure(false);
  const isConnected = useEventStream();

  return (
    <TimeZoneContext value={organization.timeZone}>
      <a href="#content" className={classes.skip}>
        {frame.skipToContent}
      </a>
      <div className={classes.shell} data-collapsed={isCollapsed || undefined}>
        <header className={classes.header}>
          <TopBar isNavigationOpened={isOpened} onToggleNavigation={menu.toggle} isConnected={isConnected} />
        </header>
        <nav className={classes.navigation} data-opened={isOpened || undefined} aria-label={frame.navigation}>
          <Navigation
            isCollapsed={isCollapsed && !isOpened}
            onCollapse={() => setCollapsed(!isCollapsed)}
            onNavigate={menu.close}
          />
        </nav>
        <main className={classes.main} id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Suspense>
        <Shortcuts />
      </Suspense>
    </TimeZoneContext>
  );
}
