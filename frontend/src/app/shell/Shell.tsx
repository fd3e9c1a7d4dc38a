import { useDisclosure, useLocalStorage } from "@mantine/hooks";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { useLanguage } from "@/texts";
import { TimeZoneContext } from "@/texts/format";
import { chosenLanguage } from "@/texts/language";
import { useSession } from "../session";
import { Navigation } from "./Navigation";
import { TopBar } from "./TopBar";
import { useEventStream } from "./useEventStream";
import classes from "./Shell.module.css";

const Shortcuts = lazy(() => import("./Shortcuts"));

export function Shell() {
  const { language, texts, showIn } = useLanguage();
  const { frame } = texts;
  const { organization, user } = useSession();
  const [isCollapsed, setCollapsed] = useLocalStorage({ key: "daicho.navigation-collapsed", defaultValue: false });
  const [isOpened, menu] = useDisclosure(false);
  const isConnected = useEventStream();

  useEffect(() => {
    if (chosenLanguage() === undefined && user.locale !== language) void showIn(user.locale);
  }, [user.locale, language, showIn]);

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
