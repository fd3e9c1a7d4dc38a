import { AppShell } from "@mantine/core";
import { useDisclosure, useLocalStorage } from "@mantine/hooks";
import { Outlet } from "@tanstack/react-router";
import { TimeZoneContext } from "@/texts/format";
import { useSession } from "../session";
import { useTexts } from "@/texts";
import { Navigation } from "./Navigation";
import { Shortcuts } from "./Shortcuts";
import { TopBar } from "./TopBar";
import { useEventStream } from "./useEventStream";
import classes from "./Shell.module.css";

export function Shell() {
  const { frame } = useTexts();
  const { organization } = useSession();
  const [collapsed, setCollapsed] = useLocalStorage({ key: "daicho.navigation-collapsed", defaultValue: false });
  const [opened, drawer] = useDisclosure(false);
  const isConnected = useEventStream();

  return (
    <TimeZoneContext value={organization.timeZone}>
      <a href="#content" className={classes.skip}>
        {frame.skipToContent}
      </a>
      <AppShell
        header={{ height: 48 }}
        navbar={{ width: collapsed ? 56 : 208, breakpoint: "sm", collapsed: { mobile: !opened } }}
        padding={0}
        transitionDuration={0}
      >
        <AppShell.Header className={classes.header}>
          <TopBar navigationOpened={opened} onToggleNavigation={drawer.toggle} isConnected={isConnected} />
        </AppShell.Header>
        <AppShell.Navbar className={classes.navbar} aria-label={frame.navigation}>
          <Navigation
            collapsed={collapsed && !opened}
            onCollapse={() => setCollapsed(!collapsed)}
            onNavigate={drawer.close}
          />
        </AppShell.Navbar>
        <AppShell.Main className={classes.main} id="content" tabIndex={-1}>
          <Outlet />
        </AppShell.Main>
      </AppShell>
      <Shortcuts />
    </TimeZoneContext>
  );
}
